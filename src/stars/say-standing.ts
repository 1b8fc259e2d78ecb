import { nextQuarter, quarterOf } from "../shared/calendar-days.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import type { FoundStanding } from "./find-standings.js";
import { changeWords, sayLastDay } from "./star-lines.js";
import type { StarChange } from "./star-change.js";
import { sayLevel } from "./star-level.js";
import type { StarRules } from "./star-rules.js";

/** 4星, 未评定, or 4星(异议处理中) while an objection runs: what everybody may know. */
export function sayStanding(standing: FoundStanding | undefined, rules: StarRules): string {
  const star = typeof standing?.star === "number" ? sayLevel(standing.star, rules) : "未评定";
  return standing?.facts?.hasPendingAppeal === true ? `${star}(异议处理中)` : star;
}

/** What the verified owner is told beside the rating; each is missing where there is nothing to say. */
export interface StandingStory {
  /** 3月升4星,去年9月首评3星: newest first. */
  readonly history?: string;
  /** What comes next, and when. */
  readonly next?: string;
  /** 3.8星. */
  readonly neighbours?: string;
}

/** The past of a star, what comes next and when, and how the neighbours stand. */
export function sayStory(standing: FoundStanding, rules: StarRules, now: Date): StandingStory {
  const { history, neighbours } = standing;
  const next = sayNext(standing, rules, now);
  return {
    ...(history.length > 0 ? { history: history.map((change) => sayPast(change, rules, now)).join(",") } : {}),
    ...(next === undefined ? {} : { next }),
    ...(neighbours === undefined || rules.grades ? {} : { neighbours: `${neighbours}星` }),
  };
}

const kindWords: Readonly<Record<StarChange["kind"], string>> = {
  first: "首评",
  up: "升",
  down: "降到",
  withdrawn: "",
  restored: "恢复",
};

function sayPast(change: StarChange, rules: StarRules, now: Date): string {
  const [year, month] = shanghaiDay(change.effectiveAt ?? change.proposedAt)
    .split("-")
    .map(Number);
  const isThisYear = String(year) === shanghaiDay(now).slice(0, 4);
  return `${isThisYear ? "" : `${year}年`}${month}月${kindWords[change.kind]}${changeWords(change, rules).to}`;
}

function sayNext({ pending, raisedAt }: FoundStanding, rules: StarRules, now: Date): string | undefined {
  if (pending?.hasPendingAppeal) return "您的申辩正在核实,答复前星级不变";
  if (pending?.stage === "notified" && pending.hearingUntil)
    return `拟调为${changeWords(pending, rules).to},${sayLastDay(pending.hearingUntil)}前可以申辩`;
  if (pending?.stage === "publicised" && pending.publicityUntil)
    return `拟调为${changeWords(pending, rules).to},公示到${sayLastDay(pending.publicityUntil)}`;
  // What is only proposed is the staff's affair: nobody hears of a fall before the prior notice.
  const today = shanghaiDay(now);
  const isRaised = raisedAt !== undefined && quarterOf(shanghaiDay(raisedAt)) === quarterOf(today);
  const [, month] = nextQuarter(today).split("-").map(Number);
  return isRaised ? `这个季度升过了,最早${month}月1日再升` : "每晚按最新情况算分,够条件就提升星,一个季度最多升一级";
}
