import type { Building } from "../../src/buildings/building.js";
import { codeOf } from "./builders.js";

/** A building of the sample village's grid. */
export const buildBuilding = (serial: number, over: Partial<Building> = {}): Building => ({
  code: codeOf(serial),
  name: `${serial}栋`,
  estate: "华侨新村",
  aliases: [],
  address: `宝安区西乡街道麻布社区华侨新村${serial}栋`,
  community: "麻布社区",
  street: "西乡街道",
  grid: codeOf(serial).slice(0, 14),
  ...over,
});
