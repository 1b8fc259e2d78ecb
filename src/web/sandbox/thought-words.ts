import type { Explanation } from "../sandbox-types.js";

/** What the states of a case are called. A state that is not listed is shown as it is. */
export const caseStateNames: Readonly<Record<string, string>> = {
  reported: "待核实",
  accepted: "已受理",
  notified: "已告知",
  rectifying: "整改中",
  "awaiting-recheck": "待复查",
  referred: "已移交",
  enforcement: "执法办理中",
  closed: "已了结",
  "false-alarm": "误报",
  duplicate: "并到别的件",
  withdrawn: "已撤回",
};

/** What the severities are called. */
export const severityNames: Readonly<Record<string, string>> = {
  minor: "一般",
  major: "较大",
  critical: "重大",
  emergency: "紧急",
};

/** What the states of a line of the bot are called. */
export const lineStateNames: Readonly<Record<string, string>> = {
  queued: "等着发",
  sending: "正在发",
  sent: "已发出",
  confirmed: "已送达",
  "in-doubt": "不确定发没发出",
  failed: "没发成",
  withdrawn: "不发了",
};

/** What the bot may do with a line that it read. */
export const zoneNames: Readonly<Record<string, string>> = {
  speak: "有把握，可以回应",
  ask: "不太肯定，先问一句",
  silent: "不用出声",
};

/** How sure, in words: 很有把握 from 80 %, 比较有把握 from 50 %, else 不太有把握. */
export function certaintyWords(confidence: number): string {
  if (confidence >= 0.8) return "很有把握";
  return confidence >= 0.5 ? "比较有把握" : "不太有把握";
}

/** The name of a code, or the code itself. */
export const nameIn = (names: Readonly<Record<string, string>>, code: string): string => names[code] ?? code;

/** Whether the bot said nothing because of the line and will not. */
export const isSilent = (explanation: Explanation): boolean =>
  explanation.lines.every((line) => line.state === "withdrawn");
