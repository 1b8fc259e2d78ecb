import { atShanghai, shanghaiDay } from "../shared/working-calendar.js";

const dayMs = 86_400_000;

/** The next time that lines which waited through the night may go: 08:00 in Shanghai. */
export function nextMorning(now: Date): Date {
  const today = atShanghai(shanghaiDay(now), "08:00");
  return now < today ? today : atShanghai(shanghaiDay(new Date(now.getTime() + dayMs)), "08:00");
}

/** `at`, moved forward into the daily window where lines to private persons may go; its end is outside of it. */
export function intoWindow(at: Date, window: { readonly windowFrom: string; readonly windowUntil: string }): Date {
  const day = shanghaiDay(at);
  const from = atShanghai(day, window.windowFrom);
  if (at < from) return from;
  if (at < atShanghai(day, window.windowUntil)) return at;
  return atShanghai(shanghaiDay(new Date(at.getTime() + dayMs)), window.windowFrom);
}
