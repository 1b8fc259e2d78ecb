import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  changeOf,
  completenessOf,
  type FactValue,
  type FactValues,
  foldFacts,
  overallShare,
  overlayRegistry,
  valuesOf,
} from "../../src/buildings/building-file.js";
import { fieldsOf } from "../../src/buildings/file-rules.js";
import { buildFileEvent, shippedFileRules } from "../support/building-files.js";

describe("foldFacts", () => {
  it("lets the newest act on a fact count, with its own source and time", () => {
    const facts = foldFacts([
      buildFileEvent(1, { "basic.storeys": 6, "fire.exits": 1 }),
      buildFileEvent(2, { "basic.storeys": 7 }, { source: "网格员" }),
    ]);
    expect(facts.get("basic.storeys")).toMatchObject({ value: 7, source: "网格员" });
    expect(facts.get("fire.exits")).toMatchObject({ value: 1, source: "导入" });
  });

  it("forgets what an act took away", () => {
    const events = [buildFileEvent(1, { "fire.exits": 1 }), buildFileEvent(2, { "fire.exits": null })];
    expect(foldFacts(events).size).toBe(0);
  });
});

describe("overlayRegistry", () => {
  const at = new Date("2025-01-01T00:00:00Z");
  it("keeps the source of the log where both say the same, and else goes by the registry", () => {
    const log = foldFacts([buildFileEvent(1, { "basic.storeys": 7, "basic.name": "3栋" })]);
    const facts = overlayRegistry(log, { values: { "basic.storeys": 8, "basic.name": "3栋" }, at });
    expect(facts.get("basic.storeys")).toEqual({ value: 8, source: "登记", at });
    expect(facts.get("basic.name")).toMatchObject({ source: "导入" });
  });
});

describe("changeOf", () => {
  it("names only what differs", () => {
    expect(changeOf({ a: 1, b: 2 }, { a: 1, b: 3, c: true })).toEqual({
      before: { b: 2, c: null },
      after: { b: 3, c: true },
    });
    expect(changeOf({ a: ["x", "y"] }, { a: ["x", "y"] })).toBeUndefined();
  });

  it("takes a position for the same within a tenth of a metre", () => {
    const at = { lat: 22.57, lon: 113.87, datum: "WGS84" };
    expect(changeOf({ p: at }, { p: { lat: 22.5700004, lon: 113.87, datum: "GCJ-02" } })).toBeUndefined();
    expect(changeOf({ p: at }, { p: { ...at, lat: 22.5701 } })).toBeDefined();
  });

  const value: fc.Arbitrary<FactValue> = fc.oneof(fc.integer(), fc.boolean(), fc.string(), fc.array(fc.string()));
  const values: fc.Arbitrary<FactValues> = fc.dictionary(fc.constantFrom("a", "b", "c", "d"), value);
  it("is undone by its own reverse, and does nothing the second time", () => {
    fc.assert(
      fc.property(values, values, (present, wanted) => {
        const change = changeOf(present, wanted);
        const there = valuesOf(foldFacts([buildFileEvent(1, present), buildFileEvent(2, change?.after ?? {})]));
        expect(there).toEqual({ ...present, ...wanted });
        expect(changeOf(there, wanted)).toBeUndefined();
        const back = [buildFileEvent(1, there), buildFileEvent(2, change?.before ?? {})];
        expect(valuesOf(foldFacts(back))).toEqual(present);
      }),
    );
  });
});

describe("completenessOf", () => {
  it("counts required facts only, and names those that are missing", () => {
    const sections = completenessOf((key) => key === "fire.alarms" || key === "fire.charging", shippedFileRules);
    expect(sections.find(({ section }) => section === "fire")).toEqual({
      section: "fire",
      filled: 1,
      required: 4,
      missing: ["灭火器", "安全出口", "逃生窗"],
    });
  });

  it("goes from nothing to all", () => {
    expect(overallShare(completenessOf(() => false, shippedFileRules))).toBe(0);
    expect(overallShare(completenessOf(() => true, shippedFileRules))).toBe(1);
  });

  it("never falls when a fact is added", () => {
    const keys = fieldsOf(shippedFileRules).map(({ key }) => key);
    const share = (held: readonly string[]) =>
      overallShare(completenessOf((key) => held.includes(key), shippedFileRules));
    fc.assert(
      fc.property(fc.subarray(keys), fc.constantFrom(...keys), (held, more) => {
        expect(share([...held, more])).toBeGreaterThanOrEqual(share(held));
      }),
    );
  });
});
