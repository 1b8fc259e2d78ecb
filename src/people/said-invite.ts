import { houseRoleOf, houseRoleWords } from "./role-words.js";
import type { RoleKind } from "../buildings/person.js";
import { tidyLine } from "./tidy-line.js";

/** Whom staff want to invite. */
export interface SaidInvite {
  readonly role: Extract<RoleKind, "tenant" | "landlord" | "head" | "sublandlord" | "grid_worker">;
  /** A building, or for a grid worker the grid: 05网格, or its 14 digits. */
  readonly place: string;
}

const role = `(?<role>${houseRoleWords}|网格员)`;
const orders = [
  new RegExp(`^(?:生成)?邀请码?[\\s::,,]*(?<place>.{1,30}?)[\\s的,,]*${role}$`, "u"),
  new RegExp(`^(?:生成)?邀请码?[\\s::,,]*${role}[\\s,,]*(?<place>.{1,30})$`, "u"),
];

/** 邀请 3栋 房东, 邀请 05网格 网格员. A line that only begins with the word is told how it is said. */
export function readInvite(text: string): SaidInvite | "incomplete" | undefined {
  const line = tidyLine(text);
  for (const order of orders) {
    const found = order.exec(line)?.groups;
    const said = found?.["role"] ?? "";
    const kind = said === "网格员" ? "grid_worker" : houseRoleOf(said);
    if (found && kind) return { role: kind, place: (found["place"] ?? "").trim() };
  }
  return /^(?:生成)?邀请码?(?:[\s::]|$)/u.test(line) ? "incomplete" : undefined;
}
