import { findPeriod, type Period, withoutTime } from "./duty-period.js";
import { tidyLine } from "./tidy-line.js";

/** What a grid worker says about who does the work for a while. */
export type SaidDuty =
  | { readonly kind: "duty" | "substitute"; readonly name?: string; readonly period?: Period }
  /** They are back before the time. */
  | { readonly kind: "back" };

const longest = 60;
const back = /^(?:我(?:已经|提前)?回来(?:上班)?|销假|我要?销假|取消请假|不请假|请假取消|(?:我的)?假期?结束|取消代班)$/u;
const leave = /请假|休假|年假|调休|出差|病假|事假|休息/u;
const onDuty = /^值班(?=[\s::,,]|今|明|后|周|星期|[0-9])|值班$/u;
/** Words around the name that are none. */
const around =
  /请假|休假|休年假|年假|调休|出差|请病假|请事假|病假|事假|休息|值班|替我?(?:的?班)?|代我?(?:的?班)?|顶我?(?:的?班)?|帮我|由|让|(?<!请)请(?!假)|要|去|从|来|我|[\p{P}\s]|起|开始|这几天/gu;

/** Reads the line at `now`; undefined where it is about no duty. */
export function readDuty(text: string, now: Date): SaidDuty | undefined {
  const line = tidyLine(text);
  if (line.length > longest) return undefined;
  if (back.test(line.replace(/了$/u, ""))) return { kind: "back" };
  const isLeave = leave.test(line) && /^(?:我|请|休|出差|年假|调休|病假|事假|明|今|后|下周|周|[0-9])/u.test(line);
  if (!isLeave && !onDuty.test(line)) return undefined;
  const period = findPeriod(line, now);
  const name = nameIn(line);
  return {
    kind: isLeave ? "substitute" : "duty",
    ...(name === undefined ? {} : { name }),
    ...(period ? { period } : {}),
  };
}

function nameIn(line: string): string | undefined {
  const names = withoutTime(line)
    .replace(around, " ")
    .split(" ")
    .filter((word) => word !== "");
  return names.length === 1 ? names[0] : undefined;
}
