import { shanghaiDay, shanghaiHour } from "./working-calendar.js";

/** A line to write on. */
export const blank = "________________";

const printedSigns: Readonly<Record<string, string>> = { ",": "，", ":": "：", ";": "；", "(": "（", ")": "）" };

/** Words of a rule file or a chat with the punctuation of printed Chinese. */
export const printed = (text: string): string => text.replace(/[,;:()]/gu, (sign) => printedSigns[sign] ?? sign);

/** 11月26日. */
export function shortDayWords(at: Date): string {
  const [, month, day] = shanghaiDay(at).split("-").map(Number);
  return `${month}月${day}日`;
}

/** 2026年11月26日. */
export const dayWords = (at: Date): string => `${shanghaiDay(at).slice(0, 4)}年${shortDayWords(at)}`;

/** 2026年11月26日13时, with minutes where there are any. */
export const instantWords = (at: Date): string => dayWords(at) + timeWords(at);

/** 11月26日13时5分. */
export const shortInstantWords = (at: Date): string => shortDayWords(at) + timeWords(at);

function timeWords(at: Date): string {
  const minutes = at.getUTCMinutes();
  return `${shanghaiHour(at)}时${minutes === 0 ? "" : `${minutes}分`}`;
}

/** At most so many characters, so that a paper stays on its sheet. */
export function shortened(text: string, most: number): string {
  const signs = [...text.trim().replace(/\s+/gu, " ")];
  return signs.length > most ? `${signs.slice(0, most - 1).join("")}…` : signs.join("");
}
