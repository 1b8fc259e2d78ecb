import type { HazardEventKind } from "../hazards/hazard.js";
import { groupBy } from "../shared/group-by.js";
import type { CaseStep } from "./case-log.js";
import { shortDayWords } from "../shared/printed-words.js";

/** More days than this are told by the first and the last ones, so that the form stays on its sheet. */
const mostDays = 5;

/** What each step is on the form; those that are missing are of no use to a department, or would tell who reported. */
const stepNames: Partial<Readonly<Record<HazardEventKind, string>>> = {
  reported: "登记",
  accepted: "核实受理",
  notified: "发出整改通知",
  signed: "签收通知",
  promised: "责任人答应整改",
  fixed: "报告已整改",
  returned: "复查不合格",
  passed: "复查合格，销号",
  reassigned: "换责任人，重新通知",
  "extension-requested": "申请延期",
  extended: "同意延期",
  "delay-refused": "没有同意延期",
  rescheduled: "改期限",
  objected: "提出异议",
  referred: "移交",
  enforced: "转执法办理",
  answered: "收到答复",
  supervised: "列为督办",
  overdue: "到期没有整改",
  reopened: "又发现没有整改",
  acknowledged: "有人接手处置",
};

/** What was done so far, a line for each day, and how often the responsible side was reminded. */
export function historyWords(steps: readonly CaseStep[]): string {
  const days = [...groupBy(steps.filter(isTold), ({ at }) => shortDayWords(at))].map(
    ([day, own]) => `${day}：${[...new Set(own.map(stepWords))].join("；")}`,
  );
  return [...withoutMiddle(days), countWords(steps)].filter((line) => line !== "").join("\n");
}

const isTold = ({ kind }: CaseStep): boolean => stepNames[kind] !== undefined;

/** Of a notice the deadline is the case's own and stands elsewhere. */
const withDay: Partial<Readonly<Record<HazardEventKind, string>>> = {
  promised: "责任人答应{}前整改",
  extended: "同意延期到{}",
  rescheduled: "期限改到{}",
};

function stepWords({ kind, until }: CaseStep): string {
  const template = until && withDay[kind];
  return template ? template.replace("{}", shortDayWords(until)) : (stepNames[kind] ?? "");
}

function withoutMiddle(days: readonly string[]): readonly string[] {
  if (days.length <= mostDays) return days;
  return [...days.slice(0, 1), `……（中间${days.length - mostDays}天略）`, ...days.slice(1 - mostDays)];
}

function countWords(steps: readonly CaseStep[]): string {
  const count = (wanted: HazardEventKind): number => steps.filter(({ kind }) => kind === wanted).length;
  const parts = [
    ...(count("reminded") > 0 ? [`提醒责任人${count("reminded")}次`] : []),
    ...(count("escalated") > 0 ? [`向上报告${count("escalated")}次`] : []),
  ];
  return parts.length > 0 ? `共${parts.join("，")}。` : "";
}
