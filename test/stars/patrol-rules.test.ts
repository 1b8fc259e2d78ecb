import { describe, expect, it } from "vitest";
import { addDays } from "../../src/shared/calendar-days.js";
import type { BuildingFacts } from "../../src/stars/building-facts.js";
import { withCountedPatrols } from "../../src/stars/patrol-rules.js";
import { rateBuilding, scoreBuilding } from "../../src/stars/rate-building.js";
import { buildFacts, rules, today } from "./star-builders.js";

const daysAgo = (...ago: readonly number[]): readonly string[] => ago.map((days) => addDays(today, -days));
const logOf = (firstAgo: number, ...ago: readonly number[]): NonNullable<BuildingFacts["patrols"]> => ({
  firstOn: addDays(today, -firstAgo),
  days: daysAgo(...ago),
});
const { patrolDays: _, ...unmeasured } = buildFacts().metrics;
const patrolDays = (over: Partial<BuildingFacts>): number | undefined =>
  withCountedPatrols(buildFacts({ metrics: unmeasured, ...over }), rules, today).metrics["patrolDays"];
const points = (over: Partial<BuildingFacts>): number | undefined =>
  scoreBuilding(buildFacts({ metrics: unmeasured, ...over }), rules, today).items.find(({ id }) => id === "B3")?.points;

describe("the patrol log as it counts", () => {
  it("is missing without a log, and nothing is lost", () => {
    expect([patrolDays({}), points({})]).toEqual([undefined, 6]);
  });

  it("costs nothing while it is younger than thirty days; what was measured counts until then", () => {
    expect(patrolDays({ patrols: logOf(29, 0, 29) })).toBeUndefined();
    expect(points({ patrols: logOf(0, 0) })).toBe(6);
    expect(patrolDays({ patrols: logOf(29, 0), metrics: { ...unmeasured, patrolDays: 18 } })).toBe(18);
  });

  it("counts the days of the last thirty, whatever was measured", () => {
    const metrics = { ...unmeasured, patrolDays: 25 };
    expect(patrolDays({ patrols: logOf(40, 0, 1, 29, 30), metrics })).toBe(3);
    expect(points({ patrols: logOf(40, 0, 1, 2, 3, 4), metrics })).toBe(2);
    expect(points({ patrols: logOf(40), metrics })).toBe(0);
  });

  it("can be made good, and the owner is told how", () => {
    const strict = { ...rules, thresholds: [{ star: 5, min: 99 }, ...rules.thresholds.slice(1)] };
    const rating = rateBuilding(buildFacts({ patrols: logOf(60, 3) }), strict, today);
    expect([rating.star, rating.raisesTo]).toEqual([4, 5]);
    expect(rating.costs).toEqual(["楼栋长巡查和门禁:扣6分(楼栋长每月巡查登记1天)"]);
    expect(rating.raises).toEqual(["楼栋长每月巡查登记满5天"]);
  });
});
