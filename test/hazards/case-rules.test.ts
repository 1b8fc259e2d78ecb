import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { rulesOfCase, rulesVersionOf } from "../../src/hazards/case-rules.js";
import { parseSlaRules } from "../../src/hazards/sla.js";
import { parseTaxonomy } from "../../src/hazards/taxonomy.js";

const yaml = (name: string): { version: string; hazards: { code: string }[] } =>
  parse(readFileSync(`templates/rules/${name}.yaml`, "utf8"));
const sla = parseSlaRules(yaml("sla"));
const taxonomy = parseTaxonomy(yaml("hazards"));
const earlierTaxonomy = parseTaxonomy({
  ...yaml("hazards"),
  version: "2025-01",
  hazards: yaml("hazards").hazards.filter(({ code }) => code !== "F01"),
});
const earlierSla = { ...sla, version: "2025-06", extensionHours: 1 };
const rules = {
  taxonomy,
  sla,
  earlier: {
    taxonomies: new Map([["2025-01", earlierTaxonomy]]),
    slas: new Map([["2025-06", earlierSla]]),
  },
};

describe("the rules of a case", () => {
  it("are those that it was opened under", () => {
    const found = rulesOfCase(rules, { rulesVersion: "2025-01/2025-06", code: "E01" });
    expect(found.taxonomy.version).toBe("2025-01");
    expect(found.sla.extensionHours).toBe(1);
  });

  it("are the present ones where the version is not known, or lacks the kind that staff gave the case", () => {
    expect(rulesOfCase(rules, { rulesVersion: "test", code: "E01" })).toEqual({ taxonomy, sla });
    expect(rulesOfCase(rules, { rulesVersion: "2025-01/2025-06", code: "F01" }).taxonomy).toBe(taxonomy);
  });

  it("are named by the versions of both files", () => {
    expect(rulesVersionOf(rules)).toBe(`${taxonomy.version}/${sla.version}`);
  });
});
