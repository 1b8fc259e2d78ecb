import { findPeriod, type Period, withoutTime } from "./duty-period.js";
import { tidyLine } from "./tidy-line.js";

/** Somebody is to do the work of an area for a while. */
export interface SaidArrangement {
  readonly kind: "duty" | "substitute";
  readonly name?: string;
  /** Who is away, where it is not the writer: 小李下周请假,小王代. */
  readonly forName?: string;
  readonly period?: Period;
}

/** What one of the staff says about who does the work for a while. */
export type SaidDuty =
  | SaidArrangement
  /** They are back before the time. */
  | { readonly kind: "back" }
  /** What was arranged is off, also what has not begun. */
  | { readonly kind: "cancel" };

/** An answer to the question what is missing. */
export type DutyAnswer = Pick<SaidArrangement, "name" | "period"> & { readonly isDropped: boolean };

const longest = 60;
const longestName = 12;
const back = /^(?:我?(?:已经|提前)?回来(?:上班)?|我?要?销假|(?:我的)?假期?结束)$/u;
const cancel = /^(?:我?(?:取消|不|不用)(?:请假|休假|代班|替班|值班)|(?:请假|休假|代班|替班|值班)取消)$/u;
const question = /[?谁吗哪]|能不能|可不可以|怎么|多少/u;
const leaveWords = "请\\s*个?\\s*假|休假|(?:休|请)?(?:年假|病假|事假)|调休|出差|休息";
/** A leave of the writer's own: the word stands at the begin, but for the days and a reason. 大家早点休息 is none. */
const ownLeave = new RegExp(
  `^(?:我|要|想|打算|准备|去|从|起|开始|(?:家里|临时)?有点?事|看病|体检|生病|身体不?舒服|回老?家|[\\s,])*(?:${leaveWords})(?!条|单|提前|没|前|困|住|看(?!病)|不)`,
  "u",
);
const covered = /(?:替|(?<!取)代|顶)(?:我的?)?班|(?:替|(?<!取)代|顶)我(?:一下|几天)?(?=$|[\s,])/u;
const onDuty = /^值班(?=[\s:,]|今|明|后|周|星期|[0-9])|值班$/u;
const nameThere = `[^\\s,。我由让请找替代顶帮]{2,${longestName}}?`;
const covering = new RegExp(`(?<name>${nameThere})来?(?:帮我)?(?:替|代|顶)`, "u");
const another = new RegExp(
  `^(?<who>${nameThere})\\s*(?:请假|休假|休年假|年假|调休|出差|病假|事假)[\\s,]+(?:由|让|请)?(?<name>${nameThere})来?(?:替|代|顶)(?:他|她)?的?班?$`,
  "u",
);
/** Where a name would stand, these are nobody's: 今晚社区值班 and 有人替我 arrange nothing. */
const nobodys = /^(?:社区|街道|工作站|物业|保安|大家|我们|你们|他们|有人|没人|别人)$/u;
/** Words around a name that are none. */
const around =
  /请\s*个?\s*假|休假|(?:休|请)?(?:年假|病假|事假)|调休|出差|休息|值班|看病|生病|体检|开会|培训|(?:家里|临时)?有(?:点)?事|回(?:老)?家|替我?(?:的?班)?|代我?(?:的?班)?|顶我?(?:的?班)?|帮我|由|让|找|(?<!请)请(?!假)|要|想|去|从|来|我|[\p{P}\s]|起|开始|这几天/gu;

/** Reads the line at `now`; undefined where it is about no duty, or asks about one. */
export function readDuty(text: string, now: Date): SaidDuty | undefined {
  const line = tidyLine(text);
  if (line.length > longest || question.test(line)) return undefined;
  const bare = line.replace(/了$/u, "");
  if (back.test(bare)) return { kind: "back" };
  if (cancel.test(bare)) return { kind: "cancel" };
  return readArrangement(line, now);
}

function readArrangement(line: string, now: Date): SaidArrangement | undefined {
  const isLeave = ownLeave.test(withoutTime(line)) || covered.test(line);
  const other = another.exec(withoutTime(line))?.groups;
  if (!isLeave && !other && !onDuty.test(line)) return undefined;
  const period = findPeriod(line, now);
  const name = other?.["name"] ?? (isLeave ? coveringName(line) : leftName(line));
  if (nobodys.test(name ?? "")) return undefined;
  return {
    kind: isLeave || other ? "substitute" : "duty",
    ...(name === undefined ? {} : { name }),
    ...(other?.["who"] === undefined ? {} : { forName: other["who"] }),
    ...(period ? { period } : {}),
  };
}

/** 小王 of 由小王代班; without such a word only what stands apart is a name: 请假 明天 小王, not 明天请假看病. */
function coveringName(line: string): string | undefined {
  const rest = withoutTime(line).replace(new RegExp(leaveWords, "u"), " ");
  const covers = covering.exec(rest)?.groups?.["name"];
  if (covers !== undefined) return leftName(covers);
  return covered.test(line) || /[\s,].*\S$/u.test(line) ? leftName(line) : undefined;
}

/** What is left of a line when all that is no name is taken out; undefined where that is nothing or several words. */
function leftName(line: string): string | undefined {
  const words = withoutTime(line)
    .replace(around, " ")
    .split(" ")
    .filter((word) => word !== "");
  const [name = ""] = words;
  return words.length === 1 && name.length <= longestName ? name : undefined;
}

const dropped = /^(?:算|取消|不用|没人|没有人|没有|不请|先不请|先不设|不值)$/u;
/** Short words that answer something, and are nobody's name. */
const noName = /^(?:好|行|收到|谢|嗯|哦|知道|等|稍|再|不|是|对|可以|[0-9])/u;
/** Orders to the bot that name a day and answer nothing. */
const order = /^(?:今日|今天的?(?:活|任务|工作|待办)|今天有|今天干)/u;

/** Reads an answer: 小王, 明天到周五, 明天到周五 小王替我, 算了. */
export function readDutyAnswer(text: string, now: Date): DutyAnswer {
  const line = tidyLine(text);
  if (line.length > longest || question.test(line) || order.test(line)) return { isDropped: false };
  const period = findPeriod(line, now);
  const name = noName.test(line) ? undefined : (covering.exec(line)?.groups?.["name"] ?? leftName(line));
  const isDropped = dropped.test(line.replace(/了$/u, ""));
  return { isDropped, ...(name === undefined || isDropped ? {} : { name }), ...(period ? { period } : {}) };
}
