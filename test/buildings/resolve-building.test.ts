import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nicknamePlace, resolveBuilding } from "../../src/buildings/resolve-building.js";
import { buildBuilding } from "../support/buildings.js";

const third = buildBuilding(3, { aliases: ["兰姐那栋", "麻布新村28号"] });
const village = [
  buildBuilding(1, { aliases: ["1号楼"] }),
  buildBuilding(2),
  third,
  buildBuilding(4, { aliases: ["八巷12号之一", "B座"] }),
  buildBuilding(5, { aliases: ["8巷12号"] }),
  buildBuilding(13),
  buildBuilding(30, { name: "3栋", estate: "河东新村", address: "" }),
];
const home = village.slice(0, 6);

const resolve = (building: string, estate?: string, candidates = home): string => {
  const found = resolveBuilding({ building, ...(estate === undefined ? {} : { estate }) }, candidates);
  return found.kind === "one" ? `${found.building.estate}${found.building.name}` : found.kind;
};

describe("resolveBuilding", () => {
  it.each([
    ["3栋", undefined, "华侨新村3栋"],
    ["三栋", undefined, "华侨新村3栋"],
    ["3 幢", undefined, "华侨新村3栋"],
    ["十三栋", undefined, "华侨新村13栋"],
    ["3栋", "华侨新村", "华侨新村3栋"],
    ["3栋", "华侨", "华侨新村3栋"],
    ["3栋", "西乡", "华侨新村3栋"],
    ["3栋", "我住华侨新村", "华侨新村3栋"],
    ["28号", undefined, "华侨新村3栋"],
    ["28号", "麻布新村", "华侨新村3栋"],
    ["兰姐那栋", undefined, "华侨新村3栋"],
    ["那栋", "兰姐", "华侨新村3栋"],
    ["8巷12号之一", undefined, "华侨新村4栋"],
    ["八巷12号之1", undefined, "华侨新村4栋"],
    ["八巷12号", undefined, "华侨新村5栋"],
    ["b座", undefined, "华侨新村4栋"],
    ["1号楼", undefined, "华侨新村1栋"],
    [third.code, undefined, "华侨新村3栋"],
  ])("finds %s of %s", (building, estate, found) => {
    expect(resolve(building, estate)).toBe(found);
  });

  it.each([
    ["3号楼", undefined],
    ["8号", undefined],
    ["9栋", undefined],
    ["3栋", "隔壁新村"],
    ["12号", "18巷"],
    ["", undefined],
    ["栋", undefined],
    ["那栋", undefined],
  ])("finds no %s of %s", (building, estate) => {
    expect(resolve(building, estate)).toBe("none");
  });

  it("tells when several are meant, and the estate decides", () => {
    expect(resolve("3栋", undefined, village)).toBe("several");
    expect(resolve("3栋", "河东新村", village)).toBe("河东新村3栋");
  });

  it("never resolves to a building outside the candidates and never throws", () => {
    const word = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 8 }),
      fc.constantFrom("3栋", "三栋", "28号", "十百栋", "两栋", "之之一"),
    );
    fc.assert(
      fc.property(word, word, (building, estate) => {
        expect(resolveBuilding({ building, estate }, []).kind).toBe("none");
        const found = resolveBuilding({ building, estate }, village);
        if (found.kind === "one") expect(village).toContain(found.building);
      }),
    );
  });
});

describe("nicknamePlace", () => {
  it.each([
    ["华侨新村3栋502小王", { estate: "华侨新村", building: "3栋", room: "502" }],
    ["3栋502", { building: "3栋", room: "502" }],
    ["三栋 502 小李", { building: "3栋", room: "502" }],
    ["陈伯(28号房东)", { building: "28号" }],
    ["陈伯\uFF0828号房东\uFF09", { building: "28号" }],
    ["8栋菜鸟", { building: "8栋" }],
    ["3栋2楼阿强", { building: "3栋", floor: 2 }],
    ["3-502小王", { building: "3栋", room: "502" }],
    ["八巷12号之一 兰姐", { building: "8巷12号之1" }],
    ["B座1203", { building: "B座", room: "1203" }],
  ])("reads %s", (nickname, place) => {
    expect(nicknamePlace(nickname)).toEqual(place);
  });

  it.each(["A小陈🍀", "张三", "502", "栋梁", "", "2026加油", "3"])("reads nothing in %s", (nickname) => {
    expect(nicknamePlace(nickname)).toBeUndefined();
  });

  it("gives what the village can resolve", () => {
    const said = nicknamePlace("小王华侨新村3栋502");
    expect(
      said &&
        resolveBuilding(
          said,
          [2, 3, 13].map((serial) => buildBuilding(serial)),
        ),
    ).toMatchObject({
      kind: "one",
      building: { name: "3栋" },
    });
  });
});
