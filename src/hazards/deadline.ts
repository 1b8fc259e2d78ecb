import dayjs from "dayjs";
import utc from "dayjs/plugin/utc.js";
import { daysFrom } from "../shared/calendar-days.js";
import { shanghaiDay } from "../shared/working-calendar.js";

dayjs.extend(utc);

const hourMs = 3_600_000;
/** Minutes past the hour that do not count: nobody is told 13:04. */
const graceMs = 10 * 60_000;
/** Shanghai is UTC+8 all year. */
const shanghaiOffsetMinutes = 480;

/** The instant `hours` after the notice, on the full hour so that people can keep it in mind; at most ten minutes less. */
export function deadlineAfter(from: Date, hours: number): Date {
  return new Date(Math.ceil((from.getTime() + hours * hourMs - graceMs) / hourMs) * hourMs);
}

const nearDays: ReadonlyMap<number, string> = new Map([
  [-1, "昨天"],
  [0, "今天"],
  [1, "明天"],
  [2, "后天"],
]);

/** A deadline as people say it: 今天18点, 明天9点, 12月3日18点. */
export function deadlineWords(dueAt: Date, now: Date): string {
  const local = dayjs(dueAt).utcOffset(shanghaiOffsetMinutes);
  return `${dayWords(dueAt, now)}${local.format(local.minute() === 0 ? "H点" : "H点m分")}`;
}

/** Until when somebody promised something: 明天18点前, or 明天 where it is the whole day. */
export function promiseWords(by: Date, now: Date): string {
  const isWholeDay = dayjs(by).utcOffset(shanghaiOffsetMinutes).format("HH:mm") === "23:59";
  return isWholeDay ? dayWords(by, now) : `${deadlineWords(by, now)}前`;
}

const dayWords = (at: Date, now: Date): string =>
  nearDays.get(daysFrom(shanghaiDay(now), shanghaiDay(at))) ??
  dayjs(at).utcOffset(shanghaiOffsetMinutes).format("M月D日");
