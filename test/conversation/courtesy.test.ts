import { describe, expect, it } from "vitest";
import { isCourtesy } from "../../src/conversation/courtesy.js";

describe("isCourtesy", () => {
  it.each([
    "谢谢",
    "多谢你啦",
    "唔该晒",
    "辛苦了",
    "好",
    "好的",
    "好吧",
    "好的,谢谢小安",
    "行",
    "可以",
    "嗯嗯",
    "哦",
    "知道了",
    "收到!",
    "OK",
    "晚安",
    "👍",
    "👌👌",
  ])("is a line that says no more: %s", (text) => {
    expect(isCourtesy(text)).toBe(true);
  });

  it.each([
    "",
    "嗯,他还在门口",
    "哦那楼梯口的车呢",
    "好多垃圾没人倒",
    "行李堵在楼道",
    "可以换锁吗",
    "知道他是谁",
    "好的,但是门还坏着",
    "谢谢,他又来敲门了",
  ])("is none where it says anything beside: %s", (text) => {
    expect(isCourtesy(text)).toBe(false);
  });
});
