import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { checkKinds, emergencyKind, parseEmergencyRules } from "../../src/emergencies/emergency-rules.js";
import { emergenciesOf, parseTaxonomy } from "../../src/hazards/taxonomy.js";
import { readYaml } from "../../src/shared/read-yaml.js";

const file = () => parse(readFileSync("templates/rules/emergencies.yaml", "utf8"));

describe("the rules of emergencies", () => {
  const rules = parseEmergencyRules(file());

  it("speak of every kind that the taxonomy has, and keep violence and despair out of groups", () => {
    const codes = emergenciesOf(readYaml("templates/rules/hazards.yaml", parseTaxonomy));
    expect(codes).toHaveLength(10);
    expect(() => checkKinds(rules, codes)).not.toThrow();
    expect(codes.filter((code) => emergencyKind(rules, code).privateOnly)).toEqual(["X06", "X07"]);
    expect(emergencyKind(rules, "X08")).toMatchObject({ callAtOnce: ["head"], ask: expect.stringContaining("钥匙") });
  });

  it("ask those of the house in whole sentences, and refuse one that YAML cut off at a comma", () => {
    for (const { ask } of Object.values(rules.kinds)) expect(ask).toMatch(/。$|^$/u);
    const { X02 } = file().kinds;
    const cut = { ...X02, ask: "请别按开关", 开门开窗叫大家出来: null };
    expect(() => parseEmergencyRules({ ...file(), kinds: { ...file().kinds, X02: cut } })).toThrow("开门开窗");
  });

  it("refuse a file that leaves out a kind, doubles a level or drills for what is no emergency", () => {
    expect(() => checkKinds(rules, ["X01", "X11"])).toThrow("says nothing about X11");
    expect(() => parseEmergencyRules({ ...file(), chain: { ...file().chain, levels: ["street", "street"] } })).toThrow(
      "a level of the chain twice",
    );
    const kinds = [{ words: "火", codes: ["X99"], seen: "看到火" }];
    expect(() => parseEmergencyRules({ ...file(), drills: { ...file().drills, kinds } })).toThrow("X99");
    expect(() => parseEmergencyRules({ ...file(), chain: { ...file().chain, rounds: 0 } })).toThrow("rounds");
  });
});
