import { addDays, weekday } from "../shared/calendar-days.js";
import { atShanghai, endOfShanghaiDay, shanghaiDay, shanghaiHour } from "../shared/working-calendar.js";
import { numberOf, numeral } from "../understanding/numerals.js";

/** From when until when. */
export interface Period {
  readonly from: Date;
  readonly until: Date;
}

const dayMs = 86_400_000;
const longestDays = 62;

const day =
  "(?:大后[天日]|后[天日]|明[天日晚早]|今[天日晚早]|(?:下个?|这个?|本)?(?:周|星期|礼拜)[一二三四五六日天末]|" +
  `(?:${numeral}月)?${numeral}[日号]|[0-9]{1,2}[./-][0-9]{1,2})`;
const part = "(?:早上|上午|中午|下午|晚上|夜里)?";
const to = "\\s*(?:开始|起)?\\s*(?:到|至|~|-|—)+\\s*";
const span = new RegExp(`(?<first>${day}${part})(?:${to}(?<last>${day}${part}))?`, "u");
const length = new RegExp(`(?<count>${numeral}|半)个?(?<unit>天|周|星期|礼拜)(?![一二三四五六日天末])`, "u");
const week = /(?<next>下个?|这个?|本)(?:周|星期|礼拜)(?![一二三四五六日天末])/u;

/** All words of a line that say when. */
const timeWords = new RegExp(
  `${span.source.replaceAll(/\?<\w+>/gu, "?:")}|${length.source.replaceAll(/\?<\w+>/gu, "?:")}|${week.source.replaceAll(/\?<\w+>/gu, "?:")}`,
  "gu",
);

/** The line without the words that say when. */
export const withoutTime = (line: string): string => line.replace(timeWords, " ");

/** When each part of a day begins and ends; the night ends at 8 on the next morning. */
const parts: readonly (readonly [RegExp, string, string])[] = [
  [/早上|上午|[今明]早/u, "08:00", "12:00"],
  [/中午/u, "12:00", "14:00"],
  [/下午/u, "14:00", "18:00"],
  [/晚|夜/u, "18:00", "next"],
];

/**
 * The period that a line names: 今晚, 明天到周五, 12月1日-12月3日, 三天, 下周. It begins now at the earliest. Undefined where
 * it names none, one that is over, or one of more than two months.
 */
export function findPeriod(line: string, now: Date): Period | undefined {
  const today = shanghaiDay(now);
  const found = named(line, today) ?? lasting(line, today);
  if (!found) return undefined;
  const from = found.from > now ? found.from : now;
  const isSound = found.until > from && found.until.getTime() - from.getTime() <= longestDays * dayMs;
  return isSound ? { from, until: found.until } : undefined;
}

function named(line: string, today: string): Period | undefined {
  const said = span.exec(line)?.groups;
  if (!said) return undefined;
  const { first = "", last } = said;
  const firstDay = dayOf(first, today);
  if (firstDay === undefined) return undefined;
  const many = last === undefined ? countDays(line) : undefined;
  const from = atShanghai(firstDay, partOf(first)?.[1] ?? "00:00");
  if (many !== undefined) return { from, until: atShanghai(addDays(firstDay, many), "00:00") };
  // 下周三 says itself which week it is of.
  const lastDay = last === undefined ? firstDay : dayOf(last, /下/u.test(last) ? today : firstDay);
  return lastDay === undefined ? undefined : { from, until: endOf(last ?? first, lastDay) };
}

function lasting(line: string, today: string): Period | undefined {
  const said = week.exec(line)?.groups?.["next"];
  if (said !== undefined) {
    const monday = addDays(today, 1 - numberOfDay(today) + (said.startsWith("下") ? 7 : 0));
    return { from: atShanghai(monday, "00:00"), until: atShanghai(addDays(monday, 7), "00:00") };
  }
  const many = countDays(line);
  return many === undefined
    ? undefined
    : { from: atShanghai(today, "00:00"), until: atShanghai(addDays(today, many), "00:00") };
}

function countDays(line: string): number | undefined {
  const { count, unit } = length.exec(line)?.groups ?? {};
  if (count === undefined) return undefined;
  const number = count === "半" ? 1 : numberOf(count);
  return number >= 1 ? number * (unit === "天" ? 1 : 7) : undefined;
}

const partOf = (words: string): (typeof parts)[number] | undefined => parts.find(([pattern]) => pattern.test(words));

function endOf(words: string, on: string): Date {
  const end = partOf(words)?.[2];
  if (end === "next") return atShanghai(addDays(on, 1), "08:00");
  if (/[周期拜]末/u.test(words)) return atShanghai(addDays(on, weekday(on) === 6 ? 2 : 1), "00:00");
  return end === undefined ? atShanghai(addDays(on, 1), "00:00") : atShanghai(on, end);
}

/** Monday is 1, Sunday 7. */
const numberOfDay = (on: string): number => (weekday(on) === 0 ? 7 : weekday(on));

/** The next such day, counted from `base`. */
function dayOf(words: string, base: string): string | undefined {
  const near = [/大后/u, /后[天日]/u, /明/u, /今/u].findIndex((pattern) => pattern.test(words));
  if (near >= 0) return addDays(base, 3 - near);
  const inWeek = /(?<next>下)?个?(?:这个?|本)?(?:周|星期|礼拜)(?<name>[一二三四五六日天末])/u.exec(words)?.groups;
  if (inWeek) {
    const name = inWeek["name"] ?? "";
    const wanted = name === "末" ? 6 : name === "天" ? 7 : "一二三四五六日".indexOf(name) + 1;
    const days = wanted - numberOfDay(base) + (inWeek["next"] === undefined ? 0 : 7);
    return addDays(base, days < 0 ? days + 7 : days);
  }
  return dateOf(words, base);
}

function dateOf(words: string, base: string): string | undefined {
  const pattern = new RegExp(`(?:(?<month>${numeral})(?:月|[./-]))?(?<day>${numeral})[日号]?`, "u");
  const said = pattern.exec(words)?.groups;
  const [year = 0, thisMonth = 0, thisDay = 0] = base.split("-").map(Number);
  const date = numberOf(said?.["day"] ?? "");
  const month = said?.["month"] === undefined ? thisMonth + (date < thisDay ? 1 : 0) : numberOf(said["month"]);
  if (!(date >= 1 && date <= 31 && month >= 1 && month <= 13)) return undefined;
  const isNextYear = month > 12 || month < thisMonth;
  const text = `${year + (isNextYear ? 1 : 0)}-${String(month > 12 ? 1 : month).padStart(2, "0")}-01`;
  const found = addDays(text, date - 1);
  return found.slice(0, 7) === text.slice(0, 7) ? found : undefined;
}

const weekdays = "日一二三四五六";

/** A period as people say it: 12月2日(周三)到12月4日(周五), 现在到12月2日(周三)8点. */
export function periodWords({ from, until }: Period, now: Date): string {
  const isWhole = endOfShanghaiDay(new Date(until.getTime() - 1)).getTime() === until.getTime();
  const last = isWhole ? dayWords(new Date(until.getTime() - 1)) : `${dayWords(until)}${hourWords(until)}`;
  const first = from <= now ? "现在" : `${dayWords(from)}${shanghaiHour(from) === 0 ? "" : hourWords(from)}`;
  return first === last ? first : `${first}到${last}`;
}

function dayWords(at: Date): string {
  const [, month = "", date = ""] = shanghaiDay(at).split("-");
  return `${Number(month)}月${Number(date)}日(周${weekdays[weekday(shanghaiDay(at))] ?? ""})`;
}

const hourWords = (at: Date): string => `${shanghaiHour(at)}点`;
