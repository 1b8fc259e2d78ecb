import { type HouseRole, houseRoleOf, houseRoleWords } from "./role-words.js";
import { tidyLine } from "./tidy-line.js";

/** What staff say of somebody: 3栋房东是阿强, or 阿强不是3栋房东了. */
export interface SaidOrder {
  readonly kind: "appoint" | "dismiss";
  readonly role: HouseRole;
  readonly place: string;
  readonly name: string;
}

const longest = 60;
const role = `(?<role>${houseRoleWords})`;
const place = "(?<place>[^,,。!!??;;]{1,30}?)";
const name = "(?<name>[^,,。!!??;;谁哪啥吗]{1,20}?)";
const isNot = "(?:已经|现在)?不(?:再)?(?:是|做|当)";

const appoint = [
  new RegExp(`^${place}的?${role}(?:现在)?(?:是|换成了?|改成了?|改为|换了|变成了?)${name}了?$`, "u"),
  new RegExp(`^${name}(?:现在)?是${place}的?${role}了?$`, "u"),
];
const dismiss = [
  new RegExp(`^${name}${isNot}${place}的?${role}(?:了|的)?$`, "u"),
  new RegExp(`^${place}的?${role}${isNot}${name}(?:了|的)?$`, "u"),
];
/** Words in the place of a name that are none. */
const noName = /^(?:不|什么|多少|我|俺|你|您|他|她|这|那)/u;

/** The order that a line of staff is, where it is nothing else. */
export function readOrder(text: string): SaidOrder | undefined {
  const line = tidyLine(text);
  if (line.length > longest) return undefined;
  const over = firstOf(dismiss, line);
  if (over) return orderOf("dismiss", over);
  const found = firstOf(appoint, line);
  return found ? orderOf("appoint", found) : undefined;
}

const firstOf = (patterns: readonly RegExp[], line: string): Readonly<Record<string, string>> | undefined =>
  patterns.map((pattern) => pattern.exec(line)?.groups).find((found) => found !== undefined);

function orderOf(kind: SaidOrder["kind"], found: Readonly<Record<string, string>>): SaidOrder | undefined {
  const said = houseRoleOf(found["role"] ?? "");
  const named = (found["name"] ?? "").trim();
  if (!said || named === "" || noName.test(named)) return undefined;
  return { kind, role: said, place: (found["place"] ?? "").trim(), name: named };
}
