import { describe, expect, it } from "vitest";
import { coarse, metresApart, metresFromPhone } from "../../src/shared/position.js";

const building = { lat: 22.58, lon: 113.86 };

describe("metresApart", () => {
  it("is 111 km for a degree of latitude and nothing for the same place", () => {
    expect(metresApart({ lat: 22, lon: 114 }, { lat: 23, lon: 114 })).toBeCloseTo(111_195, -2);
    expect(metresApart(building, building)).toBe(0);
  });
});

describe("metresFromPhone", () => {
  it("knows the building again where the phone writes GCJ-02, which lies half a kilometre off", () => {
    const shifted = { lat: 22.57699, lon: 113.86495 };
    expect(metresApart(building, shifted)).toBeGreaterThan(500);
    expect(metresFromPhone(building, shifted)).toBeLessThan(10);
  });

  it("takes a true position as it is, and stays far where both readings are", () => {
    expect(metresFromPhone(building, { lat: 22.5802, lon: 113.8602 })).toBeLessThan(50);
    expect(metresFromPhone(building, { lat: 22.6, lon: 113.86 })).toBeGreaterThan(1500);
  });
});

describe("coarse", () => {
  it("keeps three decimals", () => {
    expect(coarse({ lat: 22.580_49, lon: 113.860_51 })).toEqual({ lat: 22.58, lon: 113.861 });
  });
});
