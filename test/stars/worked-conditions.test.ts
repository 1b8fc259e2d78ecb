import { describe, expect, it } from "vitest";
import type { BuildingFacts, RatedHazard } from "../../src/stars/building-facts.js";
import { scoreBuilding } from "../../src/stars/rate-building.js";
import type { Rating } from "../../src/stars/rating.js";
import { buildFacts, buildRatedHazard, fixedInTime, overdue, rules, today } from "./star-builders.js";

const rate = (over: Partial<BuildingFacts> = {}): Rating => scoreBuilding(buildFacts(over), rules, today);
const found = (kind: string, foundOn: string): Partial<BuildingFacts> => ({ findings: [{ kind, foundOn }] });
const declaredRate = (value: number): Partial<BuildingFacts> => ({
  metrics: { ...buildFacts().metrics, declaredRate: value },
});

/** Takes so many points off category A: minor cases of two items, a point each. */
const lossOfA = (points: number): Partial<BuildingFacts> => ({
  hazards: Array.from({ length: points }, (_, n) =>
    buildRatedHazard({ ...fixedInTime, id: `a${n}`, code: n < 8 ? "E04" : "E01", severity: "minor" }),
  ),
});

interface Example {
  /** Facts under which it holds the star back, and facts just beside under which it does not. */
  readonly holding: Partial<BuildingFacts>;
  readonly free: Partial<BuildingFacts>;
}

describe("each cap", () => {
  const minor = buildRatedHazard({ ...overdue, id: "h2", code: "H04", severity: "minor" });
  const critical: RatedHazard = buildRatedHazard({ severity: "critical" });
  const worked: Readonly<Record<string, Example>> = {
    有较大隐患逾期: {
      holding: { hazards: [buildRatedHazard(overdue)] },
      free: { hazards: [buildRatedHazard({ dueAt: new Date(`${today}T18:00:00+08:00`) })] },
    },
    有两件以上隐患逾期: { holding: { hazards: [buildRatedHazard(overdue), minor] }, free: { hazards: [minor] } },
    有重大隐患没办结: {
      holding: { hazards: [critical] },
      free: { hazards: [{ ...critical, isConfirmed: false }] },
    },
    半年内有虚假整改: { holding: found("fake-fix", "2026-05-27"), free: found("fake-fix", "2026-05-26") },
  };

  it("has a worked example", () => {
    expect(Object.keys(worked)).toEqual(rules.caps.map(({ words }) => words));
  });

  it.each([...rules.caps])("$words: $maxStar stars at most", ({ words, maxStar }) => {
    const { holding = {}, free = {} } = worked[words] ?? {};
    expect(rate(holding).caps).toContainEqual({ maxStar, words });
    expect(rate(holding).star).toBeLessThanOrEqual(maxStar);
    expect(rate(free).caps.map((cap) => cap.words)).not.toContain(words);
  });
});

describe("each gate", () => {
  const open = { hazards: [buildRatedHazard({ origin: "self" as const })] };
  const late = (fixedAt: string): Partial<BuildingFacts> => ({
    hazards: [
      buildRatedHazard({
        origin: "self",
        state: "closed",
        openedOn: "2025-11-01",
        dueAt: new Date("2025-11-10T18:00:00+08:00"),
        fixedAt: new Date(`${fixedAt}T12:00:00+08:00`),
        closedAt: new Date(`${fixedAt}T12:00:00+08:00`),
      }),
    ],
  });
  const worked: Readonly<Record<string, Example>> = {
    "5 隐患全部办结": { holding: open, free: { hazards: [buildRatedHazard({ origin: "self", ...fixedInTime })] } },
    "5 一年内没有逾期": { holding: late("2025-11-27"), free: late("2025-11-26") },
    "5 安全宜居36分以上": { holding: lossOfA(5), free: lossOfA(4) },
    "5 居住信息申报率98%以上": { holding: declaredRate(0.979), free: declaredRate(0.98) },
    "5 楼栋长登记在册并参加培训": { holding: { hasTrainedHead: false }, free: {} },
    "5 街道上门核查过": { holding: { hasStreetCheck: false }, free: {} },
    "5 一年内没有火灾和刑事案件": {
      holding: found("fire-or-criminal-case", "2025-11-27"),
      free: found("fire-or-criminal-case", "2025-11-26"),
    },
    "4 安全宜居32分以上": { holding: lossOfA(9), free: lossOfA(8) },
    "4 居住信息申报率95%以上": { holding: declaredRate(0.949), free: declaredRate(0.95) },
    "4 没有逾期的隐患": { holding: { hazards: [buildRatedHazard(overdue)] }, free: open },
  };
  const gates = rules.gates.flatMap(({ star, needs }) => needs.map(({ words }) => ({ star, words })));

  it("has a worked example", () => {
    expect(Object.keys(worked)).toEqual(gates.map(({ star, words }) => `${star} ${words}`));
  });

  it.each(gates)("$words, for $star stars", ({ star, words }) => {
    const { holding = {}, free = {} } = worked[`${star} ${words}`] ?? {};
    const isMet = (over: Partial<BuildingFacts>): boolean | undefined =>
      rate(over).gates.find((gate) => gate.star === star && gate.words === words)?.isMet;
    expect([isMet(holding), isMet(free)]).toEqual([false, true]);
    expect(rate(holding).star).toBeLessThan(star);
  });
});

describe("each veto", () => {
  it.each([...rules.vetoes])("$id leaves no star while it stands, whatever the score", ({ id, words }) => {
    const veto = { id, confirmedOn: today };
    expect(rate({ vetoes: [veto] })).toMatchObject({ star: null, isVetoed: true, vetoes: [words], score: 100 });
    expect(rate({ vetoes: [{ ...veto, confirmedOn: "2026-11-27" }] })).toMatchObject({ star: 5, isVetoed: false });
    expect(rate({ vetoes: [{ ...veto, clearedOn: today }] })).toMatchObject({ star: 5, vetoClearedOn: today });
  });

  it("is none that the rules do not know", () => {
    expect(rate({ vetoes: [{ id: "V99", confirmedOn: today }] })).toMatchObject({ star: 5, isVetoed: false });
  });
});
