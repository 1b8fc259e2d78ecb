import { describe, expect, it } from "vitest";
import { benchYear } from "./year/bench-year.js";

describe("the simulated year", () => {
  // From the eighth of February 2026: the Saturdays of the 14th and the 28th are worked, the Spring Festival lies between.
  // As many reports as people write in six weeks: instants cost time, and days on which nothing is said prove little.
  const weeks = { firstDay: "2026-02-08", days: 24, buildings: 5, reports: 50, kills: 1, seed: 5 };

  it(
    "lives some three weeks around the Spring Festival, is killed once, and breaks no rule",
    { timeout: 300_000 },
    async () => {
      const figures = await benchYear(weeks, undefined);
      expect(figures).toMatchObject({ violations: 0, examples: [], restarts: 1 });
      expect(figures.cases).toBeGreaterThan(15);
      expect(figures.reminders).toBeGreaterThan(5);
      expect(figures.escalations).toBeGreaterThan(5);
      // Without these a pause, or what goes on through it, was never put to the test.
      expect(Object.keys(figures.events)).toEqual(
        expect.arrayContaining(["promised", "overdue", "supervised", "fixed"]),
      );
    },
  );
});
