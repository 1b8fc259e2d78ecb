import { describe, expect, it } from "vitest";
import { findKind } from "../../src/hazards/find-kind.js";
import { parseTaxonomy } from "../../src/hazards/taxonomy.js";
import { readYaml } from "../../src/shared/read-yaml.js";

const taxonomy = readYaml("templates/rules/hazards.yaml", parseTaxonomy);
const codeOf = (word: string): string | undefined => {
  const found = findKind(taxonomy, word);
  return found.ok ? found.value.code : undefined;
};

it("says of what all use that it is broken as a neighbour would, and still knows the office's word", () => {
  expect(taxonomy.kinds.get("M01")?.short).toBe("公用的东西坏了");
  expect(codeOf("公共设施坏了")).toBe("M01");
  expect(codeOf("公用的东西坏了")).toBe("M01");
});

describe("findKind", () => {
  it.each([
    ["F01", "F01"],
    ["f01", "F01"],
    ["Ｆ０１", "F01"],
    ["堆东西堵路", "F01"],
    ["疏散通道、楼梯堆物堵塞", "F01"],
    ["楼道堆物", "F01"],
    ["楼道堆", "F01"],
    ["飞线", "E03"],
    ["防火门", "F14"],
  ])("takes %s for %s", (word, code) => {
    expect(codeOf(word)).toBe(code);
  });

  it("refuses what names nothing, or is a single character", () => {
    for (const word of ["", "F99", "外星人", "楼"])
      expect(findKind(taxonomy, word)).toEqual({ ok: false, refusal: { reason: "unknown" } });
  });

  it("refuses what several begin with, and names them", () => {
    const found = findKind(taxonomy, "楼道");
    expect(!found.ok && found.refusal.reason === "ambiguous" && found.refusal.among.map(({ code }) => code)).toEqual([
      "E01",
      "F01",
      "M01",
    ]);
  });

  it.each(["X01", "电梯困人", "燃气泄漏", "G01"])("refuses the emergency %s", (word) => {
    expect(findKind(taxonomy, word)).toEqual({ ok: false, refusal: { reason: "emergency" } });
  });

  it("finds every usual kind of the shipped taxonomy by each of its words", () => {
    const usual = [...taxonomy.kinds.values()].filter(({ severity }) => severity !== "emergency");
    const wrong = usual.flatMap(({ code, name, short, aliases }) =>
      [code, name, short, ...aliases].filter((word) => codeOf(word) !== code).map((word) => `${word} is not ${code}`),
    );
    expect(wrong).toEqual([]);
  });
});
