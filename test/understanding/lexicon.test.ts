import { describe, expect, it } from "vitest";
import { expandWords } from "../../src/understanding/expand-words.js";
import { parseFrame } from "../../src/understanding/frame.js";
import { loadLexicon } from "../../src/understanding/load-lexicon.js";
import { withSlips } from "../../src/understanding/slips.js";

describe("the notation of the lexicon", () => {
  it("takes brackets apart", () => {
    expect(expandWords("停(了|着|) (a|b)车 门")).toEqual(["停了", "停着", "停", "a车", "b车", "门"]);
    expect(() => expandWords("停(了")).toThrow("bracket");
  });

  it("reads a frame", () => {
    expect(parseFrame("ebike 停|放 -phone @8 ! =major")).toEqual({
      slots: ["ebike", "停|放"],
      absent: ["phone"],
      within: 8,
      weight: "strong",
      isFallback: false,
      severity: "major",
    });
    expect(() => parseFrame("@8 !")).toThrow("without words");
  });

  it("knows slips of long words only", () => {
    expect(withSlips("灭火器", { 器: "气" })).toEqual(["灭火器", "灭火气"]);
    expect(withSlips("着火", { 着: "照" })).toEqual(["着火"]);
  });
});

describe("the shipped files", () => {
  it("are refused by name where one is missing", () => {
    expect(() => loadLexicon("/nowhere")).toThrow("/nowhere/spellings.yaml");
  });
});
