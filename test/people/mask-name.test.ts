import { describe, expect, it } from "vitest";
import { maskName } from "../../src/people/mask-name.js";

describe("maskName", () => {
  it.each([
    ["王建国", "王**"],
    ["李四", "李**"],
    ["欧阳修远", "欧**"],
    ["3栋楼栋长伟叔", "伟**"],
    ["1栋楼长阿强", "强**"],
    ["肥仔(4栋楼长)", "肥**"],
    ["肥仔(4栋楼长)", "肥**"],
    ["8栋管理员老周", "周**"],
    ["琴姐9栋楼长", "琴**"],
    ["11栋前台小郑", "郑**"],
    ["阿坤14栋", "坤**"],
    ["A小陈🍀", "A**"],
    ["Tom", "T**"],
    ["𠮷田", "𠮷**"],
    ["13800138000", "**"],
    ["(3栋)", "**"],
    ["", "**"],
  ])("makes of %j %j", (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });
});
