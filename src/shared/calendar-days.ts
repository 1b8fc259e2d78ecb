/** Arithmetic on days written YYYY-MM-DD; no time zone is involved. */

const dayMs = 86_400_000;
const isoDay = /^\d{4}-\d{2}-\d{2}$/;

/** Whether the text is a day that exists, written YYYY-MM-DD. */
export function isDay(text: string): boolean {
  if (!isoDay.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && toDay(ms) === text;
}

/** The day `days` later, or earlier where negative. */
export const addDays = (day: string, days: number): string => toDay(toMs(day) + days * dayMs);

/** The same day of the month `months` later, or the month's last day where it has no such day. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const lastDate = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return toDay(Date.UTC(year, month - 1 + months, Math.min(date, lastDate)));
}

/** Whole days from one day to another; negative where `until` is earlier. */
export const daysFrom = (from: string, until: string): number => Math.round((toMs(until) - toMs(from)) / dayMs);

/** 0 Sunday to 6 Saturday. */
export const weekday = (day: string): number => new Date(toMs(day)).getUTCDay();

/** The quarter that the day is in, such as 2026-Q4. */
export const quarterOf = (day: string): string => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

const toMs = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const toDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
