import { addDays } from "../shared/calendar-days.js";
import { shanghaiDay, shanghaiHour } from "../shared/working-calendar.js";
import type { PatrolPart } from "./patrol.js";
import { foldClauses, saysOnlyWell, type ToldClauses } from "./patrol-clauses.js";
import { mark, seam, shapeOf } from "./patrol-shape.js";

/** What somebody reports of a patrol. */
export interface SaidPatrol extends Pick<ToldClauses, "places" | "trouble" | "hasOthers"> {
  readonly part: PatrolPart;
  /** Shanghai day: today, or yesterday where the line says so or the night is not over. */
  readonly day: string;
  /** Whether it can be nothing else, even among others who talk of other things. */
  readonly isClear: boolean;
}

/** An answer to the question which buildings were looked over. */
export interface PatrolAnswer extends Pick<ToldClauses, "places"> {
  readonly isAll: boolean;
  readonly isDropped: boolean;
}

const longest = 200;
const question = /[?]|[吗么嘛]$|谁|哪|几点|怎么|是不是|有没有|要不要|能不能|可不可以|什么时候/u;
const form = new RegExp(
  `^(?<lead>(?:我们?|报告|汇报|今天?|今日|昨天?|昨日|已经?|刚刚?|刚才|[${mark}\\s,、:。和跟])*)` +
    "(?<part>早上?|上午|中午|午间?|下午|傍晚|晚上?|晚间|夜里?|夜间)?" +
    "(?<verb>三查一巡|巡查|巡楼|巡逻|巡检|巡|检查|查)(?<done>(?:完成|完毕|完|过|了|好|毕)*)(?<rest>.*)$",
  "u",
);
const goesOn = new RegExp(
  `^(?:$|[\\s,:、。;!${mark}]|都|全|均|一切|正常|没|冇|无|未|ok|今天|已|做|情况|打卡|登记|记录|报告)`,
  "u",
);
/** 早巡记得打卡, 晚巡 7点开始: a plan or a call to others is no report. */
const plan =
  /明天|后天|下周|记得|提醒|通知|大家|各位|安排|开始|集合|取消|推迟|改到|加强|麻烦|要求|准备|打算|等下|等会|待会|马上|还没|忘|培训|人员|名单|时间|不用|需要|必须|务必/u;
const bareDone = /(?:看|查|巡|走|做|转)(?:过|完|了|好|一遍|一圈)|完成|打卡|搞定/u;

/** Reads a report at `now`; undefined where the line is none. */
export function readPatrol(text: string, now: Date): SaidPatrol | undefined {
  if (text.length > longest || !/[巡查]/u.test(text)) return undefined;
  const shape = shapeOf(text);
  if (question.test(shape.text)) return undefined;
  const parts = form.exec(shape.text)?.groups;
  const { lead = "", part = "", verb = "", done = "", rest = "" } = parts ?? {};
  if (!parts || !goesOn.test(rest.replace(seam, "")) || plan.test(firstWords(rest))) return undefined;
  const ahead = lead.replaceAll(new RegExp(`[^${mark}]`, "gu"), "");
  const told = foldClauses({ text: `${ahead} ${rest}`, buildings: shape.buildings });
  const isNamed = isName(part, verb) || /^\s*:/u.test(rest);
  const isStated = done !== "" || told.isStated || bareDone.test(rest);
  const hasPlace = shape.buildings.length > 0;
  // 检查 is said of many things; 巡 is not.
  const isLooking = !verb.includes("巡");
  if (isLooking ? part === "" || !(isStated || (isNamed && hasPlace)) : !isNamed && !isStated && !hasPlace)
    return undefined;
  const { places, trouble, hasOthers } = told;
  const isClear = (isStated || (isNamed && hasPlace)) && (isNamed || hasPlace || (part !== "" && told.isStated));
  return { ...whenOf({ lead, part }, now), places, trouble, hasOthers, isClear };
}

/** 早巡, 三查一巡: what is reported is called by its name. */
const isName = (part: string, verb: string): boolean =>
  verb === "三查一巡" || (/^[早午晚夜]$|^中午$/u.test(part) && verb !== "检查");

const firstWords = (rest: string): string =>
  rest.split(new RegExp(`[\\s,:、。;!${mark}${seam}]+`, "u")).find((words) => words !== "") ?? "";

const noonFrom = 11;
const eveningFrom = 17;
/** Until then the evening of the day before is meant. */
const nightUntil = 5;

function whenOf(
  { lead, part }: { readonly lead: string; readonly part: string },
  now: Date,
): {
  readonly part: PatrolPart;
  readonly day: string;
} {
  const hour = shanghaiHour(now);
  const named = partOf(part);
  const isBefore = lead.includes("昨") || (hour < nightUntil && (named ?? "evening") === "evening");
  const byClock = hour < noonFrom ? "morning" : hour < eveningFrom ? "noon" : "evening";
  const today = shanghaiDay(now);
  return {
    part: named ?? (isBefore ? "evening" : byClock),
    day: isBefore ? addDays(today, -1) : today,
  };
}

function partOf(word: string): PatrolPart | undefined {
  if (word === "") return undefined;
  if (/^早|^上午/u.test(word)) return "morning";
  return /午/u.test(word) ? "noon" : "evening";
}

const all = /^(?:全部|所有|都|全)(?:的|楼栋|巡了|看了|查了|巡过了?|看过了?|查过了?|是|都巡了|都看了)*$/u;
const dropped = /^(?:算了?|不记了?|不用记?了?|取消|没有)$/u;
const ending = /[\s。.,,!!~啊呀哦喔呢哈啦]+$/gu;

/** Reads an answer: 3栋 5栋, 3栋5栋都正常, 全部, 算了. Undefined where the line says something else. */
export function readPatrolAnswer(text: string): PatrolAnswer | undefined {
  if (text.length > longest) return undefined;
  const shape = shapeOf(text);
  const line = shape.text.replaceAll(seam, "").replace(ending, "");
  if (all.test(line)) return { places: [], isAll: true, isDropped: false };
  if (dropped.test(line)) return { places: [], isAll: false, isDropped: true };
  const told = foldClauses(shape);
  if (told.places.length === 0 || !saysOnlyWell(line)) return undefined;
  return { places: told.places, isAll: false, isDropped: false };
}
