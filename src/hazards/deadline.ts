import { shanghaiDay } from "../shared/working-calendar.js";

const hourMs = 3_600_000;
const shanghaiOffsetMs = 8 * hourMs;

/** Minutes past the hour that do not count: nobody is told 13:04. */
const graceMs = 10 * 60_000;

/** The instant `hours` after the notice, on the full hour so that people can keep it in mind; at most ten minutes less. */
export function deadlineAfter(from: Date, hours: number): Date {
  return new Date(Math.ceil((from.getTime() + hours * hourMs - graceMs) / hourMs) * hourMs);
}

/** A deadline as people say it: 今天18点, 明天9点, 12月3日18点. */
export function deadlineWords(dueAt: Date, now: Date): string {
  const local = new Date(dueAt.getTime() + shanghaiOffsetMs);
  const minutes = local.getUTCMinutes();
  const time = `${local.getUTCHours()}点${minutes === 0 ? "" : `${minutes}分`}`;
  const days = daysBetween(shanghaiDay(now), shanghaiDay(dueAt));
  const named = new Map([
    [-1, "昨天"],
    [0, "今天"],
    [1, "明天"],
    [2, "后天"],
  ]).get(days);
  return `${named ?? `${local.getUTCMonth() + 1}月${local.getUTCDate()}日`}${time}`;
}

/** Whole days from one YYYY-MM-DD to another. */
export const daysBetween = (from: string, until: string): number =>
  Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / (24 * hourMs));
