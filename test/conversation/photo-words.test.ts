import { describe, expect, it } from "vitest";
import { photoWarnings } from "../../src/conversation/photo-words.js";
import type { PhotoFlag } from "../../src/hazards/photo-flags.js";
import type { HazardId } from "../../src/shared/ids.js";

const same: PhotoFlag = { kind: "same-as-before", isExact: true };
const used: PhotoFlag = { kind: "used", isExact: true, hazardId: "h2" as HazardId, number: "0413-7" };
const old: PhotoFlag = { kind: "old", days: 3 };

describe("what the grid worker reads of photos", () => {
  it.each<[string, PhotoFlag]>([
    ["这张和整改前的照片一样", same],
    ["这张和整改前的照片几乎一样", { ...same, isExact: false }],
    ["这张照片以前用过(编号0413-7)", used],
    ["这张和以前用过的照片几乎一样(编号0413-7)", { ...used, isExact: false }],
    ["照片是3天前拍的", old],
    ["照片是上报之前拍的", { kind: "old", days: 0 }],
    ["拍照位置离这栋楼约800米", { kind: "far", metres: 812 }],
    ["拍照位置离这栋楼约1公里", { kind: "far", metres: 960 }],
    ["拍照位置离这栋楼约1.2公里", { kind: "far", metres: 1234 }],
    ["拍照位置离这栋楼约35公里", { kind: "far", metres: 35_100 }],
  ])("is %s", (words, flag) => {
    expect(photoWarnings([[flag]])).toBe(words);
  });

  it("is nothing where there is nothing to remark on", () => {
    expect(photoWarnings([])).toBe("");
    expect(photoWarnings([[], []])).toBe("");
  });

  it("says which of several photos it means, once for the same remark, and stays short", () => {
    expect(photoWarnings([[], [old], [same, old]])).toBe("第2、3张是3天前拍的;第3张和整改前的照片一样");
    const days = [1, 2, 3, 4, 5].map((n): readonly PhotoFlag[] => [{ kind: "old", days: n }]);
    expect(photoWarnings(days)).toBe("第1张是1天前拍的;第2张是2天前拍的;第3张是3天前拍的;第4张是4天前拍的;等等");
  });
});
