import { describe, expect, it } from "vitest";
import { photoFlags, type PhotoOccasion } from "../../src/hazards/photo-flags.js";
import type { EarlierUse, PhotoFacts } from "../../src/hazards/photo-store.js";
import type { HazardId } from "../../src/shared/ids.js";
import { buildHazard, codeOf } from "../support/builders.js";

const hazard = buildHazard();
const occasion: PhotoOccasion = {
  hazard,
  now: new Date("2026-11-26T12:00:00+08:00"),
  rules: { version: "test", oldHours: 24, clockMinutes: 10, farMetres: 500 },
};
const use = (over: Partial<EarlierUse> = {}): EarlierUse => ({
  hazardId: hazard.id,
  number: hazard.number,
  phase: "before",
  addedAt: new Date("2026-11-26T09:00:00+08:00"),
  isExact: true,
  ...over,
});
const other = { hazardId: "h2" as HazardId, number: "0413-7" };
const flags = (facts: Partial<PhotoFacts>, over: Partial<PhotoOccasion> = {}) =>
  photoFlags({ metresFrom: new Map(), earlier: [], ...facts }, { ...occasion, ...over });

describe("a photo of a fix", () => {
  it("has nothing to remark on where nothing is known of it, or all is well", () => {
    expect(photoFlags(undefined, occasion)).toEqual([]);
    expect(flags({})).toEqual([]);
    const metresFrom = new Map([[codeOf(3), 499]]);
    expect(flags({ takenAt: new Date("2026-11-26T11:50:00+08:00"), metresFrom })).toEqual([]);
  });

  it("is the photo from before the fix, whatever else it was", () => {
    expect(flags({ earlier: [use({ ...other, phase: "after" }), use()] })).toEqual([
      { kind: "same-as-before", isExact: true },
    ]);
    expect(flags({ earlier: [use({ isExact: false })] })).toEqual([{ kind: "same-as-before", isExact: false }]);
  });

  it("was used for another case, and the same file says more than one that looks the same", () => {
    const earlier = [use({ hazardId: "h3" as HazardId, number: "0401-1", isExact: false }), use(other)];
    expect(flags({ earlier })).toEqual([{ kind: "used", isExact: true, ...other }]);
  });

  it("may look like another photo of the same round, but not like one of a fix that was sent back", () => {
    const earlier = [use({ phase: "after", isExact: false })];
    expect(flags({ earlier }, { roundSince: new Date("2026-11-26T08:59:00+08:00") })).toEqual([]);
    expect(flags({ earlier }, { roundSince: new Date("2026-11-26T09:01:00+08:00") })).toMatchObject([{ kind: "used" }]);
    expect(flags({ earlier })).toMatchObject([{ kind: "used", number: hazard.number }]);
  });

  it("was taken days ago, or the same day but before the report", () => {
    expect(flags({ takenAt: new Date("2026-11-23T10:00:00+08:00") })).toEqual([{ kind: "old", days: 3 }]);
    expect(flags({ takenAt: new Date("2026-11-26T08:40:00+08:00") })).toEqual([{ kind: "old", days: 0 }]);
    const openedAt = new Date("2026-11-20T09:00:00+08:00");
    const late = { hazard: { ...hazard, openedAt } };
    expect(flags({ takenAt: new Date("2026-11-25T11:00:00+08:00") }, late)).toEqual([{ kind: "old", days: 1 }]);
    expect(flags({ takenAt: new Date("2026-11-25T13:00:00+08:00") }, late)).toEqual([]);
  });

  it("forgives a camera whose clock is slow by minutes, or fast", () => {
    expect(flags({ takenAt: new Date("2026-11-26T08:51:00+08:00") })).toEqual([]);
    expect(flags({ takenAt: new Date("2026-11-26T18:00:00+08:00") })).toEqual([]);
  });

  it("was taken far from this building; how far from others does not matter", () => {
    const metresFrom = new Map([
      [codeOf(3), 812.4],
      [codeOf(5), 20],
    ]);
    expect(flags({ metresFrom })).toEqual([{ kind: "far", metres: 812 }]);
    expect(flags({ metresFrom: new Map([[codeOf(5), 9000]]) })).toEqual([]);
  });
});
