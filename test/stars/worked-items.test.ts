import { describe, expect, it } from "vitest";
import type { BuildingFacts } from "../../src/stars/building-facts.js";
import { scoreBuilding } from "../../src/stars/rate-building.js";
import type { Rating } from "../../src/stars/rating.js";
import { buildFacts, buildRatedHazard, fixedInTime, rules, today } from "./star-builders.js";

const rate = (over: Partial<BuildingFacts> = {}): Rating => scoreBuilding(buildFacts(over), rules, today);
const pointsOf = (rating: Rating): Readonly<Record<string, number>> =>
  Object.fromEntries(rating.items.map(({ id, points }) => [id, points]));
const full = pointsOf(rate());
const withMetric = (metric: string, value: number): Rating =>
  rate({ metrics: { ...buildFacts().metrics, [metric]: value } });

const items = rules.categories.flatMap((category) => category.items);
const byHazard = items.flatMap((item) => item.hazards.map((code) => ({ item: item.id, code })));
const stored = items.flatMap(({ id, measure }) =>
  measure && !["onTimeRate", "selfReportShare"].includes(measure.metric) ? [{ id, measure }] : [],
);

describe("each item", () => {
  it.each(byHazard)(
    "$item loses one point by a minor $code that an inspector found, and C2 its share",
    ({ item, code }) => {
      const hazard = buildRatedHazard({ code, severity: "minor", ...fixedInTime });
      expect(pointsOf(rate({ hazards: [hazard] }))).toEqual({ ...full, [item]: (full[item] ?? 0) - 1, C2: 1 });
    },
  );

  it.each(stored.flatMap(({ id, measure }) => measure.steps.map((step) => ({ id, metric: measure.metric, ...step }))))(
    "$id gives $points from $from of $metric on, and less below",
    ({ id, metric, from, points }) => {
      expect(pointsOf(withMetric(metric, from))).toEqual({ ...full, [id]: points });
      if (from > 0) expect(pointsOf(withMetric(metric, from - 0.001))[id]).toBeLessThan(points);
    },
  );

  it.each(stored)("$id gives what the rules say while nothing was measured", ({ id, measure }) => {
    const { [measure.metric]: _, ...metrics } = buildFacts().metrics;
    expect(pointsOf(rate({ metrics }))[id]).toBe(measure.whenMissing);
  });

  it.each([
    { late: 0, of: 20, points: 8 },
    { late: 1, of: 20, points: 7 },
    { late: 1, of: 10, points: 6 },
    { late: 1, of: 5, points: 4 },
    { late: 3, of: 10, points: 2 },
    { late: 4, of: 10, points: 0 },
  ])("C1 gives $points when $late of $of were late, before what lateness itself costs", ({ late, of, points }) => {
    const mild = { ...rules, hazards: { ...rules.hazards, overdue: { ...rules.hazards.overdue, once: 0, perDay: 0 } } };
    const hazards = Array.from({ length: of }, (_, n) =>
      buildRatedHazard({
        ...fixedInTime,
        id: `h${n}`,
        code: `Z${n + 10}`,
        ...(n < late ? { fixedAt: new Date("2026-11-23T19:00:00+08:00") } : {}),
      }),
    );
    expect(pointsOf(scoreBuilding(buildFacts({ hazards }), mild, today))["C1"]).toBe(points);
  });

  it.each([
    { days: 1, costs: 2 },
    { days: 2, costs: 3 },
    { days: 5, costs: 6 },
    { days: 9, costs: 10 },
    { days: 30, costs: 10 },
  ])("C1 loses $costs by a case $days days late", ({ days, costs }) => {
    const roomy = {
      ...rules,
      categories: rules.categories.map((category) => ({
        ...category,
        items: category.items.map((item) => (item.id === "C1" ? { ...item, max: 20, measure: undefined } : item)),
      })),
    };
    const dueAt = new Date(new Date(`${today}T18:00:00+08:00`).getTime() - days * 86_400_000);
    const hazards = [buildRatedHazard({ origin: "self", code: "Z10", openedOn: "2026-10-01", dueAt })];
    expect(pointsOf(scoreBuilding(buildFacts({ hazards }), roomy, today))["C1"]).toBe(20 - costs);
  });

  it.each([
    { declared: 1, of: 2, points: 5 },
    { declared: 3, of: 10, points: 4 },
    { declared: 3, of: 20, points: 3 },
    { declared: 1, of: 20, points: 2 },
    { declared: 1, of: 21, points: 1 },
    { declared: 0, of: 1, points: 1 },
  ])("C2 gives $points when the house declared $declared of $of", ({ declared, of, points }) => {
    const hazards = Array.from({ length: of }, (_, n) =>
      buildRatedHazard({
        ...fixedInTime,
        id: `h${n}`,
        code: `Z${n + 10}`,
        origin: n < declared ? "self" : "inspection",
      }),
    );
    expect(pointsOf(rate({ hazards }))["C2"]).toBe(points);
  });
});

describe("each finding", () => {
  const costs: Readonly<Record<string, number>> = { "fake-fix": 5, "refused-entry": 2, penalty: 2 };

  it.each([...rules.findings])("$kind takes its points off $item for $months months", ({ kind, item, months }) => {
    const foundOn = (day: string): number => pointsOf(rate({ findings: [{ kind, foundOn: day }] }))[item] ?? Number.NaN;
    expect((full[item] ?? 0) - foundOn("2026-10-01")).toBe(costs[kind]);
    expect(months).toBe(12);
    expect(foundOn("2025-11-27")).toBeLessThan(full[item] ?? 0);
    expect(foundOn("2025-11-26")).toBe(full[item]);
    expect(foundOn("2026-11-27")).toBe(full[item]);
  });
});

describe("each bonus", () => {
  const young = { knownSince: "2026-01-01" };
  const declared = buildRatedHazard({ origin: "self", ...fixedInTime });
  const found = (kind: string, count: number) => Array.from({ length: count }, () => ({ kind, foundOn: "2026-10-01" }));
  const worked: Readonly<Record<string, readonly (readonly [Partial<BuildingFacts>, number])[]>> = {
    P1: [
      [{ ...young, hazards: [{ ...declared, severity: "minor" }] }, 0.5],
      [{ ...young, hazards: [{ ...declared, severity: "major" }] }, 1],
      [{ ...young, hazards: [{ ...declared, severity: "critical" }] }, 1],
      [{ ...young, hazards: [{ ...declared, origin: "tenant" }] }, 0],
      [{ ...young, hazards: Array.from({ length: 9 }, (_, n) => ({ ...declared, id: `d${n}`, code: `Z1${n}` })) }, 5],
    ],
    P2: [
      [{ ...young, findings: found("safety-facility", 1) }, 2],
      [{ ...young, findings: found("safety-facility", 3) }, 2],
    ],
    P3: [
      [{ knownSince: "2025-11-26" }, 3],
      [{ knownSince: "2025-11-27" }, 0],
      [{ hazards: [{ ...declared, fixedAt: new Date("2026-11-23T19:00:00+08:00") }] }, 0],
    ],
    P4: [
      [{ ...young, findings: found("good-deed", 1) }, 1],
      [{ ...young, findings: found("good-deed", 3) }, 2],
    ],
  };

  it("has a worked example", () => {
    expect(Object.keys(worked)).toEqual(rules.bonuses.map(({ id }) => id));
  });

  it.each(Object.entries(worked).flatMap(([id, examples]) => examples.map(([over, bonus]) => ({ id, over, bonus }))))(
    "$id gives $bonus",
    ({ over, bonus }) => expect(rate(over).bonus).toBe(bonus),
  );

  it("stays within the common cap", () => {
    const hazards = Array.from({ length: 12 }, (_, n) => ({ ...declared, id: `d${n}`, code: `Z${n + 10}` }));
    const findings = [...found("safety-facility", 1), ...found("good-deed", 2)];
    expect(rate({ hazards, findings }).bonus).toBe(rules.bonusCap);
  });
});
