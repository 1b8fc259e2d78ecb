import { describe, expect, it } from "vitest";
import { findPlaces } from "../../src/understanding/places.js";

describe("findPlaces", () => {
  it.each([
    ["三栋", [{ building: "3栋" }]],
    ["十二栋", [{ building: "12栋" }]],
    ["三洞", [{ building: "3栋" }]],
    ["3号楼", [{ building: "3号楼" }]],
    ["c栋", [{ building: "C栋" }]],
    ["b座", [{ building: "B座" }]],
    ["28号", [{ building: "28号" }]],
    ["八巷12号", [{ building: "八巷12号" }]],
    ["八巷12号之一", [{ building: "八巷12号之一" }]],
    ["二巷8号楼下", [{ building: "二巷8号", spot: "楼下" }]],
    ["3栋502", [{ building: "3栋", room: "502" }]],
    ["502室门口", [{ room: "502", spot: "门口" }]],
    ["2楼楼梯口", [{ floor: 2, spot: "楼梯口" }]],
    ["华侨新村三栋", [{ estate: "华侨新村", building: "3栋" }]],
    ["3栋和5栋", [{ building: "3栋" }, { building: "5栋" }]],
  ])("reads %s", (text, wanted) => {
    expect(findPlaces(text)).toEqual(wanted);
  });

  it.each(["打13800138000", "2026年的事", "5月28号停水", "房租1200元", "打119", "0413-7", "30号之前交"])(
    "takes no room or building from %s",
    (text) => {
      expect(findPlaces(text).flatMap(({ room, building }) => [room, building].filter(Boolean))).toEqual([]);
    },
  );
});
