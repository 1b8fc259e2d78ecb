import type { RoleKind } from "../buildings/person.js";
import type { EvaluationLine } from "../understanding/evaluation-line.js";
import { maskForRefiner } from "../understanding/mask-for-refiner.js";
import { decideLabel, type Label, type LabelSource } from "./decide-label.js";
import type { SaidLine } from "./said-line.js";

/** A line of the export: the notation of the evaluation, with how the label came about. */
export interface LabelledLine extends EvaluationLine {
  readonly source: LabelSource;
  /** What was decided, in Chinese, with the words of staff. */
  readonly reason: string;
}

/**
 * The line as it may leave the house; undefined where nothing was decided about it or nothing is left of its text.
 * Names, buildings, rooms, phone and identity numbers are placeholders in the text and in the reason; nickname, building
 * and room have no fields.
 */
export function toLabelledLine(line: SaidLine): LabelledLine | undefined {
  const label = decideLabel(line);
  const text = label ? maskForRefiner(line.text, line) : "";
  if (!label || text === "") return undefined;
  return {
    text,
    intent: label.intent,
    ...(label.codes.length > 0 ? { hazards: [...label.codes] } : {}),
    ...(label.intent === "紧急" ? { emergency: true } : {}),
    // It looked like a report to the machine, or the bot would neither have filed it nor asked.
    ...(label.intent === "闲聊" ? { hard_negative: true } : {}),
    sender_role: roleOf(line.roles),
    chat: line.isGroup ? "group" : "private",
    ...(line.hasPicture ? { media: ["image"] } : {}),
    ...(line.mentionsBot ? { mentions_bot: true } : {}),
    ...(hasOpenCase(label) ? { open_case: {} } : {}),
    source: label.source,
    reason: maskForRefiner(label.reason, line),
  };
}

/** As the reader took the writer: staff first, then who answers for a building, else a tenant. */
function roleOf(roles: readonly RoleKind[]): NonNullable<EvaluationLine["sender_role"]> {
  if (roles.some((role) => role === "grid_worker" || role === "community" || role === "street")) return "grid_worker";
  return responsibleRoles.find((role) => roles.includes(role)) ?? "tenant";
}

const responsibleRoles = ["landlord", "head", "sublandlord"] as const;

/** Only then is such a line read as what it is. */
const hasOpenCase = ({ intent }: Label): boolean => intent === "整改反馈" || intent === "补充信息";
