import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeMap } from "../../src/blocks/decode-map.js";
import { encodeGrid, encodeMap } from "../../src/blocks/encode-map.js";
import { unitsPerDegree } from "../../src/blocks/map-layout.js";
import { readVarints, writeVarints } from "../../src/blocks/varint.js";

const dataAt = new Date("2026-11-26T10:00:00+08:00");
const digits = (length: number) =>
  fc.integer({ min: 0, max: 10 ** length - 1 }).map((value) => String(value).padStart(length, "0"));

const point = fc.record({
  serial: fc.integer({ min: 0, max: 99_999 }),
  lon: fc.integer({ min: -180 * unitsPerDegree, max: 180 * unitsPerDegree }),
  lat: fc.integer({ min: -90 * unitsPerDegree, max: 90 * unitsPerDegree }),
  star: fc.integer({ min: 0, max: 6 }),
  open: fc.integer({ min: 0, max: 400 }),
  worst: fc.integer({ min: 0, max: 4 }),
  isOverdue: fc.integer({ min: 0, max: 1 }),
  kind: fc.integer({ min: 0, max: 5 }),
});
type Point = typeof point extends fc.Arbitrary<infer Value> ? Value : never;
const pointsOfGrid = fc
  .uniqueArray(point, { selector: ({ serial }) => serial, maxLength: 30 })
  .map((points) => points.toSorted((a, b) => a.serial - b.serial));
const district = fc
  .uniqueArray(fc.tuple(digits(14), pointsOfGrid), { selector: ([grid]) => grid, maxLength: 8 })
  .map((grids) => grids.toSorted(([a], [b]) => (a < b ? -1 : 1)));

const flat = (points: readonly Point[]): readonly number[] =>
  points.flatMap((one) => [one.serial, one.lon, one.lat, one.star, one.open, one.worst, one.isOverdue, one.kind]);

const encode = (grids: readonly (readonly [string, readonly Point[]])[]): Uint8Array =>
  encodeMap(
    grids.flatMap(([grid, points]) => encodeGrid(grid, flat(points)) ?? []),
    { dataAt, kinds: ["urban-village", "工厂宿舍"] },
  );

const example = encode([
  [
    "44030601800305",
    [{ serial: 3, lon: 11_386_123, lat: 2_257_456, star: 6, open: 300, worst: 4, isOverdue: 1, kind: 1 }],
  ],
]);

describe("a map payload", () => {
  it("says after decoding what it was made of, whatever the buildings", () => {
    fc.assert(
      fc.property(district, (grids) => {
        const decoded = decodeMap(encode(grids));
        const wanted = grids.flatMap(([grid, points]) => points.map((one) => ({ grid, ...one })));
        const found = Array.from({ length: decoded.count }, (_, at) => ({
          code: decoded.codeAt(at),
          grid: decoded.grids[decoded.gridIndex[at] ?? -1],
          lon: decoded.lon[at],
          lat: decoded.lat[at],
          star: decoded.star[at],
          open: decoded.open[at],
          worst: decoded.worst[at],
          isOverdue: decoded.isOverdue[at],
          kind: decoded.kind[at],
        }));
        expect(found).toEqual(
          wanted.map(({ serial, lon, lat, open, ...rest }) => ({
            ...rest,
            code: `${rest.grid}${String(serial).padStart(5, "0")}`,
            lon: lon / unitsPerDegree,
            lat: lat / unitsPerDegree,
            open: Math.min(open, 255),
          })),
        );
        expect(decoded.dataAt).toEqual(dataAt);
        expect(decoded.kinds).toEqual(["urban-village", "工厂宿舍"]);
      }),
    );
  });

  it("has bounds around its buildings, and zeros without any", () => {
    expect(decodeMap(example).bounds).toEqual({ west: 113.86123, east: 113.86123, south: 22.57456, north: 22.57456 });
    expect(decodeMap(encode([]))).toMatchObject({ count: 0, bounds: { west: 0, south: 0, east: 0, north: 0 } });
  });

  it("is read out of a larger buffer too", () => {
    const padded = new Uint8Array(example.length + 7);
    padded.set(example, 3);
    expect(decodeMap(padded.subarray(3, 3 + example.length)).codeAt(0)).toBe("4403060180030500003");
  });

  it("is refused where it is cut off at whatever byte, or is none, or another version", () => {
    for (let length = 0; length < example.length; length += 1)
      expect(() => decodeMap(example.subarray(0, length)), `${length} bytes`).toThrow();
    expect(() => decodeMap(new TextEncoder().encode("<!doctype html><title>楼信</title>"))).toThrow("no map payload");
    expect(() => decodeMap(Uint8Array.from(example, (byte, at) => (at === 4 ? 9 : byte)))).toThrow("version 9");
  });

  it("knows no building beyond its last", () => {
    expect(() => decodeMap(example).codeAt(1)).toThrow(RangeError);
  });
});

describe("varints", () => {
  it("come back as they were, and take one byte up to 127", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 31 - 1 })), (values) => {
        expect([...readVarints(writeVarints(values), values.length)]).toEqual(values);
      }),
    );
    expect(writeVarints([127, 128])).toEqual(Uint8Array.of(127, 128, 1));
  });

  it("are refused where there are fewer or more than wanted, or one without an end", () => {
    expect(() => readVarints(Uint8Array.of(1, 2), 3)).toThrow("end at byte");
    expect(() => readVarints(Uint8Array.of(1, 2), 1)).toThrow("1 bytes are left");
    expect(() => readVarints(Uint8Array.of(255, 255, 255, 255, 255, 255), 1)).toThrow("end at byte");
  });
});

describe("the decoder", () => {
  it("imports nothing that a browser lacks", () => {
    const folder = join(import.meta.dirname, "../../src/blocks");
    const importsOf = (file: string): readonly string[] =>
      [...readFileSync(join(folder, file), "utf8").matchAll(/from "([^"]+)"/gu)].map(([, from = ""]) => from);
    expect(importsOf("decode-map.ts")).toEqual(["./map-layout.js", "./varint.js"]);
    expect([...importsOf("map-layout.ts"), ...importsOf("varint.ts")]).toEqual([]);
  });
});
