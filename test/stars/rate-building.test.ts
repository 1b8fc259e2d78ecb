import { describe, expect, it } from "vitest";
import { rateBuilding, scoreBuilding } from "../../src/stars/rate-building.js";
import type { BuildingFacts } from "../../src/stars/building-facts.js";
import type { Rating } from "../../src/stars/rating.js";
import { buildFacts, buildRatedHazard, fixedInTime, overdue, rules, today } from "./star-builders.js";

const rate = (over: Partial<BuildingFacts> = {}): Rating => rateBuilding(buildFacts(over), rules, today);
const item = (rating: Rating, id: string): number => rating.items.find((one) => one.id === id)?.points ?? Number.NaN;
const category = (rating: Rating, id: string): number =>
  rating.categories.find((one) => one.id === id)?.points ?? Number.NaN;

describe("rateBuilding", () => {
  it("gives a faultless building five stars and nothing to do", () => {
    const rating = rate();
    expect(rating).toMatchObject({
      star: 5,
      score: 100,
      isVetoed: false,
      isFrozen: false,
      costs: [],
      raises: [],
      caps: [],
    });
    expect(rating.categories.map(({ points }) => points)).toEqual([40, 25, 20, 15]);
    expect(rating.rulesVersion).toBe(rules.version);
  });

  it.each([
    ["minor", 7],
    ["major", 5],
    ["critical", 0],
  ] as const)("takes the points of a %s hazard that an inspector found off its item, not below 0", (severity, left) => {
    const rating = rate({ hazards: [buildRatedHazard({ severity, ...fixedInTime })] });
    expect(item(rating, "A2")).toBe(left);
    expect(rating.items.find((one) => one.id === "A2")?.evidence).toEqual(["1120-1"]);
    expect(rating.costs).toContain(`用电安全:扣${8 - left}分(1120-1)`);
  });

  it.each(["self", "tenant"] as const)("takes nothing for a hazard declared by %s and fixed in time", (origin) => {
    const rating = rate({ hazards: [buildRatedHazard({ origin, ...fixedInTime })] });
    expect(item(rating, "A2")).toBe(8);
    expect(rating.score).toBe(100);
    expect(rating.star).toBe(5);
  });

  it("takes nothing for a declared hazard that still has time, but five stars want nothing open", () => {
    const rating = rate({ hazards: [buildRatedHazard({ origin: "self" })] });
    expect(rating.score).toBe(100);
    expect(rating.star).toBe(4);
    expect(rating.raises).toEqual(["办好1120-1(用电安全)"]);
    expect(rating.raisesTo).toBe(5);
  });

  it("counts a fix that was said in time as in time though the recheck came later", () => {
    const late = { ...fixedInTime, fixedAt: new Date("2026-11-23T19:00:00+08:00") };
    expect(item(rate({ hazards: [buildRatedHazard({ origin: "self", ...fixedInTime })] }), "C1")).toBe(8);
    expect(item(rate({ hazards: [buildRatedHazard({ origin: "self", ...late })] }), "C1")).toBe(0);
  });

  it("takes points for lateness by the day, and the on-time rate with it", () => {
    const hazards = [...many(19), buildRatedHazard({ id: "late", code: "H01", severity: "minor", ...overdue })];
    const rating = rate({ hazards });
    // 19 of 20 in time: 7 of 8; due on the 23rd and rated on the 26th: 2 + 1 + 1.
    expect(item(rating, "C1")).toBe(3);
    expect(item(rating, "D1")).toBe(5);
  });

  it("caps at three stars with a major case overdue, at two with two cases, at one with a confirmed critical one", () => {
    const one = buildRatedHazard({ code: "H01", ...overdue });
    expect(rate({ hazards: [one] }).star).toBe(3);
    const two = buildRatedHazard({ id: "h2", number: "1120-2", code: "H04", severity: "minor", ...overdue });
    expect(rate({ hazards: [one, two] }).caps.map((cap) => cap.maxStar)).toEqual([2, 3]);
    expect(rate({ hazards: [one, two] }).star).toBe(2);
    const critical = buildRatedHazard({ severity: "critical" });
    expect(rate({ hazards: [critical] }).star).toBe(1);
    expect(rate({ hazards: [{ ...critical, isConfirmed: false }] }).star).toBe(4);
  });

  it("makes a relapse dearer and lets declaring not save it", () => {
    const before = buildRatedHazard({ id: "h0", openedOn: "2026-10-01", origin: "self", ...closedOn("2026-10-05") });
    const again = buildRatedHazard({ origin: "self", ...fixedInTime });
    expect(item(rate({ hazards: [before, again] }), "A2")).toBe(3.5);
    const longAgo = { ...before, openedOn: "2026-01-01", ...closedOn("2026-01-05") };
    expect(item(rate({ hazards: [longAgo, again] }), "A2")).toBe(8);
  });

  it("gives half the points back after three clean months and all when they expire", () => {
    const hazard = buildRatedHazard({ severity: "minor", openedOn: "2026-05-20", ...closedOn("2026-05-25") });
    const on = (day: string): number => item(scoreBuilding(buildFacts({ hazards: [hazard] }), rules, day), "A2");
    expect([on("2026-05-26"), on("2026-08-24"), on("2026-08-25"), on("2026-11-24"), on("2026-11-25")]).toEqual([
      7, 7, 7.5, 7.5, 8,
    ]);
  });

  it("lets a case that turned out to be nothing count nowhere", () => {
    const hazards = ["false-alarm", "duplicate", "withdrawn"].map((state) =>
      buildRatedHazard({ id: state, state, ...overdue }),
    );
    expect(rate({ hazards })).toEqual(rate());
  });

  it("takes a fake rectification off its item and the rest off its category, and caps at two stars", () => {
    const rating = rate({ findings: [{ kind: "fake-fix", foundOn: "2026-10-01" }] });
    expect(item(rating, "C3")).toBe(0);
    expect(category(rating, "C")).toBe(10);
    expect(rating.star).toBe(2);
    expect(rate({ findings: [{ kind: "fake-fix", foundOn: "2025-11-26" }] }).star).toBe(5);
  });

  it.each([
    [0.97, "居住信息申报率98%以上", 4],
    [0.94, "居住信息申报率95%以上", 3],
  ])("lets a declared rate of %d miss the gate", (declaredRate, words, star) => {
    const rating = rate({ metrics: { ...buildFacts().metrics, declaredRate } });
    expect(rating.gates.filter((gate) => !gate.isMet).map((gate) => gate.words)).toContain(words);
    expect(rating.star).toBe(star);
  });

  it.each([
    [{ hasTrainedHead: false }, "让楼栋长登记并参加培训"],
    [{ hasStreetCheck: false }, "请街道上门核查一次"],
  ])("asks for %o before five stars", (over, act) => {
    expect(rate(over)).toMatchObject({ star: 4, raises: [act], raisesTo: 5 });
  });

  it("gives no star while a veto stands, and says why", () => {
    const rating = rate({ vetoes: [{ id: "V4", confirmedOn: "2026-11-01" }] });
    expect(rating).toMatchObject({ star: null, isVetoed: true, vetoes: ["危房或责令停用的房屋仍在出租"] });
    expect(rating.raises[0]).toContain("危房");
    const cleared = rate({ vetoes: [{ id: "V4", confirmedOn: "2026-11-01", clearedOn: "2026-11-20" }] });
    expect(cleared).toMatchObject({ star: 5, isVetoed: false, vetoClearedOn: "2026-11-20" });
  });

  it.each([[{}], [{ archiveCompleteness: 0.59 }]])("does not rate a building with the file %o", (metrics) => {
    const rating = rate({ metrics: { ...metrics, declaredRate: 0.99 } });
    expect(rating.star).toBeNull();
    expect(rating.isVetoed).toBe(false);
    expect(rating.whyNotRated).toContain("档案");
    expect(rating.raises).toEqual(["把楼栋档案补到60%"]);
  });

  it("adds the bonus for declaring, within its cap", () => {
    const base = {
      findings: [{ kind: "penalty", foundOn: "2026-10-01" }],
      knownSince: "2026-10-01",
      metrics: { ...buildFacts().metrics, declaredRate: 0.9 },
    };
    const plain = rate(base).score;
    const declared = (count: number): number =>
      rate({
        ...base,
        hazards: Array.from({ length: count }, (_, n) =>
          buildRatedHazard({ id: `d${n}`, code: `Z${n + 10}`, origin: "self", severity: "minor", ...fixedInTime }),
        ),
      }).score;
    expect(declared(2)).toBe(plain + 1);
    expect(declared(20)).toBe(plain + 5);
  });

  it("exempts two of three on-the-spot fixes of an item where the district wants it", () => {
    const mild = { ...rules, hazards: { ...rules.hazards, onSpotExempt: { isEnabled: true, everyNthCounts: 3 } } };
    const spot = { closedAt: new Date("2026-11-20T11:00:00+08:00"), state: "closed", severity: "minor" } as const;
    const hazards = ["E04", "E05", "E06"].map((code) => buildRatedHazard({ id: code, code, ...spot }));
    expect(item(scoreBuilding(buildFacts({ hazards }), rules, today), "A2")).toBe(5);
    expect(item(scoreBuilding(buildFacts({ hazards }), mild, today), "A2")).toBe(7);
  });

  it("advises to wait when only time gives points back", () => {
    const hazards = ["E01", "E02", "F01", "F02"].map((code) =>
      buildRatedHazard({ id: code, number: code, code, severity: "major", ...fixedInTime }),
    );
    const rating = rate({ hazards });
    expect(rating.star).toBe(3);
    expect(rating.raises).toEqual(["没有新的扣分,到2027年2月22日分数会回来"]);
    expect(rating.raisesTo).toBe(4);
  });
});

const closedOn = (day: string): Pick<typeof fixedInTime, "state"> & { closedAt: Date; fixedAt: Date; dueAt: Date } => ({
  state: "closed",
  closedAt: new Date(`${day}T10:00:00+08:00`),
  fixedAt: new Date(`${day}T10:00:00+08:00`),
  dueAt: new Date(`${day}T12:00:00+08:00`),
});

const many = (count: number): ReturnType<typeof buildRatedHazard>[] =>
  Array.from({ length: count }, (_, n) =>
    buildRatedHazard({ id: `m${n}`, code: `Z${n + 10}`, origin: "tenant", ...fixedInTime }),
  );
