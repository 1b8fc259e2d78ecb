import { addDays, isDay } from "../shared/calendar-days.js";
import { atShanghai, shanghaiDay } from "../shared/working-calendar.js";
import { numberOf, numeral } from "./numerals.js";

/** From one instant to another; empty where the words name no such time. */
export interface TimeWindow {
  readonly from?: Date;
  readonly until?: Date;
}

const part = "(?:凌晨|早上|上午|中午|下午|傍晚|晚上)";
const time = (name: string): string =>
  `(?<${name}Part>${part})?\\s?(?<${name}Hour>${numeral})(?:[:点时](?:(?<${name}Half>半)|(?<${name}Minute>${numeral}))?分?)`;
const window = new RegExp(`${time("from")}(?:开始)?\\s?[-~–—―至到]+\\s?${time("until")}`, "u");
const dayWords: readonly (readonly [RegExp, number])[] = [
  [/大后[天日]/u, 3],
  [/后[天日]/u, 2],
  [/明[天日早晚]/u, 1],
];
const dayOfMonth = /(?<month>[0-9]{1,2})月(?<day>[0-9]{1,2})[号日]/u;

/**
 * From when to when something is to take place: 15:00-15:30, 明天下午3点到3点半. Without a day it is today's. Empty for
 * words that name no two times of one day, the first before the second.
 */
export function findTimeWindow(text: string, writtenAt: Date): TimeWindow {
  const plain = text.normalize("NFKC").replace(/\s+/gu, " ");
  const found = window.exec(plain)?.groups;
  if (!found) return {};
  const day = saidDay(plain, writtenAt);
  const from = timeOf(found, "from", found["fromPart"]);
  const until = timeOf(found, "until", found["untilPart"] ?? found["fromPart"]);
  if (day === undefined || from === undefined || until === undefined || until <= from) return {};
  return { from: atShanghai(day, from), until: atShanghai(day, until) };
}

function timeOf(
  found: Readonly<Record<string, string | undefined>>,
  name: "from" | "until",
  said: string | undefined,
): string | undefined {
  const hour = numberOf(found[`${name}Hour`] ?? "");
  const minute = found[`${name}Half`] === undefined ? numberOf(found[`${name}Minute`] ?? "0") : 30;
  const isLater = said !== undefined && /下午|傍晚|晚上/u.test(said) && hour < 12;
  const whole = (said === "中午" && hour < 3) || isLater ? hour + 12 : hour;
  if (!(whole >= 0 && whole < 24 && minute < 60)) return undefined;
  return `${String(whole).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

function saidDay(text: string, writtenAt: Date): string | undefined {
  const today = shanghaiDay(writtenAt);
  const days = dayWords.find(([words]) => words.test(text))?.[1];
  if (days !== undefined) return addDays(today, days);
  const found = dayOfMonth.exec(text)?.groups;
  if (!found) return today;
  const monthAndDay = `${(found["month"] ?? "").padStart(2, "0")}-${(found["day"] ?? "").padStart(2, "0")}`;
  const year = Number(today.slice(0, 4));
  return [`${year}-${monthAndDay}`, `${year + 1}-${monthAndDay}`].find((day) => isDay(day) && day >= today);
}
