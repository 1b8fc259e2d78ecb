import { readFileSync } from "node:fs";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../src/database/database.prisma.js";
import { silentLog } from "../../src/shared/log.js";
import { confirmChange } from "../../src/stars/review-change.js";
import { decideStarChange } from "../../src/stars/decide-star-change.js";
import { scoreBuilding } from "../../src/stars/rate-building.js";
import { sayConsequences, sayLevel, sayWithdrawn } from "../../src/stars/star-level.js";
import { loadStarRules, type StarRules } from "../../src/stars/star-rules.js";
import { loadSchemeChanges, loadStarRuleShelf, saveSchemeChange } from "../../src/stars/star-scheme.prisma.js";
import { schemeOn, starRulesOn } from "../../src/stars/star-scheme.js";
import type { PersonId } from "../../src/shared/ids.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";
import { buildChange, buildFacts, buildRatedHazard, overdue, rules, today, workerOnly } from "./star-builders.js";

const graded = loadStarRules("templates/rules/stars-graded.yaml");
const present = { stars: rules, "stars-graded": graded };
const now = new Date(`${today}T09:00:00+08:00`);

describe("the graded scheme", () => {
  it("has the points of the stars and names of its own", () => {
    expect(graded.categories).toEqual(rules.categories);
    expect(graded.version).toBe(`2026-11 on ${rules.version}`);
    expect([5, 4, 3, 2, 1].map((star) => sayLevel(star, graded))).toEqual(["宽管", "宽管", "关注", "严管", "严管"]);
    expect([sayWithdrawn(graded), sayWithdrawn(rules), sayLevel(4, rules)]).toEqual(["禁止", "摘牌", "4星"]);
  });

  it.each([
    [{}, 4],
    [{ metrics: { ...buildFacts().metrics, declaredRate: 0.9 } }, 3],
    [{ hazards: [buildRatedHazard({ severity: "critical" })] }, 2],
    [{ vetoes: [{ id: "V4", confirmedOn: today }] }, null],
  ] as const)("grades %o as %s", (over, star) => {
    expect(scoreBuilding(buildFacts(over), graded, today).star).toBe(star);
  });

  it("moves nobody by being taken up: five stars are 宽管, one is 严管", () => {
    const decide = (star: number, over = {}) =>
      decideStarChange({
        current: { star },
        rating: scoreBuilding(buildFacts(over), graded, today),
        now,
        rules: graded,
      });
    expect([decide(5).why, decide(4).why]).toEqual(["unchanged", "unchanged"]);
    expect(decide(5, { hazards: [buildRatedHazard(overdue)] }).proposed).toMatchObject({
      kind: "down",
      fromStar: 4,
      toStar: 3,
    });
    expect(decide(1).proposed).toMatchObject({ kind: "up", fromStar: 2, toStar: 3 });
  });

  it("is told in its own words", () => {
    const step = confirmChange(buildChange({ fromStar: 4, toStar: 2 }), {
      actor: "worker" as PersonId,
      staff: workerOnly,
      now,
      rules: graded,
    });
    expect(step.ok && step.value.lines[0]?.variables).toMatchObject({ from: "宽管", to: "严管" });
  });
});

describe("consequences", () => {
  it("are what the rules say of the star or grade", () => {
    expect(sayConsequences(5, rules)).toBe("每21天巡查一次、办事走绿色通道、列入推荐租住名单");
    expect(sayConsequences(5, graded)).toBe("每21天巡查一次、办事走绿色通道");
    expect(sayConsequences(null, rules)).toBe("每3天巡查一次、加密巡查、督办、有违法情形的移交主管部门");
  });

  const text = readFileSync("templates/rules/stars.yaml", "utf8");
  it.each(["cut-water", "cut-power", "no-school-place", "publish-name", "fine", "断水断电", "black-list"])(
    "can never be %s",
    (unlawful) => {
      const edited = text.replace("kinds: [more-patrols, interview]", `kinds: [more-patrols, ${unlawful}]`);
      expect(edited).not.toBe(text);
      expect(() => loadStarRules(edited)).toThrow(/line \d+, consequences\.3\.kinds\.1: /u);
    },
  );

  it.each([
    ["  - { star: 3, patrolDays: 14, kinds: [] }\n", "", /one entry each for star 3/u],
    ["kinds: [green-lane]", "words: 断水", /consequences\.1\.words: there is no such field/u],
  ])("must be whole: %j", (from, to, message) => {
    expect(() => loadStarRules(text.replace(from, to))).toThrow(message);
  });
});

describe("starRulesOn", () => {
  const version = (name: string, effectiveOn: string): StarRules => ({ ...rules, version: name, effectiveOn });
  const [old, next] = [version("old", "2026-01-01"), version("next", "2027-01-01")];
  const shelf = (over: object) => ({ changes: [], present, earlier: { stars: [], "stars-graded": [] }, ...over });

  it("follows the district's changes from their day on, and knows stars before", () => {
    const changes = [
      { scheme: "stars", from: "2027-06-01" } as const,
      { scheme: "stars-graded", from: "2026-12-01" } as const,
    ];
    expect(["2026-11-30", "2026-12-01", "2027-05-31", "2027-06-01"].map((day) => schemeOn(changes, day))).toEqual([
      "stars",
      "stars-graded",
      "stars-graded",
      "stars",
    ]);
    expect(starRulesOn(shelf({ changes }), "2026-12-02")).toBe(graded);
  });

  it("keeps the earlier version until the day of the new one", () => {
    const both = shelf({
      present: { ...present, stars: next },
      earlier: { stars: [next, old], "stars-graded": [] },
    });
    expect(["2026-12-31", "2027-01-01"].map((day) => starRulesOn(both, day).version)).toEqual(["old", "next"]);
    expect(starRulesOn(shelf({ present: { ...present, stars: next } }), "2026-12-31").version).toBe("next");
  });
});

describeOnEachDatabase("the star scheme", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(() => emptyDatabase(database));

  it("is kept with its days; a day has one", async () => {
    expect(await loadSchemeChanges(database)).toEqual([]);
    await saveSchemeChange(database, { scheme: "stars-graded", from: "2026-12-01" });
    await saveSchemeChange(database, { scheme: "stars", from: "2027-01-01" });
    await saveSchemeChange(database, { scheme: "stars-graded", from: "2027-01-01" });
    expect(await loadSchemeChanges(database)).toEqual([
      { scheme: "stars-graded", from: "2026-12-01" },
      { scheme: "stars-graded", from: "2027-01-01" },
    ]);
  });

  it("finds the versions that were once in force, newest first, and leaves out what it no longer understands", async () => {
    const row = (version: string, content: object, adoptedAt: string) => ({
      name: "stars",
      version,
      content,
      adoptedAt: new Date(adoptedAt),
    });
    await database.prisma.ruleVersion.createMany({
      data: [
        row("a", { ...rules, version: "a" }, "2026-01-01"),
        row("b", { ...rules, version: "b" }, "2026-02-01"),
        row("c", { points: 3 }, "2026-03-01"),
      ],
    });
    const { earlier } = await loadStarRuleShelf(database, present, silentLog);
    expect(earlier.stars.map(({ version }) => version)).toEqual(["b", "a"]);
  });
});
