import { type HouseRole, houseRoleOf } from "./role-words.js";

/** The columns of a roster, by their heading in English or Chinese. */
const headings: Readonly<Record<string, keyof RawRow>> = {
  building: "building",
  楼栋: "building",
  楼栋编码: "building",
  role: "role",
  身份: "role",
  角色: "role",
  name: "name",
  姓名: "name",
  "phone-last4": "last4",
  手机后四位: "last4",
  room: "room",
  房号: "room",
};

/** The cells of one row. */
export interface RawRow {
  readonly building?: string;
  readonly role?: string;
  readonly name?: string;
  readonly last4?: string;
  readonly room?: string;
}

/** A row that can be imported, but for its building, which is still as it was written. */
export interface RosterRow {
  readonly building: string;
  readonly role: HouseRole;
  readonly name: string;
  readonly last4?: string;
  readonly room?: string;
}

/** The column of a heading; undefined for one that a roster does not need. */
export const rosterColumn = (heading: string): string | undefined =>
  Object.hasOwn(headings, heading) ? headings[heading] : undefined;

const longestName = 20;
const roles: Readonly<Record<string, HouseRole>> = {
  tenant: "tenant",
  landlord: "landlord",
  head: "head",
  sublandlord: "sublandlord",
};

/** Checks a row; what is wrong with it is said in Chinese, all of it. */
export function readRosterRow(raw: RawRow): RosterRow | readonly string[] {
  const { building = "", name = "", last4 = "", room = "" } = raw;
  const role = roleOf(raw.role ?? "");
  const faults = [
    building === "" ? "没写楼栋" : undefined,
    role === undefined ? `身份“${raw.role ?? ""}”不认得,写 房东、楼栋长、二房东 或 租客` : undefined,
    nameFault(name),
    digitsFault(last4),
    room.length > longestName ? "房号太长" : undefined,
  ].filter((fault) => fault !== undefined);
  if (faults.length > 0 || role === undefined) return faults;
  return { building, role, name, ...(last4 === "" ? {} : { last4 }), ...(room === "" ? {} : { room }) };
}

const roleOf = (text: string): HouseRole | undefined =>
  Object.hasOwn(roles, text.toLowerCase()) ? roles[text.toLowerCase()] : houseRoleOf(text);

function nameFault(name: string): string | undefined {
  if (name === "") return "没写姓名";
  if (name.length > longestName) return "姓名太长";
  return /[0-9]{5}/u.test(name) ? "姓名里不要写号码" : undefined;
}

function digitsFault(last4: string): string | undefined {
  if (last4 === "" || /^[0-9]{4}$/u.test(last4)) return undefined;
  return last4.length > 4 ? "手机只要后四位,不要写全号" : "手机后四位要是四个数字";
}
