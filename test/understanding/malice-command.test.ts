import { describe, expect, it } from "vitest";
import { readMalice } from "../../src/understanding/malice-command.js";
import { lineOfAnybody } from "../../src/understanding/reading-input.js";
import type { ReadingInput } from "../../src/understanding/reading.js";
import { read as readLine } from "../support/understanding.js";

const read = (text: string, over: Partial<ReadingInput> = {}) =>
  readMalice({ ...lineOfAnybody(text), isStaff: true, isGroup: false, ...over });

describe("恶意", () => {
  it.each([
    { text: "恶意 0413-7 连续三天假报警", step: "propose", reason: "连续三天假报警" },
    { text: "恶意虚报 0413-7", step: "propose" },
    { text: "0413-7 恶意,天天这样", step: "propose", reason: "天天这样" },
    { text: "@楼小安 恶意0413-7", step: "propose" },
    { text: "确认恶意 0413-7", step: "agree" },
    { text: "同意恶意0413-7号", step: "agree" },
    { text: "0413-7 确认恶意", step: "agree" },
    { text: "不是恶意 0413-7 小孩看错了", step: "refuse", reason: "小孩看错了" },
    { text: "不算恶意,0413-7", step: "refuse" },
  ])("reads $text", ({ text, step, reason = "" }) => {
    expect(read(text)).toEqual({ kind: "malice", step, target: "0413-7", reason });
  });

  it("means the quoted case, or asks for the number, where nothing else is said", () => {
    const quote = { text: "【请您定】0413-7", isBot: true };
    expect(read("确认恶意", { quote, isGroup: true })).toEqual({ kind: "malice", step: "agree", reason: "" });
    expect(read("恶意")).toEqual({ kind: "malice", step: "propose", reason: "" });
  });

  it.each(["恶意举报的人会被处理", "有人恶意报警0413-7", "请大家不要恶意报警", "恶意差评"])("is talk: %s", (text) => {
    expect(read(text, { isGroup: true })).toBeUndefined();
  });

  it("is a command of staff alone", () => {
    expect(read("恶意 0413-7", { isStaff: false })).toBeUndefined();
  });

  it("is no danger, whatever was reported", () => {
    const reading = readLine("恶意 0413-7 又说着火了冒烟,没有这回事", { isStaff: true, isGroup: false });
    expect(reading).toMatchObject({ intent: "command", command: { kind: "malice" } });
    expect(reading).not.toHaveProperty("emergency");
  });
});
