import type { RoleKind } from "../buildings/person.js";

/** What somebody may be to a house. */
export type HouseRole = Extract<RoleKind, "tenant" | "landlord" | "head" | "sublandlord">;

const names: Readonly<Record<RoleKind, string>> = {
  tenant: "租客",
  landlord: "房东",
  head: "楼栋长",
  sublandlord: "二房东",
  grid_worker: "网格员",
  community: "社区工作人员",
  street: "街道工作人员",
  passerby: "路人",
};

/** The everyday word for a role. */
export const roleName = (kind: RoleKind): string => names[kind];

/** Longer words first: 二房东 ends in 房东. */
const houseWords: readonly (readonly [HouseRole, string])[] = [
  ["sublandlord", "二房东|二手房东|承租人|承租方|租赁公司|公寓管家"],
  ["head", "楼栋长|楼长|楼管|楼主任|管理员"],
  ["landlord", "房东|业主|屋主|房主|东家|包租公|包租婆"],
  ["tenant", "租客|租户|住户|房客|租房的"],
];

/** The words for roles at a house, for regular expressions. */
export const houseRoleWords = houseWords.map(([, words]) => words).join("|");

/** The role that a word is. */
export const houseRoleOf = (word: string): HouseRole | undefined =>
  houseWords.find(([, words]) => new RegExp(`^(?:${words})$`, "u").test(word))?.[0];
