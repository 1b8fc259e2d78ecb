import { describe, expect, test } from "vitest";
import {
  insertMention,
  matchMembers,
  mentionedIds,
  mentionQuery,
  splitMentions,
} from "../../src/web/sandbox/mentions.js";

const members = [
  { id: "bot", name: "楼小安" },
  { id: "l1", name: "陈伯" },
  { id: "l2", name: "陈伯(5栋)" },
  { id: "x", name: "A.B*" },
];

describe("typing an @", () => {
  test("opens the list behind a bare @ and narrows it with what follows", () => {
    expect(mentionQuery("你好@", 3)).toEqual({ start: 2, query: "" });
    expect(mentionQuery("你好@陈", 4)).toEqual({ start: 2, query: "陈" });
    expect(matchMembers(members, "陈").map((member) => member.id)).toEqual(["l1", "l2"]);
  });

  test("closes it after a space, far behind, and before the @", () => {
    expect(mentionQuery("@陈伯 你好", 5)).toBeUndefined();
    expect(mentionQuery("@一二三四五六七八九十一二三", 14)).toBeUndefined();
    expect(mentionQuery("你好@陈", 2)).toBeUndefined();
  });

  test("replaces what was typed by the whole name and keeps the rest of the line", () => {
    expect(insertMention("请@陈 看看", { start: 1, query: "陈" }, "陈伯")).toEqual({ text: "请@陈伯 看看", caret: 5 });
    expect(insertMention("@", { start: 0, query: "" }, "楼小安")).toEqual({ text: "@楼小安 ", caret: 5 });
  });
});

describe("finding mentions in a line", () => {
  test("names each member once, the longest name first", () => {
    expect(mentionedIds("@陈伯(5栋) @楼小安 @楼小安 看看", members)).toEqual(["l2", "bot"]);
    expect(mentionedIds("@陈伯 看看", members)).toEqual(["l1"]);
  });

  test("takes names letter by letter, not as patterns", () => {
    expect(mentionedIds("@A.B* @AxBB", members)).toEqual(["x"]);
  });

  test("leaves mail addresses, strangers and an empty list of members alone", () => {
    expect(mentionedIds("a@b.c @路人", members)).toEqual([]);
    expect(mentionedIds("@楼小安", [])).toEqual([]);
  });

  test("loses nothing of the line", () => {
    const text = "请@楼小安看下，@陈伯(5栋)也来";
    const pieces = splitMentions(text, members);
    expect(pieces.map((piece) => piece.text).join("")).toBe(text);
    expect(pieces.filter((piece) => piece.isMention).map((piece) => piece.text)).toEqual(["@楼小安", "@陈伯(5栋)"]);
  });
});
