import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalPlaceName } from "../../src/buildings/place-name.js";

describe("normalPlaceName", () => {
  it.each([
    ["三栋", "3栋"],
    ["二十八号", "28号"],
    ["一百零二号", "102号"],
    ["一〇二号", "102号"],
    ["两栋", "2栋"],
    ["八巷 十二号之一", "8巷12号之1"],
    ["3 幢", "3栋"],
    ["b座", "B座"],
    ["三联村二栋", "三联村2栋"],
    ["\uFF13栋", "3栋"],
  ])("writes %s as %s", (name, normal) => {
    expect(normalPlaceName(name)).toBe(normal);
  });

  it("changes nothing the second time and never throws", () => {
    const piece = fc.oneof(
      fc.constantFrom("零", "〇", "一", "二", "两", "三", "十", "百", "栋", "号", "之", "座", "巷", "3", "A", " "),
      fc.string({ unit: "grapheme", maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const once = normalPlaceName(pieces.join(""));
        expect(normalPlaceName(once)).toBe(once);
      }),
    );
  });
});
