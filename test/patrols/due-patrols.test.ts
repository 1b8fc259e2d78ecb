import { describe, expect, it } from "vitest";
import { duePatrols } from "../../src/patrols/due-patrols.js";
import type { StaffRound } from "../../src/patrols/patrol-store.js";
import { daysBetweenPatrols } from "../../src/stars/patrol-rules.js";
import { loadStarRules } from "../../src/stars/star-rules.js";
import { codeOf } from "../support/builders.js";
import { rules } from "../stars/star-builders.js";

const today = "2026-12-22";
const round = (serial: number, since: string, star?: number | null): StaffRound => ({
  code: codeOf(serial),
  name: `${serial}栋`,
  since,
  ...(star === undefined ? {} : { star }),
});
const due = (...rounds: readonly StaffRound[]): readonly string[] =>
  duePatrols(rounds, (star) => daysBetweenPatrols(star, rules), today).map(({ name, dueOn }) => `${name} ${dueOn}`);

describe("duePatrols", () => {
  it("is the day that the star in force says after the last one, and from then on every day", () => {
    expect(due(round(1, "2026-12-01", 5), round(2, "2026-12-02", 5))).toEqual(["1栋 2026-12-22"]);
    expect(due(round(3, "2026-12-15", 2), round(4, "2026-12-16", 2))).toEqual(["3栋 2026-12-22"]);
    expect(due(round(5, "2026-12-19", null))).toEqual(["5栋 2026-12-22"]);
  });

  it("goes by a number of its own for buildings that are not rated", () => {
    expect(due(round(1, "2026-12-08"), round(2, "2026-12-09"))).toEqual(["1栋 2026-12-22"]);
  });

  it("names those first that are looked at most often, then those that wait longest", () => {
    const rounds = [round(1, "2026-10-01", 5), round(2, "2026-12-10", 1), round(3, "2026-12-01", 2)];
    expect(due(...rounds, round(4, "2026-12-01", null))).toEqual([
      "4栋 2026-12-04",
      "3栋 2026-12-08",
      "2栋 2026-12-17",
      "1栋 2026-10-22",
    ]);
  });
});

describe("daysBetweenPatrols", () => {
  it("finds the grade that a star belongs to", () => {
    const graded = loadStarRules("templates/rules/stars-graded.yaml");
    expect([5, 4, 3, 2, 1, null, undefined].map((star) => daysBetweenPatrols(star, graded))).toEqual([
      21, 21, 14, 7, 7, 3, 14,
    ]);
  });
});
