import { describe, expect, it } from "vitest";
import type { PlaceMention } from "../../src/understanding/reading.js";
import { read } from "../support/understanding.js";

const cases: readonly (readonly [string, readonly PlaceMention[]])[] = [
  ["三栋楼道灯坏了", [{ building: "3栋", spot: "楼道" }]],
  ["十二栋二楼走廊堆满杂物", [{ building: "12栋", floor: 2, spot: "走廊" }]],
  ["3 栋 502 漏水", [{ building: "3栋", room: "502" }]],
  ["3号楼楼道灯坏了", [{ building: "3号楼", spot: "楼道" }]],
  ["三洞502漏水", [{ building: "3栋", room: "502" }]],
  ["C栋天台门锁了", [{ building: "C栋", spot: "天台门" }]],
  ["b座地下室进水了", [{ building: "B座", spot: "地下室" }]],
  ["28号门口堆满杂物", [{ building: "28号", spot: "门口" }]],
  ["八巷12号二楼楼道灯坏了", [{ building: "八巷12号", floor: 2, spot: "楼道" }]],
  ["十二巷5号楼道灯坏了", [{ building: "十二巷5号", spot: "楼道" }]],
  ["八巷12号之一楼道灯坏了", [{ building: "八巷12号之一", spot: "楼道" }]],
  ["12-1门口停满电动车", [{ building: "12-1", spot: "门口" }]],
  ["3-502煤气味好大", [{ building: "3栋", room: "502" }]],
  ["二巷8号楼下停满电动车堵住门口", [{ building: "二巷8号", spot: "楼下" }]],
  ["华侨新村3栋楼道灯坏了", [{ building: "3栋", estate: "华侨新村", spot: "楼道" }]],
  ["麻烦看下华侨新村3栋,楼道灯坏了", [{ building: "3栋", estate: "华侨新村", spot: "楼道" }]],
  ["兰姐那栋楼梯口停满电动车", [{ building: "兰姐那栋", spot: "楼梯口" }]],
  ["3栋负一层全是水", [{ building: "3栋", floor: -1, spot: "负一层" }]],
  ["3栋12f走廊堆满杂物", [{ building: "3栋", floor: 12, spot: "走廊" }]],
  ["3栋顶楼天台门锁死了", [{ building: "3栋", spot: "顶楼" }]],
  ["3栋和5栋楼道灯都坏了", [{ building: "3栋" }, { building: "5栋", spot: "楼道" }]],
  ["我住3栋,5栋楼下着火了", [{ building: "5栋", spot: "楼下" }]],
  ["1203煤气味好大", [{ room: "1203" }]],
];

describe("places", () => {
  it.each(cases)("%s", (text, places) => {
    expect(read(text).places.map((place) => ({ ...place }))).toEqual(places);
  });

  it.each([
    "那两栋楼好旧",
    "买了一栋别墅",
    "本月8号放假",
    "坐3号线过来",
    "今天25号了",
    "这栋楼",
    "打110了吗",
    "一共花了502元",
  ])("%s names none", (text) => {
    expect(read(text).places).toEqual([]);
  });

  it.each([
    ["3栋", "3栋"],
    ["就是三栋", "3栋"],
    ["28号", "28号"],
    ["不是,是5栋", "5栋"],
    ["不是3栋,是5栋", "5栋"],
  ])("the answer %s names %s", (text, building) => {
    expect(read(text, { hasOpenQuestion: true }).places.map((place) => place.building)).toEqual([building]);
  });
});
