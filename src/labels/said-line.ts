import type { RoleKind } from "../buildings/person.js";
import type { HazardState } from "../hazards/hazard.js";
import type { MessageId } from "../shared/ids.js";
import type { Intent, Severity } from "../understanding/reading.js";

/** The decisions that say what a case was, or that a fix did not hold. */
export const decisionKinds = [
  "passed",
  "false-alarm",
  "malice-agreed",
  "recategorised",
  "returned",
  "reopened",
] as const;

/** One decision on a case, as its log has it. */
export interface CaseDecision {
  readonly seq: number;
  readonly kind: (typeof decisionKinds)[number];
  /** What staff wrote beside the command. */
  readonly text: string | null;
}

/** Which case a line belongs to, as what, and what was decided on the case. */
export interface CaseMark {
  readonly kind: "reported" | "joined" | "supplemented" | "fixed";
  readonly seq: number;
  /** The text of the event: another than the line's where the line only named a case or a building. */
  readonly text: string | null;
  readonly code: string;
  readonly severity: Severity;
  readonly state: HazardState;
  /** In the order of the log. */
  readonly decisions: readonly CaseDecision[];
}

/** What the writer said when the bot asked whether the line was a report. */
export interface AnswerMark {
  readonly kind: "answered";
  readonly isReport: boolean;
  /** Codes of the cases that came of it. */
  readonly codes: readonly string[];
}

/** A line of the archive with all that was decided about it. */
export interface SaidLine {
  readonly id: MessageId;
  readonly text: string;
  readonly isGroup: boolean;
  readonly mentionsBot: boolean;
  readonly hasPicture: boolean;
  /** Present, verified roles of the writer. */
  readonly roles: readonly RoleKind[];
  /** Names that must not be told: the writer's, in the group and in the directory, and those of the case's people. */
  readonly names: readonly string[];
  /** Buildings and estates that were read in the line. */
  readonly places: readonly string[];
  /** What the line was read as; missing where no reading was kept. */
  readonly intent?: Intent;
  readonly marks: readonly (CaseMark | AnswerMark)[];
}
