import { describe, expect, it } from "vitest";
import { placeWords } from "../../src/hazards/place-words.js";

describe("placeWords", () => {
  it("says floor and spot as people do, and never the room", () => {
    expect(placeWords({ floor: 2, spot: "楼梯口", room: "203" })).toBe("2楼楼梯口");
    expect(placeWords({ floor: -1 })).toBe("负1楼");
    expect(placeWords({ floor: 2, spot: "2楼走廊" })).toBe("2楼走廊");
  });

  it("does not say a spot twice that the hazard is named after", () => {
    expect(placeWords({ spot: "电梯" }, "电梯困人")).toBe("");
    expect(placeWords({ floor: 3, spot: "消防栓" }, "消防栓喷淋问题")).toBe("3楼");
    expect(placeWords({ spot: "楼梯口" }, "停电动车")).toBe("楼梯口");
  });
});
