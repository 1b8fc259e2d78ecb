import { describe, expect, it } from "vitest";
import type { BuildingFacts } from "../../src/stars/building-facts.js";
import { type PreviewInput, previewRating } from "../../src/stars/preview-rating.js";
import { countAreas, countTransitions } from "../../src/stars/preview-summary.js";
import type { StarRules } from "../../src/stars/star-rules.js";
import { codeOf } from "../support/builders.js";
import { buildFacts, buildRatedHazard, overdue, rules, today } from "./star-builders.js";

const building = (serial: number, over: Partial<BuildingFacts> = {}): BuildingFacts =>
  buildFacts({ buildingCode: codeOf(serial), ...over });

const preview = (
  facts: readonly BuildingFacts[],
  { stars = {}, ...input }: Partial<PreviewInput> & { readonly stars?: Readonly<Record<number, number | null>> },
) =>
  previewRating(
    {
      listCodes: async (after, limit) =>
        facts
          .map((one) => one.buildingCode)
          .filter((code) => code > after)
          .slice(0, limit),
      loadFacts: async (codes) => facts.filter((one) => codes.includes(one.buildingCode)),
      findCurrent: async () =>
        new Map(Object.entries(stars).map(([serial, star]) => [codeOf(Number(serial)), { star }])),
    },
    { asOf: today, rules, ...input },
  );

/** The shipped rules with five stars from another score on. */
const fiveFrom = (min: number): StarRules => ({
  ...rules,
  thresholds: rules.thresholds.map((one) => (one.star === 5 ? { ...one, min } : one)),
});

describe("previewRating", () => {
  it("tells who would get another star than the one in force, and why", async () => {
    const { rated, moves } = await preview(
      [
        building(3),
        building(4, { hazards: [buildRatedHazard(overdue)] }),
        building(5, { hasStreetCheck: false }),
        building(6),
        building(7, { metrics: {} }),
        building(8, { vetoes: [{ id: "V4", confirmedOn: today }] }),
      ],
      { stars: { 3: 5, 4: 4, 5: 5, 8: 3 } },
    );
    expect(rated).toBe(6);
    expect(moves).toEqual([
      { code: codeOf(4), from: 4, to: 3, why: ["有较大隐患逾期", "没做到:没有逾期的隐患"] },
      { code: codeOf(5), from: 5, to: 4, why: ["没做到:街道上门核查过"] },
      { code: codeOf(6), from: null, to: 5, why: ["100分"] },
      { code: codeOf(8), from: 3, to: null, why: ["危房或责令停用的房屋仍在出租"] },
    ]);
  });

  it("compares tried rules with the rules in force, whatever the stars in force", async () => {
    const facts = [
      building(3),
      building(4, { metrics: { archiveCompleteness: 1, declaredRate: 0.99, patrolDays: 0 } }),
    ];
    const stars = { 3: 1, 4: 1 };
    expect((await preview(facts, { stars, tried: rules })).moves).toEqual([]);
    expect((await preview(facts, { stars, tried: fiveFrom(98) })).moves).toEqual([
      { code: codeOf(4), from: 5, to: 4, why: ["97分,不到98分", "楼栋长巡查和门禁:扣6分(楼栋长每月巡查登记0天)"] },
    ]);
    expect((await preview(facts, { stars, rules: fiveFrom(98), tried: rules })).moves).toEqual([
      {
        code: codeOf(4),
        from: 4,
        to: 5,
        why: ["97分", "原来97分,不到98分", "原来楼栋长巡查和门禁:扣6分(楼栋长每月巡查登记0天)"],
      },
    ]);
  });

  it("goes through more buildings than one batch has", async () => {
    const facts = Array.from({ length: 1201 }, (_, serial) => building(serial + 1));
    expect(await preview(facts, { tried: fiveFrom(100) })).toEqual({ rated: 1201, moves: [] });
  });
});

describe("the summary", () => {
  const move = (serial: number, [from, to]: readonly [number | null, number | null], community: string) => ({
    code: codeOf(serial),
    name: `${serial}栋`,
    street: "西乡街道",
    community,
    from,
    to,
    why: [],
  });
  const moves = [
    move(1, [4, 3], "麻布社区"),
    move(2, [null, 4], "凤凰社区"),
    move(3, [4, 3], "麻布社区"),
    move(4, [5, null], "凤凰社区"),
  ];

  it("counts by star and by community", () => {
    expect(countTransitions(moves)).toEqual([
      { from: 4, to: 3, buildings: 2 },
      { from: null, to: 4, buildings: 1 },
      { from: 5, to: null, buildings: 1 },
    ]);
    expect(countAreas([...moves, move(5, [4, 3], "麻布社区")])).toEqual([
      { street: "西乡街道", community: "麻布社区", moved: 3, up: 0, down: 3 },
      { street: "西乡街道", community: "凤凰社区", moved: 2, up: 1, down: 1 },
    ]);
  });
});
