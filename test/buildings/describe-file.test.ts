import { describe, expect, it } from "vitest";
import { foldFacts } from "../../src/buildings/building-file.js";
import { describeChanges, describeFile } from "../../src/buildings/describe-file.js";
import { buildFileEvent, shippedFileRules } from "../support/building-files.js";

const now = new Date("2026-11-27T10:00:00+08:00");

describe("describeFile", () => {
  const facts = foldFacts([
    buildFileEvent(1, { "basic.kind": "urban-village", "fire.escape_windows": false, "basic.aliases": ["甲", "乙"] }),
    buildFileEvent(2, { "basic.position": { lat: 22.57, lon: 113.87, datum: "GCJ-02" }, "basic.unheard": 1 }),
  ]);
  const file = describeFile({ facts, counts: { "rectification.open_hazards": 2 }, now }, shippedFileRules);
  const texts = Object.fromEntries(file.sections.flatMap((one) => one.facts.map(({ key, text }) => [key, text])));

  it("says each fact in Chinese, and leaves out what the rules do not name", () => {
    expect(texts).toMatchObject({
      "basic.kind": "城中村",
      "basic.aliases": "甲、乙",
      "basic.position": "22.570000,113.870000(WGS84)",
      "fire.escape_windows": "否",
    });
    expect(texts).not.toHaveProperty("basic.unheard");
  });

  it("has the figures of the system beside what was told, with their source", () => {
    const [open] = file.sections.find(({ key }) => key === "rectification")?.facts ?? [];
    expect(open).toEqual({
      key: "rectification.open_hazards",
      name: "未销号隐患",
      value: 2,
      text: "2",
      source: "系统统计",
      at: now,
    });
    expect(texts["events.emergencies"]).toBe("0");
  });
});

describe("describeChanges", () => {
  it("says before and after, and units by their code", () => {
    const event = buildFileEvent(
      3,
      { "unit.4403060180030500003000001": "502", "fire.exits": 2, "letting.filed": null },
      { before: { "unit.4403060180030500003000001": null, "fire.exits": 1, "letting.filed": true } },
    );
    expect(describeChanges(event, shippedFileRules)).toEqual([
      { key: "letting.filed", section: "租赁", name: "租赁备案", before: "是" },
      { key: "fire.exits", section: "消防", name: "安全出口", before: "1", after: "2" },
      { key: "unit.4403060180030500003000001", section: "房屋", name: "房屋4403060180030500003000001", after: "502" },
    ]);
  });
});
