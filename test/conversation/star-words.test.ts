import { describe, expect, it } from "vitest";
import { readStarWord } from "../../src/conversation/star-words.js";
import type { Command } from "../../src/understanding/reading.js";

const read = (text: string, question?: "star-change" | "appeal", command?: Command["kind"]) =>
  readStarWord(text, { command, question });

describe("readStarWord", () => {
  it.each([
    ["同意", { kind: "agree" }],
    ["8栋同意降", { kind: "agree" }],
    ["都确认", { kind: "agree-all" }],
    ["全部同意。", { kind: "agree-all" }],
    ["不同意,昨天已经清掉了", { kind: "decline", why: "昨天已经清掉了" }],
    ["取消 证据不够", { kind: "decline", why: "证据不够" }],
    ["3栋告知了", { kind: "told-in-person" }],
    ["已经当面通知房东了", { kind: "told-in-person" }],
    ["今天去8栋看看", undefined],
  ])("reads %s while a proposal waits", (text, word) => {
    expect(read(text, "star-change")).toEqual(word);
  });

  it.each([
    ["成立 灭火器是新的", { kind: "uphold", why: "灭火器是新的" }],
    ["不成立,现场没有换", { kind: "reject", why: "现场没有换" }],
    ["维持 照片是旧的", { kind: "reject", why: "照片是旧的" }],
    ["成立", { kind: "uphold", why: "" }],
  ])("reads %s while an objection waits", (text, word) => {
    expect(read(text, "appeal")).toEqual(word);
  });

  it("reads a verdict on an objection that is named, and nothing else, without a question", () => {
    expect(read("3栋申辩不成立:照片是去年的")).toEqual({ kind: "reject", why: "照片是去年的" });
    expect(read("8栋那个我去看了,还在")).toBeUndefined();
    expect(read("确认", undefined, "confirm")).toEqual({ kind: "agree" });
    expect(read("取消", undefined, "cancel")).toEqual({ kind: "decline", why: "" });
  });
});
