import { type HouseRole, houseRoleOf, houseRoleWords } from "./role-words.js";
import { takePlateCode } from "./plate-code.js";
import { tidyLine } from "./tidy-line.js";

/** What somebody says that they are. */
export interface SaidClaim {
  /** Missing: they name only a place. */
  readonly role?: HouseRole;
  /** As it was said: 3栋502, 兰姐那栋, a building code, the code of a plate. */
  readonly place: string;
  /** The place is this code of a plate, which names the building exactly; then the room stands apart. */
  readonly plateCode?: string;
  readonly room?: string;
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
  const byPlate = readPlateClaim(line);
  if (byPlate) return byPlate;
  const order = bind.exec(line)?.groups?.["rest"];
  if (order !== undefined) return boundClaim(order.trim());
  const found = (isOne.exec(line) ?? isMe.exec(line))?.groups;
  if (found) return claimOf(found, false);
  const home = lives.exec(line)?.groups?.["place"];
  return home === undefined ? undefined : { role: "tenant", place: home.trim(), isOrder: false };
}

/** What may stand beside the code of a plate: 我是3栋房东, 房东, 我是502租客, 我住502; or nothing, or a place. */
const besidePlate = new RegExp(`^(?:[我俺]?就?是)?(?<place>[^,,。!!??;;\\s我俺不没谁]{0,12}?)的?${role}${who}$`, "u");
const livesBesidePlate =
  /^[我俺](?:们|们家|家)?(?:是)?(?:现在)?(?:住在?|家住|家在|租在)(?<place>[^,,。!!??;;\s]{0,12})$/u;
const onlyPlace = /^[^,,。!!??;;\s我俺]{0,12}$/u;
const roomAtEnd = /(?<![0-9])(?<room>[0-9]{3,4})(?:房间?|室|号房)?$/u;

/** A claim that names the building by the code of its plate: 我是房东 K7M3QX, 绑定 3栋 K7M3QX, or the code alone. */
export function readPlateClaim(text: string): SaidClaim | undefined {
  if (text.length > longest || text.includes("口令")) return undefined;
  const taken = takePlateCode(tidyLine(text));
  if (!taken) return undefined;
  const { code, rest } = taken;
  const order = /^绑定(?:楼栋|房号|房间)?[\s::,,]*(?<rest>.*)$/u.exec(rest.trim())?.groups?.["rest"];
  // Where the code stood there is a gap: 我是 的房东, 我住 502.
  const words = tidyLine(order ?? rest).replace(/^[\s::,,]+|\s+(?=的)|(?<=^[我俺]?(?:是|住|住在))\s+/gu, "");
  const isOrder = order !== undefined;
  const found = besidePlate.exec(words)?.groups;
  if (found) return atPlate(code, claimOf(found, isOrder));
  const home = livesBesidePlate.exec(words)?.groups?.["place"];
  if (home !== undefined) return atPlate(code, { role: "tenant", place: home, isOrder });
  return words === "" || (isOrder && onlyPlace.test(words)) ? atPlate(code, { place: words, isOrder }) : undefined;
}

function atPlate(code: string, claim: SaidClaim): SaidClaim {
  const room =
    claim.role === "tenant" || claim.role === undefined ? roomAtEnd.exec(claim.place)?.groups?.["room"] : undefined;
  return { ...claim, place: code, plateCode: code, ...(room === undefined ? {} : { room }) };
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
