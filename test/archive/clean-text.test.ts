import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanKey, cleanText, cutText } from "../../src/archive/clean-text.js";

describe("cleanText", () => {
  it("drops NUL and replaces half a surrogate pair, and keeps whole ones", () => {
    expect(cleanText("a\0b\uD83D c🔥")).toBe("ab\uFFFD c🔥");
  });
});

describe("cutText", () => {
  it("leaves a text of the greatest length", () => {
    const text = "火".repeat(20_000);
    expect(cutText(text)).toBe(text);
  });

  it("cuts a longer text and says so", () => {
    expect(cutText(`${"火".repeat(20_000)}灾`)).toBe(`${"火".repeat(20_000)}……(内容过长,后面的没有保存)`);
  });

  it("never cuts a number in half", () => {
    const text = `${"火".repeat(19_995)}13812340000`;
    expect(cutText(text)).toBe(`${"火".repeat(19_995)}……(内容过长,后面的没有保存)`);
  });

  it("never leaves half a surrogate pair", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("🔥", "火", "1"), { minLength: 30, maxLength: 60 }), (pieces) => {
        const cut = cutText(pieces.join(""), 29);
        expect(cleanText(cut)).toBe(cut);
      }),
    );
  });
});

describe("cleanKey", () => {
  it("keeps a usual id", () => {
    expect(cleanKey("msg-1")).toBe("msg-1");
  });

  it("gives different long ids different short keys", () => {
    const keys = new Set(["a".repeat(5000), "a".repeat(5001)].map(cleanKey));
    expect(keys.size).toBe(2);
    for (const key of keys) expect(key.length).toBeLessThan(100);
  });
});
