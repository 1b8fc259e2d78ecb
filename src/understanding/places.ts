import { numberOf } from "./numerals.js";
import type { PlaceMention } from "./reading.js";

type Part = keyof PlaceMention;
interface Token {
  readonly part: Part;
  readonly value: string | number;
}

const number = "(?:\\d{1,3}|[一二三四五六七八九十两]{1,3})";
const notDate = "(?!\\s*(?:上午|下午|早上|晚上|晚|中午|之前|以前|前|后|开始|那天|到|至|停水|停电|截止|线|码|文))";
const spots = [
  "楼梯底下?|楼梯口|楼梯间|楼梯下|楼梯|梯间|楼道口|楼道|过道|走廊|消防通道|安全出口|逃生通道|通道|天台门?|楼顶|顶楼|一楼大门|大门口|大门|单元门口?|后门|侧门|门口|楼下|架空层",
  "电梯口|电梯厅|电梯里|电梯间|电梯|地下室|车库|停车场|停车棚|车棚|配电房|电表房|电井|巷子口|巷口|巷子|路口|阳台|厨房|浴室|卫生间|厕所|外墙|门厅|大堂|大厅|院子|花坛|士多店?|隔壁|对面|铺面|店里|垃圾房|垃圾站",
].join("|");
const grammar = new RegExp(
  [
    `(?<skip>\\d{4}-\\d+|\\d{4}年|\\d{1,2}月\\d{1,2}[号日]|\\d{5,}|\\d+\\.\\d+|\\d{1,2}[:点]\\d{0,2}|\\d+\\s?(?:元|块|度|米|平|分钟|毫升|斤|人|个|台|辆|路|年|w|kw|kg|公斤|v|瓦|伏|小时|天|万|千|%))`,
    `(?<lane>${number}巷(?:${number}号(?:之[一二三四五六\\d])?)?)`,
    `(?<block>(?:${number}|[a-z]\\d?)(?:栋|幢|座|洞|动(?![作力不态画手])|号楼(?![下上道梯顶底层])))`,
    `(?<![第\\d编型账订]|月)(?<house>\\d{1,4})号(?:之[一二三四五六\\d])?${notDate}`,
    `(?<floor>(?<!\\d)${number})(?:楼|层(?![灰油皮布纸次面]))`,
    `(?<![\\d\\-.:/¥a-z粤])(?<room>[1-9]\\d?(?:0[1-9]|[1-4]\\d)[a-z]?)(?![\\d\\-.:/年月日])(?:室|房|号房)?`,
    `(?<spot>${spots})`,
    `(?<estate>[\\u4e00-\\u9fff]{2,4}(?:新村|花园|小区|公寓|大厦|苑|围|坊|村|工业区))`,
  ].join("|"),
  "gu",
);
const phoneLike = new Set(["110", "119", "120", "122", "114", "315", "404", "520", "666"]);
const vague = /我们|你们|他们|这个|那个|本小区|隔壁|别的|整个|哪个|咱们|每个|城中|全村|农村|我村|回村/;
const leading = /^.*[在到去的从是]|^有人/;
const quickLook = /[栋幢座洞动号巷楼层室房梯道廊台门电车路阳厨浴厕墙厅院铺店隔对村园苑围坊区寓厦]|\d{3}/;

/** The places that a normalised line names, in order. Telephone numbers, dates, prices and case numbers are no rooms. A second building, or a second room, begins a second place. */
export function findPlaces(text: string): readonly PlaceMention[] {
  if (!quickLook.test(text)) return [];
  return assemble(tokensOf(text));
}

function tokensOf(text: string): readonly Token[] {
  return [...text.matchAll(grammar)].flatMap(({ groups }) => tokenOf(groups ?? {}) ?? []);
}

function tokenOf(groups: Record<string, string | undefined>): Token | undefined {
  const { lane, block, house, floor, room, spot, estate } = groups;
  if (lane) return { part: "building", value: laneName(lane) };
  if (block) return { part: "building", value: blockName(block) };
  if (house) return { part: "building", value: `${house}号` };
  if (floor) return floorToken(floor);
  if (room) return phoneLike.has(room) || /^20[0-3]\d$/.test(room) ? undefined : { part: "room", value: upper(room) };
  if (spot) return { part: "spot", value: spot };
  if (estate && !vague.test(estate)) return { part: "estate", value: estate.replace(leading, "") };
  return undefined;
}

function floorToken(words: string): Token | undefined {
  const value = numberOf(words);
  return value === undefined || value === 0 ? undefined : { part: "floor", value };
}

/** 三洞, 3动 and 3幢 are other spellings of 3栋; 3号楼 is a name of its own. */
function blockName(words: string): string {
  const [, head = "", kind = ""] = /^(.*?)(栋|幢|座|洞|动|号楼)$/.exec(words) ?? [];
  const label = numberOf(head);
  return `${label ?? upper(head)}${kind === "座" || kind === "号楼" ? kind : "栋"}`;
}

/** 八巷十二号 and 八巷12号: the lane keeps its words, the house its figures. */
function laneName(words: string): string {
  return words.replace(/巷(.+?)号/, (_all, house: string) => `巷${numberOf(house) ?? house}号`);
}

const upper = (words: string): string => words.toUpperCase();

function assemble(tokens: readonly Token[]): readonly PlaceMention[] {
  const places: Record<string, string | number>[] = [];
  for (const { part, value } of tokens) {
    const current = places.at(-1);
    if (!current) places.push({ [part]: value });
    else if (!(part in current)) current[part] = value;
    else if (current[part] !== value) addPlace(places, { part, value });
  }
  return places;
}

function addPlace(places: Record<string, string | number>[], { part, value }: Token): void {
  const current = places.at(-1) ?? {};
  if (part === "building") places.push({ [part]: value });
  else if (part === "room" && "building" in current) places.push({ building: current["building"] ?? "", room: value });
  else if (part === "room") places.push({ room: value });
}
