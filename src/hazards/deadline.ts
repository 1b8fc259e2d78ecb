import { shortDayWords } from "../shared/printed-words.js";
import { shanghaiDaysFrom, shanghaiHour } from "../shared/working-calendar.js";

const hourMs = 3_600_000;
/** Minutes past the hour that do not count: nobody is told 13:04. */
const graceMs = 10 * 60_000;

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
export const deadlineWords = (dueAt: Date, now: Date): string => `${dayWords(dueAt, now)}${hourWords(dueAt)}`;

/** The same by its date, for a line that may be read on another day than it was written: 12月3日18点. */
export const dateWords = (dueAt: Date): string => `${shortDayWords(dueAt)}${hourWords(dueAt)}`;

function hourWords(at: Date): string {
  const minute = at.getUTCMinutes();
  return `${shanghaiHour(at)}点${minute === 0 ? "" : `${String(minute).padStart(2, "0")}分`}`;
}

/** Until when somebody promised something: 明天18点前, or 明天 where it is the whole day. */
export function promiseWords(by: Date, now: Date): string {
  const isWholeDay = shanghaiHour(by) === 23 && by.getUTCMinutes() === 59;
  return isWholeDay ? dayWords(by, now) : `${deadlineWords(by, now)}前`;
}

function dayWords(at: Date, now: Date): string {
  const near = nearDays.get(shanghaiDaysFrom(now, at));
  return near ?? shortDayWords(at);
}
