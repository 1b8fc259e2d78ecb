// The data file, not the package's functions: those read the weekday in the machine's own time zone.
import chineseDays from "chinese-days/dist/chinese-days.json" with { type: "json" };
import { addDays, toDay, weekday } from "./calendar-days.js";

/** Shanghai is UTC+8 all year. */
const offsetMs = 8 * 3_600_000;
const hourMs = 3_600_000;
const holidays: Readonly<Record<string, string>> = chineseDays.holidays;
const workingWeekends: Readonly<Record<string, string>> = chineseDays.workdays;

/** The day in Shanghai, YYYY-MM-DD. */
export const shanghaiDay = (at: Date): string => toDay(at.getTime() + offsetMs);

/** The hour of the day in Shanghai, 0 to 23. */
export const shanghaiHour = (at: Date): number => new Date(at.getTime() + offsetMs).getUTCHours();

/** How many midnights in Shanghai lie between two instants; negative where `until` is earlier. */
export const shanghaiDaysFrom = (from: Date, until: Date): number => dayNumber(until) - dayNumber(from);

const dayNumber = (at: Date): number => Math.floor((at.getTime() + offsetMs) / (24 * hourMs));

/** The instant of a Shanghai wall clock: `atShanghai("2026-11-26", "08:00")`. */
export const atShanghai = (day: string, time: string): Date => new Date(`${day}T${time}:00+08:00`);

/** The first instant of the next day in Shanghai: when a period that runs to the end of a day is over. */
export const endOfShanghaiDay = (at: Date): Date => atShanghai(addDays(shanghaiDay(at), 1), "00:00");

/**
 * Whether people work on that day (YYYY-MM-DD). Holidays and the weekends worked in exchange (调休) are those that the
 * State Council announced, as the package chinese-days lists them. In a year that it does not list yet (2027 and later
 * with 1.5.7; a year is announced in the November before), Monday to Friday count, public holidays too.
 */
export function isWorkingDay(day: string): boolean {
  if (day in workingWeekends) return true;
  if (day in holidays) return false;
  return weekday(day) >= 1 && weekday(day) <= 5;
}

/** The same time of day, `days` working days later; the day of `from` does not count. Refuses negative days by throwing. */
export function addWorkingDays(from: Date, days: number): Date {
  if (!Number.isInteger(days) || days < 0) throw new RangeError(`working days must be a whole number from 0: ${days}`);
  const start = shanghaiDay(from);
  let shift = 0;
  for (let left = days; left > 0;) {
    shift += 1;
    if (isWorkingDay(addDays(start, shift))) left -= 1;
  }
  return new Date(from.getTime() + shift * 24 * hourMs);
}

/** A time of day (`09:00`) so many working days later; the day of `from` does not count. */
export const onWorkingDay = (from: Date, days: number, time: string): Date =>
  atShanghai(shanghaiDay(addWorkingDays(from, days)), time);

/**
 * The instant when `hours` hours of working days have passed; a working day has 24 of them, so that Friday 18:00 and 24
 * hours give Monday 18:00. Throws for negative hours.
 */
export function addWorkingHours(from: Date, hours: number): Date {
  if (!(hours >= 0) || !Number.isFinite(hours)) throw new RangeError(`hours must be a number from 0: ${hours}`);
  let at = from;
  for (let leftMs = hours * hourMs; ; at = endOfShanghaiDay(at)) {
    if (!isWorkingDay(shanghaiDay(at))) continue;
    const restOfDayMs = endOfShanghaiDay(at).getTime() - at.getTime();
    if (leftMs <= restOfDayMs) return new Date(at.getTime() + leftMs);
    leftMs -= restOfDayMs;
  }
}
