import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromCursor, toCursor } from "../../src/archive/cursor.js";

describe("cursor", () => {
  it("comes back as it went out", () => {
    fc.assert(
      fc.property(
        fc.date({ noInvalidDate: true }),
        fc.string({ maxLength: 100 }),
        fc.uuid(),
        (sentAt, chat, messageId) => {
          const position = { sentAt, chat, messageId };
          expect(fromCursor(toCursor(position))).toEqual({ ok: true, value: position });
        },
      ),
    );
  });

  it("refuses whatever it did not write, without throwing", () => {
    const word = fc.oneof(
      fc.string(),
      fc.base64String(),
      fc.json().map((text) => Buffer.from(text).toString("base64url")),
    );
    fc.assert(
      fc.property(word, (cursor) => {
        expect(fromCursor(cursor)).toEqual({ ok: false, refusal: "bad-cursor" });
      }),
    );
  });

  it("refuses an instant that is none", () => {
    const cursor = Buffer.from('[1e300,"g1","00000000-0000-7000-8000-000000000001"]').toString("base64url");
    expect(fromCursor(cursor).ok).toBe(false);
  });
});
