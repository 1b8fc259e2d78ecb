import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysFrom } from "../../src/shared/calendar-days.js";
import type { BuildingFacts } from "../../src/stars/building-facts.js";
import { scoreBuilding, scoreDated } from "../../src/stars/rate-building.js";
import { anyFacts } from "./any-facts.js";
import { buildFacts, buildRatedHazard, fixedInTime, overdue, rules, today } from "./star-builders.js";

const next = (over: Partial<BuildingFacts> = {}): string | undefined =>
  scoreDated(buildFacts(over), rules, today).dueOn;
const fixedInSeptember = {
  openedOn: "2026-09-01",
  dueAt: new Date("2026-09-03T18:00:00+08:00"),
  fixedAt: new Date("2026-09-02T10:00:00+08:00"),
  closedAt: new Date("2026-09-02T18:00:00+08:00"),
};
const score = (facts: BuildingFacts, day: string) => ({ ...scoreBuilding(facts, rules, day), asOf: "" });

describe("nextRatingDay", () => {
  it.each([
    ["never for a faultless building", {}, undefined],
    ["the day after a deadline", { hazards: [buildRatedHazard()] }, "2026-12-24"],
    ["tomorrow while lateness costs more each day", { hazards: [buildRatedHazard(overdue)] }, "2026-11-27"],
    [
      "never once lateness has cost all",
      { hazards: [buildRatedHazard({ dueAt: new Date("2026-11-10T18:00:00+08:00") })] },
      undefined,
    ],
    ["the day on which half comes back", { hazards: [buildRatedHazard(fixedInTime)] }, "2027-02-22"],
    [
      "that day counted from the last of several cases",
      { hazards: [buildRatedHazard({ ...fixedInTime, id: "h0", ...fixedInSeptember }), buildRatedHazard(fixedInTime)] },
      "2027-02-22",
    ],
    ["a year after a declared fix", { hazards: [buildRatedHazard({ ...fixedInTime, origin: "self" })] }, "2027-11-22"],
    ["the end of a cap", { findings: [{ kind: "fake-fix", foundOn: "2026-10-01" }] }, "2027-04-01"],
    ["a year of record", { knownSince: "2026-06-01" }, "2027-06-01"],
  ])("is %s", (...[, over, day]) => {
    expect(next(over)).toBe(day);
  });

  it("never lies after a day on which the rating is another one", () => {
    fc.assert(
      fc.property(anyFacts, fc.double({ min: 0, max: 1, noNaN: true }), (facts, share) => {
        const until = scoreDated(facts, rules, today).dueOn ?? addDays(today, 1000);
        const day = addDays(today, Math.floor(share * daysFrom(today, until)));
        fc.pre(day < until);
        expect(score(facts, day)).toEqual(score(facts, today));
      }),
      { numRuns: 400 },
    );
  });
});
