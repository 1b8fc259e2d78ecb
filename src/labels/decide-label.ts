import type { EvaluationLine } from "../understanding/evaluation-line.js";
import type { AnswerMark, CaseDecision, CaseMark, SaidLine } from "./said-line.js";

/** How a label came about, strongest first: where two contradict each other on one line, the first counts. */
export const labelSources = [
  "recategorised",
  "passed",
  "false-alarm",
  "joined",
  "fix-passed",
  "supplemented",
  "answered",
] as const;

/** How a label came about. */
export type LabelSource = (typeof labelSources)[number];

/** What a line means by the word of staff or, where the bot had asked, of its writer. */
export interface Label {
  readonly intent: Extract<EvaluationLine["intent"], "报隐患" | "紧急" | "补充信息" | "整改反馈" | "闲聊">;
  /** Codes of the taxonomy, in their order. */
  readonly codes: readonly string[];
  readonly source: LabelSource;
  /** What was decided, in Chinese, with the words of staff. Not masked. */
  readonly reason: string;
}

/**
 * What a line means, if staff decided it. A case counts once staff closed it as done, called it a false alarm or moved
 * it to another kind, so that the machine does not learn from its own readings.
 */
export function decideLabel(line: SaidLine): Label | undefined {
  const labels = line.marks.flatMap((mark) => {
    const label = mark.kind === "answered" ? labelOfAnswer(mark) : labelOfCase(line, mark);
    return label ? [label] : [];
  });
  const first = labelSources.flatMap((source) => labels.find((label) => label.source === source) ?? []).at(0);
  if (!first) return undefined;
  const alike = labels.filter((label) => isReport(label) === isReport(first) && label.source !== "answered");
  const codes = isReport(first) && alike.length > 0 ? alike.flatMap((label) => label.codes) : first.codes;
  const isEmergency = alike.some(({ intent }) => intent === "紧急");
  return { ...first, ...(isEmergency ? { intent: "紧急" } : {}), codes: [...new Set(codes)].toSorted() };
}

const isReport = ({ intent }: Label): boolean => intent === "报隐患" || intent === "紧急";

const labelOfAnswer = ({ isReport: saysYes, codes }: AnswerMark): Label => ({
  intent: saysYes ? "报隐患" : "闲聊",
  codes: saysYes ? codes : [],
  source: "answered",
  reason: saysYes ? "问过本人:是" : "问过本人:不是",
});

function labelOfCase(line: SaidLine, mark: CaseMark): Label | undefined {
  // An answer that only named a building or a number carries another line's event.
  if (mark.text === null || mark.text.trim() === "" || !line.text.startsWith(mark.text)) return undefined;
  if (mark.kind === "fixed") return labelOfFix(mark);
  const verdict = verdictOn(mark);
  if (!verdict) return undefined;
  if (mark.state === "false-alarm") return mark.kind === "reported" ? labelOfFalseAlarm(verdict) : undefined;
  const reason = reasonOf(verdict, mark);
  const intent = mark.severity === "emergency" ? "紧急" : "报隐患";
  if (mark.kind === "reported") {
    const source = verdict.kind === "recategorised" ? "recategorised" : "passed";
    return { intent, codes: [mark.code], source, reason };
  }
  // Somebody who says it again is filed as a supplement of their own case.
  if (mark.kind === "joined" || line.intent === "report")
    return { intent, codes: [mark.code], source: "joined", reason: `附议,${reason}` };
  return isTold(line) ? { intent: "补充信息", codes: [], source: "supplemented", reason } : undefined;
}

/** The word on what the case is: the end as a false alarm, else the last move to another kind, else that it was passed. */
function verdictOn({ state, decisions }: CaseMark): CaseDecision | undefined {
  const last = (wanted: CaseDecision["kind"]): CaseDecision | undefined =>
    decisions.findLast(({ kind }) => kind === wanted);
  // What was made up reads like the real thing: it teaches nothing.
  if (state === "false-alarm") return last("malice-agreed") ? undefined : last("false-alarm");
  return last("recategorised") ?? last("passed");
}

/** 没改 and 已经清走了 are kept with the case as well, and are no supplements. */
const isTold = ({ intent }: SaidLine): boolean =>
  intent !== undefined && intent !== "command" && intent !== "feedback" && intent !== "emergency";

const labelOfFalseAlarm = ({ text }: CaseDecision): Label => ({
  intent: "闲聊",
  codes: [],
  source: "false-alarm",
  reason: withWords("误报", text),
});

/** The fix that staff looked at: the last one before they passed the case. */
function labelOfFix({ seq, decisions }: CaseMark): Label | undefined {
  const next = decisions.find((decision) => decision.seq > seq && decision.kind !== "recategorised");
  if (next?.kind !== "passed") return undefined;
  return { intent: "整改反馈", codes: [], source: "fix-passed", reason: "复查通过" };
}

function reasonOf({ kind, text }: CaseDecision, { code }: CaseMark): string {
  return kind === "passed" ? "复查通过" : withWords(`改类为${code}`, text);
}

const withWords = (what: string, words: string | null | undefined): string => (words ? `${what}:${words}` : what);
