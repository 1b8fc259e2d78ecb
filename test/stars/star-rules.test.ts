import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { loadStarRules } from "../../src/stars/star-rules.js";
import { rules } from "./star-builders.js";

const path = "templates/rules/stars.yaml";
const text = readFileSync(path, "utf8");
const edited = (from: string, to: string): string => {
  expect(text).toContain(from);
  return text.replace(from, to);
};

describe("loadStarRules", () => {
  it("reads the shipped file, whose points sum to 100", () => {
    expect(rules.version).toBe("2026-11-5");
    expect(rules.categories.map(({ name, max }) => `${name}${max}`)).toEqual([
      "安全宜居40",
      "管理规范25",
      "诚实守信20",
      "文明卫生15",
    ]);
    expect(rules.vetoes).toHaveLength(11);
  });

  it("rates every item of the hazard taxonomy that names one", () => {
    const { hazards } = parse(readFileSync("templates/rules/hazards.yaml", "utf8")) as {
      hazards: { code: string; starItem: string }[];
    };
    const itemOf = new Map(
      rules.categories.flatMap(({ items }) =>
        items.flatMap((item) => item.hazards.map((code) => [code, item.id] as const)),
      ),
    );
    const wrong = hazards.filter(
      ({ code, starItem }) => /^[A-D]\d/u.test(starItem) && itemOf.get(code) !== starItem.split(",")[0],
    );
    expect(wrong).toEqual([]);
  });

  it("names the path of a file that is missing", () => {
    expect(() => loadStarRules("templates/rules/no-such-file.yaml")).toThrow(
      /^templates\/rules\/no-such-file\.yaml: /u,
    );
  });

  it.each([
    [
      "a mistyped field",
      "hearingWorkingDays: 5",
      "hearingWorkDays: 5",
      /line \d+, procedure\.hearingWorkDays: there is no such field; did you mean hearingWorkingDays\?/u,
    ],
    ["a mistyped field of a condition", "category: A, min: 36", "categry: A, min: 36", /did you mean category\?/u],
    ["a mistyped kind of severity", "severities: [critical]", "severities: [critcal]", /did you mean critical\?/u],
    ["a number that is text", "bonusCap: 10", "bonusCap: ten", /bonusCap/u],
    ["a day that does not exist", "2026-11-01", "2026-02-30", /effectiveOn/u],
    [
      "items that do not sum",
      "name: 消防器材, max: 5",
      "name: 消防器材, max: 6",
      /categories\.A: its items sum to 41, not to its max 40: take 1 from one of them/u,
    ],
    ["categories that do not sum", "scoreCap: 100", "scoreCap: 90", /they sum to 100, not to scoreCap 90/u],
    ["a star that nobody reaches", "  - star: 4\n    needs", "  - star: 4.5\n    needs", /gates\.1\.star/u],
    ["no star for low scores", "{ star: 1, min: 0 }", "{ star: 1, min: 50 }", /lowest star must have min 0/u],
    [
      "thresholds out of order",
      "{ star: 4, min: 80 }",
      "{ star: 4, min: 95 }",
      /thresholds: must fall.*5 from 95, 4 from 90/u,
    ],
    ["steps out of order", "{ from: 0.95, points: 8 }", "{ from: 0.99, points: 8 }", /items\.B1\.measure\.steps/u],
    ["a code in two items", "hazards: [F09]", "hazards: [E01]", /E01 stands in two items/u],
    ["a finding for no item", "item: C3, points: 10", "item: C9, points: 10", /no item C9/u],
    ["a gate for no category", "category: A, min: 36", "category: Z, min: 36", /no category Z/u],
    [
      "a condition that nobody knows",
      "{ kind: no-open-hazard,",
      "{ kind: no-open-hazards,",
      /line \d+, gates.*mean no-open-hazard\?/u,
    ],
    ["text that is no YAML", "thresholds:", "thresholds: [", /star rules: /u],
  ])("refuses %s and names the place", (...[, from, to, message]) => {
    expect(() => loadStarRules(edited(from, to))).toThrow(message);
  });
});
