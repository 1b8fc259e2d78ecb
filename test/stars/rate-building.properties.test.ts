import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BuildingFacts, RatedHazard } from "../../src/stars/building-facts.js";
import { rateBuilding, scoreBuilding } from "../../src/stars/rate-building.js";
import { anyFacts, anyHazard, noon } from "./any-facts.js";
import { rules, today } from "./star-builders.js";

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
