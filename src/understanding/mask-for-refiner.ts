import { type Mask, numberMasks, personMasks, placeMasks } from "./refiner-masks.js";

/** What is known of a line's writer and must not leave the house, as people write it. */
export interface PrivateWords {
  /** The writer's nickname in the group (3栋502小王), their name in the directory, the writer of the quoted line. */
  readonly names: readonly string[];
  /** Buildings and estates that the reader found; a room is known by its digits. */
  readonly places: readonly string[];
}

/** The reader's own limit, and the model's: a question is short. */
const mostRead = 1000;
const mostSent = 300;
const invisible = /\p{Default_Ignorable_Code_Point}/gu;
/** A number that the cut took in half is no longer known for one. */
const numberAtCut = /[0-9\s*-]+$/u;
/** What a nickname consists of beside the name: numbers with the words after them, and marks. */
const besideName = /[0-9一二三四五六七八九十百零〇]+(?:号楼|[栋幢座号楼层房室巷])?|[a-z]座|[^\p{L}]+/giu;
const regExpSyntax = /[\\^$.*+?()[\]{}|/]/gu;

/**
 * The line as a language model may see it: no names, mentions, rooms, buildings, phone and identity numbers, plates or
 * accounts; placeholders such as [人] [房] [楼] [电话] stand for them. Masks too much rather than too little, yet the full
 * name of a third person that no word announces is beyond it. At most 300 characters.
 */
export function maskForRefiner(text: string, words: PrivateWords): string {
  const plain = plainOf(text);
  const read = plain.length > mostRead ? plain.slice(0, mostRead).replace(numberAtCut, "") : plain;
  const masks = [
    ...numberMasks,
    ...literalMasks(words.names.flatMap(partsOfName), "[人]"),
    ...literalMasks(words.places, "[楼]"),
    ...placeMasks,
    ...personMasks,
  ];
  const masked = masks.reduce((line, { pattern, by }) => line.replace(pattern, by), read);
  return masked.replace(/\s+/gu, " ").trim().slice(0, mostSent);
}

const plainOf = (text: string): string => text.normalize("NFKC").replace(invisible, "");

/** The name as it is written, and what is left of it without building and room: 3栋502小王 → 小王. */
function partsOfName(name: string): readonly string[] {
  const plain = plainOf(name).trim();
  return [plain, ...plain.replace(besideName, " ").trim().split(/\s+/u)];
}

/** Longest first, so that no half of a name is left over. Single characters are words of every line and stay. */
function literalMasks(words: readonly string[], by: string): readonly Mask[] {
  const telling = [...new Set(words.map(plainOf))].filter((word) => [...word].length > 1);
  if (telling.length === 0) return [];
  const longestFirst = telling.toSorted((a, b) => b.length - a.length);
  const either = longestFirst.map((word) => whole(word.replace(regExpSyntax, "\\$&"))).join("|");
  return [{ pattern: new RegExp(either, "giu"), by }];
}

/** 3栋 is no part of 13栋: what was left of that would still tell something. */
const whole = (pattern: string): string => (/^[0-9]/u.test(pattern) ? `(?<![0-9])${pattern}` : pattern);
