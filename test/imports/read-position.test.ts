import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { datumOf, readPosition } from "../../src/imports/read-position.js";
import { type Datum, metresApart } from "../../src/shared/position.js";
import { shippedFileRules } from "../support/building-files.js";

const { bounds } = shippedFileRules;
const read = ([lat = "", lon = "", datum = ""]: readonly string[], tableDatum?: Datum) =>
  readPosition({ lat, lon, datum, tableDatum }, bounds);

describe("readPosition", () => {
  // One place in each datum: the three differ by 500 m and more.
  const there = { lat: 22.575711, lon: 113.883802 };
  it.each([
    ["22.575711", "113.883802", "wgs84"],
    ["22.5726675", "113.8886894", "高德地图"],
    ["22.5789768", "113.8951406", "BD-09"],
  ])("turns %s,%s of %s into WGS84", (lat, lon, datum) => {
    const found = read([lat, lon, datum]);
    expect(found.ok && found.value && metresApart(found.value.position, there)).toBeLessThan(2);
  });

  it("goes by the table's datum where the row has none, and by the row's where it has one", () => {
    expect(read(["22.57", "113.88"], "BD-09")).toMatchObject({ value: { position: { datum: "BD-09" } } });
    expect(read(["22.57", "113.88", "GPS"], "BD-09")).toMatchObject({ value: { position: { datum: "WGS84" } } });
  });

  it("knows no position where both cells are empty", () => {
    expect(read([])).toEqual({ ok: true, value: undefined });
  });

  it.each([
    [["22.57", "", "WGS84"], "成对"],
    [["北纬22度", "113.88", "WGS84"], "成对"],
    [["113.88", "22.57", "WGS84"], "写反了"],
    [["22.57", "113.88", ""], "没说是哪种坐标"],
    [["22.57", "113.88", "北京54"], "“北京54”不认得"],
    [["39.9", "116.4", "WGS84"], "不在本区"],
    [["0", "0", "WGS84"], "不在本区"],
  ])("refuses %j", (cells, word) => {
    expect(read(cells)).toMatchObject({ ok: false, refusal: expect.stringContaining(word) });
  });

  it("never lets a position outside the district pass", () => {
    const degree = fc.double({ min: 0, max: 180, noNaN: true }).map(String);
    fc.assert(
      fc.property(degree, degree, (lat, lon) => {
        const found = read([lat, lon, "GCJ-02"]);
        if (!found.ok || !found.value) return;
        const { position } = found.value;
        expect(position.lon).toBeGreaterThanOrEqual(bounds.west);
        expect(position.lat).toBeLessThanOrEqual(bounds.north);
      }),
    );
  });
});

describe("datumOf", () => {
  it.each([
    ["gcj02", "GCJ-02"],
    ["GCJ-02坐标系", "GCJ-02"],
    ["百度地图", "BD-09"],
    ["WGS 84", "WGS84"],
    ["", undefined],
    ["mars", undefined],
  ])("reads %j", (word, datum) => {
    expect(datumOf(word)).toBe(datum);
  });
});
