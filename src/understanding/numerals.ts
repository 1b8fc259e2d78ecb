import nzh from "nzh/cn";

/** A number as people write it: digits, or Chinese numerals up to a few hundred. */
export const numeral = "(?:[0-9]{1,4}|[一二三四五六七八九十百两零〇]{1,5})";

const digits = "零一二三四五六七八九";

/** 12 for 12 and 十二, 2 for 两, 23 for 二三 read digit by digit. NaN where it is no number. */
export function numberOf(written: string): number {
  if (/^[0-9]+$/u.test(written)) return Number(written);
  const plain = written.replace(/〇/gu, "零").replace(/两/gu, "二");
  if (/[十百]/u.test(plain)) return Number(nzh.decodeS(plain));
  return Number(plain.replace(/./gu, (one) => String(digits.indexOf(one))));
}
