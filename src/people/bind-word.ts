import { wholePlace } from "../buildings/resolve-building.js";

/** 绑定口令: the word by which somebody is known again, and with a building the wish to be. */
export interface SaidBindWord {
  /** As it is hashed: half width, small letters, without blanks and marks. */
  readonly word: string;
  /** Where they are known. */
  readonly place?: string;
  /** Who they say that they are. */
  readonly name?: string;
}

const order = /^(?:@\S+\s*)?绑定?口令[\s::,,]*(?<rest>[\s\S]*)$/u;

/** Reads the line; undefined where it is about no bind word. */
export function readBindWord(text: string): SaidBindWord | undefined {
  const rest = order.exec(text.normalize("NFKC").trim())?.groups?.["rest"];
  if (rest === undefined) return undefined;
  const parts = rest.split(/[\s,,、;;]+/u).filter((part) => part !== "");
  const at = parts.findIndex((part) => isPlace(part));
  if (at < 0) return { word: plain(parts.join("")) };
  const [before, after] = [parts.slice(0, at), parts.slice(at + 1)];
  const place = parts[at] ?? "";
  if (before.length === 0) return { word: plain(after.join("")), place };
  return { word: plain(before.join("")), place, ...(after.length === 0 ? {} : { name: after.join("") }) };
}

const isPlace = (part: string): boolean => wholePlace(part) !== undefined || /^440306[0-9]{13}$/u.test(part);

const plain = (word: string): string => word.toLowerCase().replace(/[\s\p{P}]/gu, "");

/** Characters that a word needs: a word of staff opens the cases of a whole grid. */
export const shortestWord = { anybody: 4, staff: 8 } as const;
const longestWord = 40;

/** Why a word is no good: too easy to guess, or too long. */
export function weaknessOf(word: string, isStaff: boolean): "too-short" | "too-long" | "too-plain" | undefined {
  const signs = [...word];
  if (signs.length < (isStaff ? shortestWord.staff : shortestWord.anybody)) return "too-short";
  if (signs.length > longestWord) return "too-long";
  return new Set(signs).size < 3 || isRun(word) ? "too-plain" : undefined;
}

/** 123456 and abcdef. */
const isRun = (word: string): boolean => "01234567890abcdefghijklmnopqrstuvwxyz".includes(word);
