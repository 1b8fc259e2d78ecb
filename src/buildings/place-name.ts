import nzh from "nzh/cn";

const numeral = "[零〇一二两三四五六七八九十百]+";
/** Chinese numbers are turned into digits only where they number something: 三栋, 八巷, 之一; never in 三联村. */
const numbered = new RegExp(`${numeral}(?=栋|号|座|巷|楼|单元|层|期|区)|(?<=之)${numeral}`, "gu");

/**
 * A name of a place in the one spelling that names are compared in: half-width, capitals, no gaps, 幢 as 栋, and digits
 * for counting numbers. 三栋, 3 栋 and 3幢 are one name; 3栋 and 3号楼 are two.
 */
export const normalPlaceName = (name: string): string =>
  name
    .normalize("NFKC")
    .toUpperCase()
    // Some capitals are written as two characters, which are one in the normal form.
    .normalize("NFKC")
    .replace(/\s/gu, "")
    .replace(/[幢棟]/gu, "栋")
    .replace(numbered, toDigits);

function toDigits(chinese: string): string {
  const plain = chinese.replace(/〇/gu, "零").replace(/两/gu, "二");
  // 一二三 is read digit by digit, 十二 as a number.
  if (!/[十百]/u.test(plain)) return plain.replace(/./gu, (one) => String("零一二三四五六七八九".indexOf(one)));
  return nzh.decodeS(plain);
}
