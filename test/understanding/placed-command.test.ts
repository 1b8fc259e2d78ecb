import { describe, expect, it } from "vitest";
import { read } from "../support/understanding.js";

const worker = { isStaff: true, isGroup: false } as const;

describe("a command that names its case by the building", () => {
  it.each([
    "9栋通过",
    "通过 9栋",
    "9栋的可以了",
    "那个9栋纸皮通过吧",
    "9栋纸皮没问题了",
    "13栋电梯ok",
    "9栋纸皮清完了 过",
  ])("passes it: %s", (text) => expect(read(text, worker)).toMatchObject({ command: { kind: "pass" }, places: [{}] }));

  it.each([
    ["9栋的退回 还有纸皮", { kind: "return", reason: "还有纸皮" }],
    ["9栋那个误报", { kind: "false-alarm", reason: "" }],
    ["9栋还没通过", { kind: "return", reason: "" }],
  ])("does what it says: %s", (text, command) => expect(read(text, worker).command).toEqual(command));

  it.each(["9栋可以了吗", "9栋通过道堵了", "9栋那个先别销", "今天去9栋看了,还行", "9栋和10栋可以了"])(
    "is none: %s",
    (text) => expect(read(text, worker).command).toBeUndefined(),
  );

  it("is for staff, and said to the bot", () => {
    expect(read("9栋的可以了", { isGroup: false }).command).toBeUndefined();
    expect(read("9栋的可以了", { isStaff: true }).command).toBeUndefined();
  });
});
