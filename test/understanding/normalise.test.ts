import { describe, expect, it } from "vitest";
import { loadLexicon } from "../../src/understanding/lexicon.js";

const { normalise } = loadLexicon("templates/understanding");

describe("normalise", () => {
  it.each([
    ["3 栋 有 電雞", "3栋有电动车"],
    ["C棟", "c栋"],
    ["灭火气", "灭火器"],
    ["冲电", "充电"],
    ["堵\u200b赛", "堵塞"],
    ["冇人理", "没人理"],
    ["小电驴和电瓶车", "电动车和电动车"],
    ["3栋", "3栋"],
  ])("writes %s as %s", (text, wanted) => {
    expect(normalise(text)).toBe(wanted);
  });
});

describe("loadLexicon", () => {
  it("names the file that is missing", () => {
    expect(() => loadLexicon("templates/nowhere")).toThrow(/rewrites\.yaml/);
  });
});
