import { addWorkingDays } from "../shared/working-calendar.js";
import { type Hazard } from "./hazard.js";
import type { SlaRules } from "./sla.js";

/** Why a case waits for staff longer than it should. */
export type AttentionKind = "unverified" | "recheck-late" | "delay-unanswered" | "emergency-open";

/** A case that nobody acts on: why, and since when it is too long. */
export interface Attention {
  readonly kind: AttentionKind;
  readonly since: Date;
}

const hourMs = 3_600_000;
/** An emergency is closed by a person; one that is open for a day was forgotten. */
const emergencyHours = 24;

/** Whether staff have left the case waiting too long. Source: rules/sla.yaml (verifyHours, recheckWorkingDays). */
export function attentionOf(hazard: Hazard, rules: SlaRules, now: Date): Attention | undefined {
  const waited = waitOf(hazard, rules);
  return waited && waited.since <= now ? waited : undefined;
}

function waitOf(hazard: Hazard, rules: SlaRules): Attention | undefined {
  const { marks, state, severity } = hazard;
  if (hazard.closedAt !== undefined) return undefined;
  if (severity === "emergency") return { kind: "emergency-open", since: after(hazard.openedAt, emergencyHours) };
  if (state === "awaiting-recheck" && marks.fixedAt !== undefined)
    return { kind: "recheck-late", since: addWorkingDays(new Date(marks.fixedAt), rules.recheckWorkingDays) };
  if (marks.delayAskedAt !== undefined)
    return { kind: "delay-unanswered", since: addWorkingDays(new Date(marks.delayAskedAt), 1) };
  if (state === "reported") return { kind: "unverified", since: after(hazard.openedAt, rules.verifyHours[severity]) };
  return undefined;
}

const after = (at: Date, hours: number): Date => new Date(at.getTime() + hours * hourMs);

const names: Readonly<Record<AttentionKind, string>> = {
  unverified: "还没人看",
  "recheck-late": "等复查太久",
  "delay-unanswered": "延期没答复",
  "emergency-open": "紧急的还没了结",
};

/** Why, in Chinese. */
export const attentionName = (kind: AttentionKind): string => names[kind];
