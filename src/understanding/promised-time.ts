import { addDays, weekday } from "../shared/calendar-days.js";
import { atShanghai, shanghaiDay } from "../shared/working-calendar.js";
import { numberOf, numeral } from "./numerals.js";

const hourMs = 3_600_000;

const dayWords: readonly (readonly [RegExp, number])[] = [
  [/大后[天日]/u, 3],
  [/后[天日]/u, 2],
  [/明[天日早晚儿]|听日/u, 1],
  [/今[天日早晚儿]|当天|当日/u, 0],
];
const inDays = new RegExp(`(?<number>${numeral})(?:天|日)(?:之?内|以内|后|之后|时间)|过(?<later>${numeral})天`, "u");
const inHours = new RegExp(`(?<number>半|${numeral})个?(?:钟头|小时)(?:之?内|以内|后|之后)?`, "u");
const onWeekday = /(?<next>下个?)?(?:这|本)?(?:周|星期|礼拜)(?<day>[一二三四五六日天末])/u;
const dayOfMonth = new RegExp(`(?:(?<month>${numeral})月)?(?<day>${numeral})[号日](?![楼栋院铺门])`, "u");
const endOfMonth = /月底/u;
const clock = new RegExp(`(?<hour>${numeral})(?:点|时)(?:(?<half>半)|(?<minute>${numeral})分?)?`, "u");

/** Until when a part of the day lasts. The whole day ends with its last minute. */
const parts: readonly (readonly [RegExp, string])[] = [
  [/早上|上午|早晨|明早|今早|一早/u, "12:00"],
  [/中午/u, "14:00"],
  [/下午|下昼/u, "18:00"],
  [/傍晚|下班/u, "20:00"],
  [/晚上|今晚|明晚|夜里|半夜/u, "23:59"],
];
const wholeDay = "23:59";

/**
 * The time by which somebody says that something will be done: 明天下午弄好 is 18:00 of the next day, 周五前 the end of
 * Friday, 两个小时内 two hours on. Undefined where the words name no day (尽快, 马上). `text` is normalised; times are of
 * Shanghai.
 */
export function findPromisedTime(text: string, writtenAt: Date): Date | undefined {
  const hours = inHours.exec(text)?.groups?.["number"];
  if (hours !== undefined) return new Date(writtenAt.getTime() + (hours === "半" ? 0.5 : numberOf(hours)) * hourMs);
  const said = saidDay(text, writtenAt);
  const time = saidTime(text);
  if (!said && time === undefined) return undefined;
  const at = atShanghai(said ?? shanghaiDay(writtenAt), time ?? wholeDay);
  if (Number.isNaN(at.getTime())) return undefined;
  // 8点 said at nine in the evening without a day: the next one.
  if (!said && at < writtenAt) return new Date(at.getTime() + 24 * hourMs);
  return at < writtenAt ? undefined : at;
}

function saidDay(text: string, writtenAt: Date): string | undefined {
  const today = shanghaiDay(writtenAt);
  for (const [words, days] of dayWords) {
    if (words.test(text)) return addDays(today, days);
  }
  const later = inDays.exec(text)?.groups;
  const count = later?.["number"] ?? later?.["later"];
  if (count !== undefined) return addDays(today, numberOf(count));
  return saidWeekday(text, today) ?? saidDate(text, today);
}

function saidWeekday(text: string, today: string): string | undefined {
  const found = onWeekday.exec(text);
  if (!found?.groups) return undefined;
  const { next, day = "" } = found.groups;
  const wanted = /[末天]/u.test(day) ? 7 : "一二三四五六日".indexOf(day) + 1;
  // Weeks begin on Monday: 下周五 on a Sunday is five days on.
  const todayNumber = weekday(today) === 0 ? 7 : weekday(today);
  const days = wanted - todayNumber + (next === undefined ? 0 : 7);
  return addDays(today, days < 0 ? days + 7 : days);
}

function saidDate(text: string, today: string): string | undefined {
  const [year = 0, thisMonth = 0, thisDay = 0] = today.split("-").map(Number);
  if (endOfMonth.test(text)) return addDays(firstOf(year, thisMonth + 1), -1);
  const found = dayOfMonth.exec(text);
  if (!found?.groups) return undefined;
  const day = numberOf(found.groups["day"] ?? "");
  if (!(day >= 1 && day <= 31)) return undefined;
  const named = found.groups["month"];
  const month = named === undefined ? thisMonth + (day < thisDay ? 1 : 0) : numberOf(named);
  if (!(month >= 1 && month <= 13)) return undefined;
  const isNextYear = named !== undefined && month < thisMonth;
  const first = firstOf(year + (isNextYear ? 1 : 0), month);
  const date = addDays(first, day - 1);
  return date.slice(0, 7) === first.slice(0, 7) ? date : undefined;
}

const firstOf = (year: number, month: number): string =>
  month > 12 ? `${year + 1}-01-01` : `${year}-${String(month).padStart(2, "0")}-01`;

function saidTime(text: string): string | undefined {
  const part = parts.find(([words]) => words.test(text));
  const found = clock.exec(text)?.groups;
  const hour = found ? numberOf(found["hour"] ?? "") : Number.NaN;
  if (!found || !(hour >= 0 && hour <= 24)) return part?.[1];
  const isLater = part !== undefined && part[1] > "12:00" && hour < 12 && !(part[1] === "14:00" && hour > 10);
  const minutes = found["half"] === undefined ? numberOf(found["minute"] ?? "0") : 30;
  const whole = hour + (isLater ? 12 : 0);
  if (whole >= 24 || !(minutes < 60)) return wholeDay;
  return `${String(whole).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
}
