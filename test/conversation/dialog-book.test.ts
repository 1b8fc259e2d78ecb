import { describe, expect, it } from "vitest";
import { createDialogBook } from "../../src/conversation/dialog-book.js";
import type { Dialog } from "../../src/conversation/dialog.js";
import type { HazardId } from "../../src/shared/ids.js";

const now = new Date("2026-11-26T09:00:00+08:00");
const later = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
const ref = (chat: string): Dialog["ref"] => ({ channel: "sandbox", account: "louxin-sandbox", chat });
const question: Dialog = { ref: ref("g1"), senderId: "p1", data: { kind: "whose-star" }, expiresAt: later(30) };
const recent: Dialog = {
  ref: ref("direct:p1"),
  senderId: "p1",
  data: { kind: "recent-case", hazardIds: ["h" as HazardId], phase: "before", textUntil: now.toISOString() },
  expiresAt: later(5),
};

describe("the dialog book", () => {
  it("finds what the bot waits for in the chat", () => {
    const book = createDialogBook();
    book.put([question, recent]);
    expect(book.find({ ref: ref("g1"), senderId: "p1" }, now)).toEqual(question);
    expect(book.find({ ref: ref("direct:p1"), senderId: "p1" }, now)).toEqual(recent);
  });

  it("lets a question asked in the group be answered in private", () => {
    const book = createDialogBook();
    book.put([question]);
    expect(book.find({ ref: ref("direct:p1"), senderId: "p1" }, now)).toEqual(question);
  });

  it("does not carry a recent case over into another chat", () => {
    const book = createDialogBook();
    book.put([recent]);
    expect(book.find({ ref: ref("g2"), senderId: "p1" }, now)).toBeUndefined();
  });

  it("forgets what has expired, and never answers for somebody else", () => {
    const book = createDialogBook();
    book.put([question]);
    expect(book.find({ ref: ref("g1"), senderId: "p2" }, now)).toBeUndefined();
    expect(book.find({ ref: ref("g1"), senderId: "p1" }, later(30))).toBeUndefined();
    expect(book.find({ ref: ref("g1"), senderId: "p1" }, now)).toBeUndefined();
  });
});
