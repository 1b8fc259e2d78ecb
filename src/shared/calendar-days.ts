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
export const addMonths = (day: string, months: number): string => monthsLater(months)(day);

const monthsLater = remembered((months: number) => remembered((day: string) => computeMonthsLater(day, months)));

function computeMonthsLater(day: string, months: number): string {
  const inMonths = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const year = Math.floor(inMonths / 12);
  const month = inMonths - year * 12;
  const date = Number(day.slice(8));
  return written(year, month, date <= 28 ? date : Math.min(date, new Date(Date.UTC(year, month + 1, 0)).getUTCDate()));
}

/** Whole days from one day to another; negative where `until` is earlier. */
export const daysFrom = (from: string, until: string): number => Math.round((toMs(until) - toMs(from)) / dayMs);

/** 0 Sunday to 6 Saturday. */
export const weekday = (day: string): number => new Date(toMs(day)).getUTCDay();

/** The quarter that the day is in, such as 2026-Q4. */
export const quarterOf = (day: string): string => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

/** The first day of the next quarter. */
export const nextQuarter = (day: string): string =>
  addMonths(`${day.slice(0, 7)}-01`, 3 - ((Number(day.slice(5, 7)) - 1) % 3));

const toMs = remembered((day: string) => Date.parse(`${day}T00:00:00Z`));

/** The day of an instant, in milliseconds, at the meridian of Greenwich. Throws RangeError where it is no instant. */
export function toDay(ms: number): string {
  if (Number.isNaN(ms)) throw new RangeError("there is no such instant");
  return dayOfNumber(Math.floor(ms / dayMs));
}

const dayOfNumber = remembered((number: number) => {
  const at = new Date(number * dayMs);
  return written(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate());
});

// By hand: a nightly rating asks for millions of days, and toISOString costs several times as much.
function written(year: number, month: number, date: number): string {
  return `${String(year).padStart(4, "0")}-${twoDigits(month + 1)}-${twoDigits(date)}`;
}
const twoDigits = (number: number): string => (number < 10 ? `0${number}` : `${number}`);

/** So many answers are kept at most: decades of days. */
const mostRemembered = 20_000;

/** Keeps the answers: a nightly rating asks for the same few hundred days millions of times. */
function remembered<Key, Answer>(answer: (key: Key) => Answer): (key: Key) => Answer {
  const known = new Map<Key, Answer>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size >= mostRemembered) known.clear();
    const fresh = answer(key);
    known.set(key, fresh);
    return fresh;
  };
}
