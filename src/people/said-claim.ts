import { type HouseRole, houseRoleOf, houseRoleWords } from "./role-words.js";
import { tidyLine } from "./tidy-line.js";

/** What somebody says that they are. */
export interface SaidClaim {
  /** Missing: they name only a place. */
  readonly role?: HouseRole;
  /** As it was said: 3栋502, 兰姐那栋, a building code. */
  readonly place: string;
  /** Their name, and the end of their phone number as it stands in a roster. */
  readonly name?: string;
  readonly last4?: string;
  /** They used the word 绑定, so that an answer is expected whatever the place is. */
  readonly isOrder: boolean;
}

/** Longer lines tell something else. */
const longest = 60;
const role = `(?<role>${houseRoleWords})`;
/** 我叫陈伯 尾号1234, or the two alone. */
const who =
  "(?:[,,\\s]*(?:(?:我?(?:叫|姓名是?)\\s*)(?<named>\\p{Script=Han}{1,6})|(?<plain>\\p{Script=Han}{1,6}?)(?=[,,\\s]*(?:手机|电话)?(?:尾号|后四位)?[是为:]?\\s*[0-9]{4}$))?" +
  "(?:[,,\\s]*(?:手机|电话)?(?:尾号|后四位)?[是为:]?\\s*(?<last4>[0-9]{4}))?)";
const place = "(?<place>[^,,。!!??;;]{1,30}?)";

const isOne = new RegExp(`^[我俺](?:就)?是${place}的?${role}${who}$`, "u");
const isMe = new RegExp(`^${place}的?${role}(?:就)?是[我俺]${who}$`, "u");
const lives = new RegExp(
  `^[我俺](?:们|们家|家)?(?:是)?(?:现在)?(?:住在?|家住|家在|家是|房间是|租在|租的是)${place}(?:的)?$`,
  "u",
);
const bind = /^绑定(?:楼栋|房号|房间)?[\s::,,]*(?<rest>.+)$/u;
const bound = new RegExp(`^${place}[\\s的,,]*${role}${who}$`, "u");
const boundRoleFirst = new RegExp(`^${role}[\\s,,]+${place}$`, "u");

/** 我是3栋房东, 3栋二房东是我, 我住3栋502, 绑定 3栋 房东: only where it is the whole line. */
export function readClaim(text: string): SaidClaim | undefined {
  const line = tidyLine(text);
  if (line === "" || line.length > longest || line.includes("口令")) return undefined;
  const order = bind.exec(line)?.groups?.["rest"];
  if (order !== undefined) return boundClaim(order.trim());
  const found = (isOne.exec(line) ?? isMe.exec(line))?.groups;
  if (found) return claimOf(found, false);
  const home = lives.exec(line)?.groups?.["place"];
  return home === undefined ? undefined : { role: "tenant", place: home.trim(), isOrder: false };
}

function boundClaim(order: string): SaidClaim {
  const found = (bound.exec(order) ?? boundRoleFirst.exec(order))?.groups;
  return found ? claimOf(found, true) : { place: order, isOrder: true };
}

function claimOf(found: Readonly<Record<string, string | undefined>>, isOrder: boolean): SaidClaim {
  const said = houseRoleOf(found["role"] ?? "");
  const name = found["named"] ?? found["plain"];
  return {
    ...(said ? { role: said } : {}),
    place: (found["place"] ?? "").trim(),
    ...(name === undefined ? {} : { name }),
    ...(found["last4"] === undefined ? {} : { last4: found["last4"] }),
    isOrder,
  };
}

const nameAndDigits =
  /^(?:我?叫)?\s*(?<name>\p{Script=Han}{1,6})[,,\s]*(?:手机|电话)?(?:尾号|后四位)?[是为:]?\s*(?<last4>[0-9]{4})$/u;

/** 陈伯 1234: the name and the last four digits of the phone, as they stand in a roster. */
export function readNameAndDigits(text: string): { readonly name: string; readonly last4: string } | undefined {
  const found = nameAndDigits.exec(tidyLine(text))?.groups;
  return found ? { name: found["name"] ?? "", last4: found["last4"] ?? "" } : undefined;
}

/** A line that is only a role: the answer to the question which. */
export const readRole = (text: string): HouseRole | undefined =>
  houseRoleOf(tidyLine(text).replace(/^(?:[我俺]?是|不是[,,\s]*(?:[我俺]?是)?)/u, ""));
