const shanghaiOffsetMs = 8 * 3_600_000;
const dayMs = 24 * 3_600_000;
const weekdays = ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"] as const;
/** A line this much later than the one before it gets its time written above it. */
const quietGapMs = 5 * 60_000;

interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: string;
  readonly time: string;
  /** Number of the day since 1970 in Shanghai. */
  readonly dayNumber: number;
}

/** What a clock on a wall in Shanghai shows. */
function wallTime(instant: Date): WallTime {
  const shifted = new Date(instant.getTime() + shanghaiOffsetMs);
  const two = (value: number) => String(value).padStart(2, "0");
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    weekday: weekdays[shifted.getUTCDay()] ?? "",
    time: `${two(shifted.getUTCHours())}:${two(shifted.getUTCMinutes())}`,
    dayNumber: Math.floor(shifted.getTime() / dayMs),
  };
}

/** The time as WeChat writes it in a chat: 09:30, 昨天 09:30, 星期三 09:30, 11月2日 09:30, 2025年11月2日 09:30. */
export function chatTimeLabel(instant: Date, now: Date): string {
  const label = dayLabel(instant, now);
  return `${label}${label === "" ? "" : " "}${wallTime(instant).time}`;
}

/** The time as WeChat writes it in the list of chats: the time today, else only the day. */
export const listTimeLabel = (instant: Date, now: Date): string => dayLabel(instant, now) || wallTime(instant).time;

function dayLabel(instant: Date, now: Date): string {
  const then = wallTime(instant);
  const today = wallTime(now);
  const daysAgo = today.dayNumber - then.dayNumber;
  if (daysAgo === 0) return "";
  if (daysAgo === 1) return "昨天";
  if (daysAgo === -1) return "明天";
  if (daysAgo > 1 && daysAgo < 7) return then.weekday;
  const day = `${then.month}月${then.day}日`;
  return then.year === today.year ? day : `${then.year}年${day}`;
}

/** The service's clock as the page's head shows it: 11月22日 星期日 09:30. */
export function clockLabel(now: Date): string {
  const { month, day, weekday, time } = wallTime(now);
  return `${month}月${day}日 ${weekday} ${time}`;
}

/** Whether a time stands above a line: over the first one, and after a pause of five minutes. */
export const opensNewTime = (at: Date, previousAt: Date | undefined): boolean =>
  previousAt === undefined || at.getTime() - previousAt.getTime() > quietGapMs;

/** The next 08:00 in Shanghai that is later than `now`. */
export function nextMorning(now: Date): Date {
  const eightToday = wallTime(now).dayNumber * dayMs + 8 * 3_600_000 - shanghaiOffsetMs;
  return new Date(eightToday > now.getTime() ? eightToday : eightToday + dayMs);
}
