import { describe, expect, it } from "vitest";
import { takeBatch } from "../../src/conversation/batch.js";
import { buildAccepted } from "../support/message-builders.js";

const inChat = (chat: string, text: string): ReturnType<typeof buildAccepted> =>
  buildAccepted({ ref: { channel: "sandbox", account: "louxin-sandbox", chat }, text });
const isActive = (message: { readonly text: string }): boolean => message.text.startsWith("!");
const texts = (messages: readonly { readonly text: string }[]): readonly string[] =>
  messages.map((message) => message.text);

describe("a batch", () => {
  it("takes idle lines of one chat together", () => {
    const { batch, rest } = takeBatch([inChat("a", "1"), inChat("a", "2")], isActive);
    expect(texts(batch)).toEqual(["1", "2"]);
    expect(rest).toEqual([]);
  });

  it("lets the rest of a chat wait behind a line that may change something", () => {
    const { batch, rest } = takeBatch(
      [inChat("a", "!1"), inChat("a", "2"), inChat("b", "3"), inChat("a", "4")],
      isActive,
    );
    expect(texts(batch)).toEqual(["!1", "3"]);
    expect(texts(rest)).toEqual(["2", "4"]);
  });

  it("lets a chat wait behind a line that waits itself", () => {
    const isHeld = (message: { readonly text: string }): boolean => message.text.startsWith("?");
    const { batch, rest } = takeBatch(
      [inChat("a", "1"), inChat("a", "?2"), inChat("b", "3"), inChat("a", "!4")],
      isActive,
      isHeld,
    );
    expect(texts(batch)).toEqual(["1", "3"]);
    expect(texts(rest)).toEqual(["?2", "!4"]);
  });

  it("never lets a later line of a chat overtake one that was left out for the size of the batch", () => {
    const many = Array.from({ length: 1000 }, (_, index) => inChat(`c${index}`, String(index)));
    const { batch, rest } = takeBatch([...many, inChat("late", "first"), inChat("late", "second")], isActive);
    expect(batch).toHaveLength(1000);
    expect(texts(rest)).toEqual(["first", "second"]);
  });
});
