import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { parseFileRules } from "../../src/buildings/file-rules.js";

interface Raw {
  sections: Record<string, { name: string; fields: Record<string, Record<string, unknown>> }>;
}
const shipped = (): Raw => parse(readFileSync("templates/rules/building-file.yaml", "utf8")) as Raw;
/** The shipped rules with some properties of one fact replaced; undefined takes a property away. */
const withField = (section: string, key: string, over: Record<string, unknown>): Raw => {
  const raw = shipped();
  Object.assign(raw.sections[section]?.fields[key] ?? {}, over);
  return raw;
};
const withoutStoreys = (): Raw => {
  const raw = shipped();
  delete raw.sections["basic"]?.fields["storeys"];
  return raw;
};

describe("parseFileRules", () => {
  it("takes the shipped file with the eight sections of the article", () => {
    const names = Object.values(parseFileRules(shipped()).sections).map(({ name }) => name);
    expect(names).toEqual(["基本", "租赁", "消防", "隐患整改", "人口", "法人", "房屋", "事件"]);
  });

  it.each<[string, Raw, string]>([
    ["a typo in a kind", withField("fire", "exits", { kind: "integr" }), "exits"],
    ["a typo in a field", withField("fire", "exits", { requird: true }), "requird"],
    ["a choice without choices", withField("basic", "kind", { choices: undefined }), "choices"],
    ["a required count", withField("housing", "units", { required: true }), "count"],
    ["one heading twice", withField("fire", "exits", { headings: ["地址"] }), "地址"],
    ["a fact of the registry left out", withoutStoreys(), "storeys"],
  ])("refuses %s", (_, raw, word) => {
    expect(() => parseFileRules(raw)).toThrow(word);
  });
});
