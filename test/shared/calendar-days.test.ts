import { describe, expect, it } from "vitest";
import { addDays, addMonths, daysFrom, isDay, quarterOf, weekday } from "../../src/shared/calendar-days.js";

describe("calendar days", () => {
  it("tells days that exist from those that do not", () => {
    expect(isDay("2028-02-29")).toBe(true);
    expect(["2026-02-29", "2026-13-01", "2026-1-1", "20260101", ""].map(isDay)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  it("goes over the ends of months and years", () => {
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
    expect(daysFrom("2026-02-27", "2026-03-02")).toBe(3);
    expect(daysFrom("2026-03-02", "2026-02-27")).toBe(-3);
  });

  it("falls on the last day of a shorter month", () => {
    expect(addMonths("2026-08-31", 6)).toBe("2027-02-28");
    expect(addMonths("2026-03-31", -1)).toBe("2026-02-28");
    expect(addMonths("2026-11-26", -12)).toBe("2025-11-26");
  });

  it("knows weekday and quarter", () => {
    expect(weekday("2026-11-26")).toBe(4);
    expect([
      quarterOf("2026-01-01"),
      quarterOf("2026-03-31"),
      quarterOf("2026-04-01"),
      quarterOf("2026-12-31"),
    ]).toEqual(["2026-Q1", "2026-Q1", "2026-Q2", "2026-Q4"]);
  });
});
