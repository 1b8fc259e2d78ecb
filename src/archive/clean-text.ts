import { createHash } from "node:crypto";

/** The most characters of a line that are kept. */
const longestText = 20_000;
const cutMark = "……(内容过长,后面的没有保存)";
/** How far a cut moves back so that it does not leave half of a personal number, which no mask would find. */
const longestNumber = 40;
const longestKey = 256;

/** A text that PostgreSQL can store as text and as JSON: no NUL, no half of a surrogate pair. */
export function cleanText(text: string): string {
  if (!/[\0\uD800-\uDFFF]/.test(text)) return text; // nearly every text; emoji are looked at more closely
  return text.replace(/\0/gu, "").replace(/\p{Surrogate}/gu, "\uFFFD");
}

/** The text, or as much of it as is kept with a mark at the end. @param longest in UTF-16 units */
export function cutText(text: string, longest: number = longestText): string {
  if (text.length <= longest) return text;
  let end = longest;
  while (end > longest - longestNumber && /[0-9A-Za-z\uFF10-\uFF19 -]/u.test(text.charAt(end - 1))) end -= 1;
  // A line of nothing but digits is no personal number.
  if (end === longest - longestNumber) end = longest;
  if (/[\uD800-\uDBFF]/.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end) + cutMark;
}

/** A network's id as it stands in a key; one that is too long for an index is replaced by its hash. */
export function cleanKey(id: string): string {
  const clean = cleanText(id);
  if (clean.length <= longestKey) return clean;
  return `sha256:${createHash("sha256").update(clean).digest("hex")}`;
}
