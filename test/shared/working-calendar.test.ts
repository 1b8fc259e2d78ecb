import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addWorkingDays,
  addWorkingHours,
  atShanghai,
  endOfShanghaiDay,
  isWorkingDay,
  shanghaiDay,
  shanghaiHour,
} from "../../src/shared/working-calendar.js";

const instant = (text: string): Date => new Date(`${text}+08:00`);

describe("Shanghai days", () => {
  it("starts the day at midnight in Shanghai, not in the machine's zone", () => {
    expect(shanghaiDay(new Date("2026-11-25T15:59:59Z"))).toBe("2026-11-25");
    expect(shanghaiDay(new Date("2026-11-25T16:00:00Z"))).toBe("2026-11-26");
    expect(shanghaiHour(new Date("2026-11-25T16:00:00Z"))).toBe(0);
    expect(shanghaiHour(new Date("2026-11-25T15:00:00Z"))).toBe(23);
  });

  it("reads a wall clock and ends a day at the next midnight", () => {
    expect(atShanghai("2026-11-26", "08:00").toISOString()).toBe("2026-11-26T00:00:00.000Z");
    expect(endOfShanghaiDay(instant("2026-12-31T23:59:59"))).toEqual(instant("2027-01-01T00:00:00"));
    expect(endOfShanghaiDay(instant("2026-12-31T00:00:00"))).toEqual(instant("2027-01-01T00:00:00"));
  });
});

describe("isWorkingDay", () => {
  it.each([
    ["2026-02-17", false, "Spring Festival on a Tuesday"],
    ["2026-02-14", true, "a Saturday worked before Spring Festival"],
    ["2026-02-28", true, "a Saturday worked after it"],
    ["2026-10-10", true, "a Saturday worked after National Day"],
    ["2026-10-11", false, "the Sunday after it"],
    ["2026-11-26", true, "a plain Thursday"],
    ["2026-11-28", false, "a plain Saturday"],
  ])("%s is %s: %s", (day, expected) => expect(isWorkingDay(day)).toBe(expected));

  it("counts Monday to Friday in a year that is not announced yet, holidays too", () => {
    expect(isWorkingDay("2049-10-01")).toBe(true);
    expect(isWorkingDay("2049-10-02")).toBe(false);
  });
});

describe("addWorkingDays", () => {
  it("skips the long holiday and counts the Saturdays worked for it", () => {
    // From Friday 13 February: Saturday 14 is worked, then nine days off, 24 25 26 27 work.
    expect(addWorkingDays(instant("2026-02-13T10:30:00"), 5)).toEqual(instant("2026-02-27T10:30:00"));
  });

  it("keeps the instant for 0 days and refuses negative days", () => {
    const at = instant("2026-11-28T10:00:00");
    expect(addWorkingDays(at, 0)).toEqual(at);
    expect(() => addWorkingDays(at, -1)).toThrow("working days");
  });

  it("ends on a working day at the same hour, later by at least as many days", () => {
    fc.assert(
      fc.property(
        fc.date({ min: instant("2020-01-01T00:00:00"), max: instant("2030-01-01T00:00:00"), noInvalidDate: true }),
        fc.integer({ min: 1, max: 30 }),
        (from, days) => {
          const until = addWorkingDays(from, days);
          expect(isWorkingDay(shanghaiDay(until))).toBe(true);
          expect(shanghaiHour(until)).toBe(shanghaiHour(from));
          expect(until.getTime() - from.getTime()).toBeGreaterThanOrEqual(days * 86_400_000);
          expect(addWorkingDays(addWorkingDays(from, days), 1)).toEqual(addWorkingDays(from, days + 1));
        },
      ),
    );
  });
});

describe("addWorkingHours", () => {
  it("lets no hour of a weekend count", () => {
    expect(addWorkingHours(instant("2026-11-27T18:00:00"), 24)).toEqual(instant("2026-11-30T18:00:00"));
    expect(addWorkingHours(instant("2026-11-28T18:00:00"), 1)).toEqual(instant("2026-11-30T01:00:00"));
    expect(addWorkingHours(instant("2026-11-26T09:00:00"), 2.5)).toEqual(instant("2026-11-26T11:30:00"));
  });

  it("refuses hours that are negative or no number", () => {
    expect(() => addWorkingHours(instant("2026-11-26T09:00:00"), -1)).toThrow("hours");
    expect(() => addWorkingHours(instant("2026-11-26T09:00:00"), Number.NaN)).toThrow("hours");
  });
});
