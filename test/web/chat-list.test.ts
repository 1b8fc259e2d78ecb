import { describe, expect, test } from "vitest";
import { chatList, unreadOf } from "../../src/web/sandbox/chat-list.js";
import { chatAfterSwitch } from "../../src/web/sandbox/chats.js";
import { markRead, readUpTo, restoreReadMarks } from "../../src/web/sandbox/read-marks.js";
import { buildLine } from "./build-line.js";
import { fakeWorld } from "./fake-world.js";

const listOf = (personId: string, lines = [buildLine()], marks = readUpTo(0)) =>
  chatList({ world: fakeWorld, lines, marks, personId });

describe("the list of chats", () => {
  test("has the identity's groups and its private chat, no others", () => {
    expect(listOf("t1").map((item) => item.chat.id)).toEqual(["grp-3", "direct:t1"]);
    expect(listOf("p1").map((item) => item.chat.id)).toEqual(["direct:p1"]);
  });

  test("puts the chat with the latest line first", () => {
    const lines = [buildLine({ seq: 1 }), buildLine({ seq: 2, chat: "direct:t1", from: "bot", text: "你好" })];
    expect(listOf("t1", lines).map((item) => item.chat.id)).toEqual(["direct:t1", "grp-3"]);
  });

  test("counts lines of others that came after the read mark", () => {
    const lines = [1, 2, 3].map((seq) => buildLine({ seq, from: seq === 3 ? "t1" : "h1" }));
    expect(listOf("t1", lines)[0]?.unread).toBe(2);
    expect(listOf("t1", lines, markRead(readUpTo(0), { personId: "t1", chatId: "grp-3", seq: 1 }))[0]?.unread).toBe(1);
    expect(listOf("t1", lines, readUpTo(3))[0]?.unread).toBe(0);
  });

  test("does not count a line that was recalled", () => {
    expect(listOf("t1", [buildLine({ from: "h1", recalled: true })])[0]?.unread).toBe(0);
  });

  test("keeps one identity's reading apart from another's", () => {
    const marks = markRead(readUpTo(0), { personId: "h1", chatId: "grp-3", seq: 1 });
    const input = { world: fakeWorld, lines: [buildLine({ from: "t2" })], marks };
    expect(unreadOf({ ...input, personId: "h1" })).toBe(0);
    expect(unreadOf({ ...input, personId: "t1" })).toBe(1);
  });

  test("says who wrote in a group, but not in private", () => {
    const lines = [
      buildLine({ seq: 1, from: "h1", text: "下来\n拿" }),
      buildLine({ seq: 2, chat: "direct:t1", from: "bot", text: "你好" }),
    ];
    expect(listOf("t1", lines).map((item) => item.preview)).toEqual(["你好", "老周：下来 拿"]);
  });

  test("shows pictures and recalled lines in words", () => {
    const image = { name: "a.jpg", url: "/a" };
    expect(listOf("t2", [buildLine({ text: "", image })])[0]?.preview).toBe("阿芳：[图片]");
    expect(listOf("t1", [buildLine({ recalled: true })])[0]?.preview).toBe("你撤回了一条消息");
  });

  test("tells when somebody mentions the identity", () => {
    const lines = [buildLine({ from: "h1", text: "@阿芳 看看", mentions: ["t1"] })];
    expect(listOf("t1", lines)[0]?.isMentioned).toBe(true);
    expect(listOf("t2", lines)[0]?.isMentioned).toBe(false);
  });
});

describe("switching the identity", () => {
  test("stays in the group when the other person is in it too", () => {
    expect(chatAfterSwitch(fakeWorld, "grp-3", "l1")).toBe("grp-3");
  });

  test("goes to the other person's private chat from a private chat or a group without them", () => {
    expect(chatAfterSwitch(fakeWorld, "direct:t1", "g1")).toBe("direct:g1");
    expect(chatAfterSwitch(fakeWorld, "grp-3", "p1")).toBe("direct:p1");
  });

  test("stays in the list when no chat is open", () => {
    expect(chatAfterSwitch(fakeWorld, undefined, "l1")).toBeUndefined();
  });
});

describe("read marks of an earlier visit", () => {
  const stored = JSON.stringify({ baseline: 2, marks: { "t1 grp-3": 5 } });

  test("are taken up again", () => {
    expect(restoreReadMarks(stored, 5)).toEqual({ baseline: 2, marks: { "t1 grp-3": 5 } });
  });

  test("are dropped when the history is shorter now, or they are broken", () => {
    expect(restoreReadMarks(stored, 4)).toBeUndefined();
    expect(restoreReadMarks("{", 9)).toBeUndefined();
    expect(restoreReadMarks(null, 9)).toBeUndefined();
  });
});
