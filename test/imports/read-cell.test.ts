import { describe, expect, it } from "vitest";
import { fieldsOf } from "../../src/buildings/file-rules.js";
import { readCell } from "../../src/imports/read-cell.js";
import { shippedFileRules } from "../support/building-files.js";

const fieldOf = (key: string) => {
  const found = fieldsOf(shippedFileRules).find((one) => one.key === key);
  if (!found) throw new Error(`no fact ${key}`);
  return found.field;
};

describe("readCell", () => {
  it.each([
    ["basic.storeys", "7", 7],
    ["basic.storeys", "7层", 7],
    ["basic.storeys", "７.0", 7],
    ["basic.floor_area", "1,203.5㎡", 1203.5],
    ["letting.filed", "是", true],
    ["letting.filed", "×", false],
    ["fire.checked_on", "2026年3月5日", "2026-03-05"],
    ["fire.checked_on", "2026/11/27", "2026-11-27"],
    ["fire.checked_on", "46353", "2026-11-27"],
    ["basic.kind", "城中村", "urban-village"],
    ["basic.kind", "dormitory", "dormitory"],
    ["basic.aliases", "28号、兰姐那栋,28号", ["28号", "兰姐那栋"]],
    ["basic.address", "宝安区华侨新村3栋", "宝安区华侨新村3栋"],
  ])("reads %s “%s”", (key, text, value) => {
    expect(readCell(text, fieldOf(key))).toEqual({ ok: true, value });
  });

  it.each([
    ["basic.storeys", "七层", "层数“七层”不是整数"],
    ["basic.storeys", "7.5", "层数“7.5”不是整数"],
    ["basic.storeys", "-3", "层数“-3”不是整数"],
    ["basic.storeys", "#N/A", "层数是公式错误#N/A"],
    ["letting.filed", "大概", "租赁备案“大概”要写 是 或 否"],
    ["fire.checked_on", "2026-02-30", "消防检查日期“2026-02-30”不是日期,写成 2026-11-27"],
    ["fire.checked_on", "7", "消防检查日期“7”不是日期,写成 2026-11-27"],
    ["housing.safety_grade", "E", "房屋安全等级“E”不认得,写 A级、B级、C级、D级 里的一个"],
    ["basic.name", "楼".repeat(201), "楼栋名称太长,最多200个字"],
    ["basic.aliases", Array.from({ length: 21 }, (_, at) => at).join("、"), "别名最多20个"],
  ])("refuses %s “%s”", (key, text, refusal) => {
    expect(readCell(text, fieldOf(key))).toEqual({ ok: false, refusal });
  });
});
