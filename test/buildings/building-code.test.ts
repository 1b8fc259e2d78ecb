import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  buildingOfUnit,
  communityOf,
  gridOf,
  parseBuildingCode,
  parseUnitCode,
  streetOf,
} from "../../src/buildings/building-code.js";
import { parseStreets } from "../../src/buildings/streets.js";
import { readYaml } from "../../src/shared/read-yaml.js";

const table = readYaml("templates/rules/streets.yaml", parseStreets);
const good = "4403060180030500021";

describe("streets.yaml", () => {
  it("names the ten streets of Bao'an", () => {
    expect(Object.keys(table.streets)).toHaveLength(10);
    expect(table.streets["018"]).toBe("西乡街道");
  });
});

describe("parseBuildingCode", () => {
  it.each([good, "4403 0601 8003 0500 021", "４４０３０６０１８００３０５０００２１"])("takes %s", (text) => {
    expect(parseBuildingCode(text, table)).toEqual({ ok: true, value: good });
  });

  it.each([
    ["", "length", "楼栋编码是19位数字,这里有0位"],
    [`${good}0`, "length", "楼栋编码是19位数字,这里有20位"],
    ["440306018003050002X", "digits", "楼栋编码只有数字,请检查有没有多打字母或汉字"],
    ["4503060180030500021", "province", "第1—2位应是44(省),这里是45"],
    ["4401060180030500021", "city", "第3—4位应是03(市),这里是01"],
    ["4403050180030500021", "district", "第5—6位应是06(宝安区),这里是05"],
    ["4403069990030500021", "street", "第7—9位是街道,宝安区没有编号999的街道"],
    ["4403060180000500021", "community", "第10—12位是社区编号,不能全是0"],
    ["4403060180030000021", "grid", "第13—14位是网格编号,不能全是0"],
    ["4403060180030500000", "building", "第15—19位是楼栋编号,不能全是0"],
  ])("refuses %s by its %s", (text, segment, explanation) => {
    expect(parseBuildingCode(text, table)).toMatchObject({ ok: false, refusal: { segment, explanation } });
  });

  it("never throws and never takes what is no code", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        fc.pre(!text.startsWith("440306"));
        expect(parseBuildingCode(text, table).ok).toBe(false);
      }),
    );
  });

  it("does not take names of every object for streets", () => {
    expect(parseBuildingCode(good, { ...table, streets: {} })).toMatchObject({
      ok: false,
      refusal: { segment: "street" },
    });
  });
});

describe("parseUnitCode", () => {
  it("takes a unit and knows its building", () => {
    const unit = parseUnitCode(`${good}000502`, table);
    if (!unit.ok) throw new Error(unit.refusal.explanation);
    expect(buildingOfUnit(unit.value)).toBe(good);
  });

  it("refuses a unit by the segment of its building", () => {
    expect(parseUnitCode("4403069990030500021000502", table)).toMatchObject({
      ok: false,
      refusal: { segment: "street" },
    });
    expect(parseUnitCode(`${good}000000`, table)).toMatchObject({ ok: false, refusal: { segment: "unit" } });
    expect(parseUnitCode(good, table)).toMatchObject({ ok: false, refusal: { segment: "length" } });
  });
});

describe("the levels of a code", () => {
  it("are its first digits", () => {
    const code = parseBuildingCode(good, table);
    if (!code.ok) throw new Error(code.refusal.explanation);
    expect([streetOf(code.value), communityOf(code.value), gridOf(code.value)]).toEqual([
      "440306018",
      "440306018003",
      "44030601800305",
    ]);
  });
});
