const digits = new Map(Array.from("零一二三四五六七八九").map((character, value) => [character, value]));
digits.set("两", 2);

/** The number that one or two figures or Chinese numerals up to 99 say: 12, 十二, 二十八, 两. Undefined where the text is no number. */
export function numberOf(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  const [tens, ones] = text.includes("十") ? text.split("十") : ["零", text];
  const high = tens === "" ? 1 : digits.get(tens ?? "");
  const low = ones === "" ? 0 : digits.get(ones ?? "");
  return high === undefined || low === undefined ? undefined : high * 10 + low;
}
