import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskPersonalData } from "../../src/archive/mask.js";

const mask = (text: string): string => maskPersonalData(text).text;
const digits = (length: number): fc.Arbitrary<string> =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(""));
const mobile = fc.tuple(fc.integer({ min: 13, max: 19 }), digits(9)).map(([head, tail]) => `${head}${tail}`);
const talk = fc
  .array(fc.constantFrom("我电话", "是", ",", "3栋502", " ", "有人吗", "A", "。", "🔥"), { maxLength: 6 })
  .map((all) => all.join(""));
const wide = (text: string): string => text.replace(/\d/gu, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));

describe("maskPersonalData", () => {
  it.each([
    ["打我电话13812340000", "打我电话138****0000"],
    ["138 1234 0000", "138****0000"],
    ["138-1234-0000谢谢", "138****0000谢谢"],
    ["1381234 0000", "138****0000"],
    ["138 12340000", "138****0000"],
    ["+86 13812340000", "+86 138****0000"],
    ["8613812340000", "86138****0000"],
    ["身份证440306199001010000", "身份证4403****0000"],
    ["44030619900101001X", "4403****001X"],
    ["44030619900101001x,", "4403****001x,"],
    ["老证440306900101123", "老证4403****1123"],
    ["卡号6222021234567890", "卡号6222****7890"],
    ["6222 0212 3456 7890 123", "6222****0123"],
    ["6222-0212-3456-7890", "6222****7890"],
    ["粤B12341挡路", "粤B·****1挡路"],
    ["粤B·12341", "粤B·****1"],
    ["粤bd12345占了充电位", "粤b·****5占了充电位"],
  ])("masks %s", (text, masked) => {
    expect(maskPersonalData(text)).toEqual({ text: masked, found: true });
  });

  it("masks full-width digits", () => {
    expect(mask(wide("13812340000"))).toBe(`${wide("138")}****${wide("0000")}`);
  });

  it.each([
    "3栋502漏水",
    "0413-7通过",
    "0413-12 0414-13",
    "0413-138 0414-1300",
    "4403060180030500021",
    "4403060180030500021000502",
    "网格44030601800305",
    "打119",
    "96110",
    "0755-27781234",
    "2026-11-26 09:00",
    "12345678901",
    "川菜馆A12",
    "",
  ])("leaves %s", (text) => {
    expect(maskPersonalData(text)).toEqual({ text, found: false });
  });

  it("never lets a mobile number through", () => {
    fc.assert(
      fc.property(talk, mobile, talk, (before, number, after) => {
        fc.pre(!/\d$/u.test(before) && !/^\d/u.test(after));
        const { text, found } = maskPersonalData(`${before}${number}${after}`);
        expect(text).not.toContain(number);
        expect(text).toContain(`${number.slice(0, 3)}****${number.slice(-4)}`);
        expect(found).toBe(true);
      }),
    );
  });

  it("never lets an identity number or card number through", () => {
    const number = fc.oneof(
      digits(15),
      digits(16),
      digits(17),
      digits(18),
      digits(17).map((head) => `${head}X`),
      digits(19).filter((all) => !all.startsWith("440306")),
    );
    fc.assert(
      fc.property(number, (said) => mask(`号码:${said}。`) === `号码:${said.slice(0, 4)}****${said.slice(-4)}。`),
    );
  });

  it("never touches building codes, unit codes and case numbers", () => {
    const code = digits(13).map((tail) => `440306${tail}`);
    const unit = digits(19).map((tail) => `440306${tail}`);
    const caseNumber = fc
      .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }), fc.integer({ min: 1, max: 9999 }))
      .map(([month, day, n]) => `${String(month).padStart(2, "0")}${String(day).padStart(2, "0")}-${n}`);
    const words = fc.array(fc.oneof(code, unit, caseNumber), { maxLength: 8 }).map((all) => all.join(" "));
    fc.assert(fc.property(words, (text) => mask(text) === text));
  });

  it("changes nothing the second time", () => {
    const piece = fc.oneof(mobile, digits(16), digits(4), talk, fc.constantFrom("-", "*", "粤B12345", "粤", "X"));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const once = mask(pieces.join(""));
        expect(mask(once)).toBe(once);
      }),
    );
  });
});
