import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../../src/shared/calendar-days.js";
import type { BuildingFacts, RatedHazard } from "../../src/stars/building-facts.js";
import { rateBuilding, scoreBuilding } from "../../src/stars/rate-building.js";
import { atShanghai } from "../../src/shared/working-calendar.js";
import { buildFacts, rules, today } from "./star-builders.js";

const codes = rules.categories.flatMap((category) => category.items.flatMap((item) => item.hazards));
const dayAgo = (days: number): string => addDays(today, -days);
const noon = (day: string): Date => atShanghai(day, "12:00");

const anyHazard = (over: fc.Arbitrary<Partial<RatedHazard>> = fc.constant({})): fc.Arbitrary<RatedHazard> =>
  fc
    .record({
      id: fc.uuid(),
      code: fc.constantFrom(...codes),
      severity: fc.constantFrom("minor", "major", "critical"),
      origin: fc.constantFrom("tenant", "self", "inspection", "department"),
      opened: fc.integer({ min: 0, max: 800 }),
      limit: fc.integer({ min: 0, max: 20 }),
      fixed: fc.option(fc.integer({ min: 0, max: 60 })),
      isConfirmed: fc.boolean(),
      over,
    })
    .map(({ id, code, severity, origin, opened, limit, fixed, isConfirmed, over: changed }) => ({
      id,
      number: id.slice(0, 6),
      code,
      severity,
      origin,
      isConfirmed,
      openedOn: dayAgo(opened),
      dueAt: noon(addDays(dayAgo(opened), limit)),
      ...(fixed !== null && fixed <= opened
        ? { state: "closed", fixedAt: noon(dayAgo(opened - fixed)), closedAt: noon(dayAgo(opened - fixed)) }
        : { state: "notified" }),
      ...changed,
    }));

const anyFacts: fc.Arbitrary<BuildingFacts> = fc
  .record({
    metrics: fc.record(
      {
        declaredRate: fc.double({ min: 0, max: 1, noNaN: true }),
        archiveCompleteness: fc.double({ min: 0, max: 1, noNaN: true }),
        patrolDays: fc.integer({ min: 0, max: 31 }),
        tenantRating: fc.double({ min: 0, max: 1, noNaN: true }),
      },
      { requiredKeys: [] },
    ),
    hasTrainedHead: fc.boolean(),
    hasStreetCheck: fc.boolean(),
    hazards: fc.array(anyHazard(), { maxLength: 12 }),
    findings: fc.array(
      fc.record({
        kind: fc.constantFrom("fake-fix", "penalty", "safety-facility", "good-deed"),
        foundOn: fc.integer({ min: 0, max: 500 }).map(dayAgo),
      }),
      { maxLength: 3 },
    ),
    vetoes: fc.array(
      fc.record({ id: fc.constantFrom("V1", "V4"), confirmedOn: fc.integer({ min: 0, max: 500 }).map(dayAgo) }),
      { maxLength: 1 },
    ),
    knownSince: fc.integer({ min: 0, max: 900 }).map(dayAgo),
  })
  .map((over) => buildFacts(over as Partial<BuildingFacts>));

const score = (facts: BuildingFacts) => scoreBuilding(facts, rules, today);
const starRank = (facts: BuildingFacts): number => score(facts).star ?? 0;
const withHazard = (facts: BuildingFacts, hazard: RatedHazard): BuildingFacts => ({
  ...facts,
  hazards: [...facts.hazards, hazard],
});

describe("rating, whatever the facts", () => {
  it("stays within the bounds of score, categories and items", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const rating = score(facts);
        expect(rating.score).toBeGreaterThanOrEqual(0);
        expect(rating.score).toBeLessThanOrEqual(100);
        expect([null, 1, 2, 3, 4, 5]).toContain(rating.star);
        for (const one of [...rating.items, ...rating.categories]) {
          expect(one.points).toBeGreaterThanOrEqual(0);
          expect(one.points).toBeLessThanOrEqual(one.max);
        }
      }),
    );
  });

  it("gives the same rating for the same facts in another order, and stores as JSON unchanged", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const rating = score(facts);
        expect(score(structuredClone(facts))).toEqual(rating);
        expect(score({ ...facts, hazards: facts.hazards.toReversed() })).toEqual(rating);
        expect(JSON.parse(JSON.stringify(rating))).toEqual(rating);
      }),
    );
  });

  it("never rises by a hazard that staff found and that is open or late", () => {
    const found = anyHazard(
      fc.record({ origin: fc.constantFrom("inspection" as const, "department" as const) }),
    ).filter((hazard) => !hazard.fixedAt || (hazard.dueAt !== undefined && hazard.fixedAt > hazard.dueAt));
    fc.assert(
      fc.property(anyFacts, found, (facts, hazard) => {
        expect(score(withHazard(facts, hazard)).score).toBeLessThanOrEqual(score(facts).score);
        expect(starRank(withHazard(facts, hazard))).toBeLessThanOrEqual(starRank(facts));
      }),
    );
  });

  it("never rises in anything but the share fixed in time by whatever staff found, fixed or not", () => {
    const found = anyHazard(fc.record({ origin: fc.constantFrom("inspection" as const, "department" as const) }));
    fc.assert(
      fc.property(anyFacts, found, (facts, hazard) => {
        const [before, after] = [score(facts), score(withHazard(facts, hazard))];
        for (const [at, item] of after.items.entries())
          if (item.id !== "C1") expect(item.points).toBeLessThanOrEqual(before.items[at]?.points ?? 0);
        expect(after.bonus).toBeLessThanOrEqual(before.bonus);
      }),
    );
  });

  it("never falls by a hazard that the house declared and fixed in time, of a kind that it did not have", () => {
    const declared = anyHazard(fc.record({ origin: fc.constantFrom("self" as const, "tenant" as const) })).map(
      (hazard) => ({
        ...hazard,
        code: "Z99",
        state: "closed",
        ...(hazard.dueAt ? { fixedAt: hazard.dueAt, closedAt: hazard.dueAt } : {}),
      }),
    );
    fc.assert(
      fc.property(
        anyFacts,
        declared.filter((hazard) => hazard.closedAt !== undefined && hazard.closedAt < noon(today)),
        (facts, hazard) => {
          expect(score(withHazard(facts, hazard)).score).toBeGreaterThanOrEqual(score(facts).score);
          expect(starRank(withHazard(facts, hazard))).toBeGreaterThanOrEqual(starRank(facts));
        },
      ),
    );
  });

  it("never falls when an open hazard is fixed and closed today", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const closed = facts.hazards.map((hazard) =>
          hazard.closedAt ? hazard : { ...hazard, state: "closed", fixedAt: noon(today), closedAt: noon(today) },
        );
        expect(starRank({ ...facts, hazards: closed })).toBeGreaterThanOrEqual(starRank(facts));
      }),
    );
  });

  it("promises only a star that is higher, and nothing at five stars", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const rating = rateBuilding(facts, rules, today);
        if (rating.raisesTo !== undefined) expect(rating.raisesTo).toBeGreaterThan(rating.star ?? 0);
        if (rating.star === 5) expect(rating.raises).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
