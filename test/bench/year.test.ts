import { describe, expect, it } from "vitest";
import { benchYear } from "./year/bench-year.js";

describe("the simulated year", () => {
  // From the first of February 2026: the Saturdays of the 14th and the 28th are worked, the Spring Festival lies between.
  const weeks = { firstDay: "2026-02-01", days: 40, buildings: 5, reports: 30, kills: 1, seed: 5 };

  it(
    "lives six weeks around the Spring Festival, is killed once, and breaks no rule",
    { timeout: 300_000 },
    async () => {
      const figures = await benchYear(weeks, undefined);
      expect(figures).toMatchObject({ violations: 0, examples: [], restarts: 1 });
      expect(figures.cases).toBeGreaterThan(15);
      expect(figures.reminders).toBeGreaterThan(5);
      expect(figures.escalations).toBeGreaterThan(5);
    },
  );
});
