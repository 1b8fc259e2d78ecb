import { mark, type NamedBuilding, type PatrolShape, saidName } from "./patrol-shape.js";

/** A building of a report, and whether all was well there. */
export interface ToldBuilding extends NamedBuilding {
  readonly isNormal: boolean;
}

/** What the clauses of a report say. */
export interface ToldClauses {
  /** In their order, each once. */
  readonly places: readonly ToldBuilding[];
  /** What was not well, in the writer's words with the buildings that were named for it; empty where all was. */
  readonly trouble: string;
  /** 其他都正常: the rest of the writer's buildings too. */
  readonly hasOthers: boolean;
  /** Whether the words say that it was done or how it was. */
  readonly isStated: boolean;
}

const parting = /[\s,。;!:.|]+|但是?|不过|只是|另外|还有|除了/u;
/** How people say that all is well. */
const well =
  /正常|(?:没|冇|无|未)(?:有|什么|啥|发现|看到|看见|见到?|查到|任何|明显|安全)*(?:问题|异常|隐患|情况|事|发现)|未见异常|一切(?:都)?好|ok|平安|齐全|良好/u;
const unwell = /不(?:太|大|是很|怎么)?正常|(?<!没|无|没有|未见|发现|看到|查到|任何|明显)异常/u;
/** What stands in words about something that is not well, where they name no building themselves. */
const troubles =
  /不正常|异常|问题|隐患|[堆堵漏坏破裂挡占塞卡掉松烂乱脏臭冒烧违]|没锁|没关|打不开|关不|不亮|充电|停[了放着]|电动?车|电鸡|怪?味|发热|飞线|隔断|燃气|煤气|消防|灭火|通道|清|搬|修|换/u;
const skipped =
  /(?:没|未|来不及|没来得及)(?:有时间|空|来得及)?(?:去?巡|去|看(?!到|见)|查(?!到|出|见)|走)|再(?:去)?(?:巡|看|查)|漏了/u;
const others = /^(?:其他|其它|其余|别的|剩下)/u;
const done = /(?:看|查|巡|走|做|转)(?:过|完|了|好|一遍|一圈)|完成|打卡|搞定/u;
/** Words that say nothing of how it was. */
const filler =
  /三查一巡|今[天日早晚]|昨[天日晚]|刚才|刚刚|已经|我们|这几栋|以上|全部|所有|一遍|一圈|打卡|登记|记录|情况|报告|汇报|完成|完毕|搞定|检查|巡查|巡楼|辛苦|谢谢|收到|好的|楼栋|[我们都全均也已经的看查巡走转做了过完好遍圈楼栋、和跟及与]/gu;

/** Whether the words say nothing but that it was done and all was well. */
export const saysOnlyWell = (words: string): boolean =>
  words
    .replaceAll(mark, " ")
    .replace(new RegExp(well, "gu"), "")
    .replace(filler, "")
    .replace(/[\s、,。;!:.|]+/gu, "") === "";

interface Fold {
  readonly told: Map<string, ToldBuilding>;
  readonly trouble: string[];
  /** Named, and nothing said of them yet. */
  waiting: readonly NamedBuilding[];
  last: readonly NamedBuilding[];
  hasOthers: boolean;
  isStated: boolean;
}

/** Reads the clauses of a report, without the words that make it one. */
export function foldClauses({ text, buildings }: PatrolShape): ToldClauses {
  const fold: Fold = { told: new Map(), trouble: [], waiting: [], last: [], hasOthers: false, isStated: false };
  let at = 0;
  for (const clause of text.split(parting)) {
    const count = clause.split(mark).length - 1;
    const named = buildings.slice(at, at + count);
    at += count;
    if (named.length > 0) fold.last = named;
    foldClause(fold, clause.replaceAll(mark, " ").trim(), [...fold.waiting, ...named]);
  }
  tell(fold, fold.waiting, true);
  const { hasOthers, isStated, trouble } = fold;
  return { places: [...fold.told.values()], trouble: trouble.join(","), hasOthers, isStated };
}

function foldClause(fold: Fold, words: string, named: readonly NamedBuilding[]): void {
  fold.waiting = [];
  if (skipped.test(words)) return;
  if (!unwell.test(words) && well.test(words)) {
    fold.isStated = true;
    fold.hasOthers ||= others.test(words);
    return tell(fold, named, true);
  }
  const said = words.replace(filler, "").replace(/[\s、]+/gu, "");
  if (said.replaceAll(/[^\p{Script=Han}]/gu, "").length < 2) {
    fold.isStated ||= done.test(words);
    fold.waiting = named;
    return undefined;
  }
  // 早巡完 3栋正常 今天有点冷: a remark is no trouble.
  if (named.length === 0 && !troubles.test(words)) return undefined;
  // 3栋正常 一楼堆了纸箱: what follows is said of the building named last.
  const meant = named.length > 0 ? named : fold.last.slice(-1);
  const isAsBefore = fold.trouble.length > 0 && meant.every((one) => fold.told.get(saidName(one))?.isNormal === false);
  tell(fold, meant, false);
  fold.trouble.push([...(isAsBefore ? [] : meant.map(saidName)), words].join(" "));
}

/** What is not well somewhere stays so, whatever else is said of the building. */
function tell(fold: Fold, named: readonly NamedBuilding[], isNormal: boolean): void {
  for (const one of named) {
    const isKept = fold.told.get(saidName(one))?.isNormal !== false;
    fold.told.set(saidName(one), { ...one, isNormal: isNormal && isKept });
  }
}
