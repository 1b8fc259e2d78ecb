import type { EscalationContact, Ladder, SlaRules } from "./sla.js";
import type { Hazard } from "./hazard.js";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** One instant at which somebody is told about a case that stays open. */
export type LadderStep =
  | { readonly kind: "remind"; readonly phase: "before" | "at" | "after"; readonly at: Date }
  | { readonly kind: "escalate"; readonly level: number; readonly to: readonly EscalationContact[]; readonly at: Date };

/** All reminders and escalations of a case in the order of time; none where it has no deadline. Source: rules/sla.yaml. */
export function ladderOf(hazard: Hazard, rules: SlaRules): readonly LadderStep[] {
  if (hazard.dueAt === undefined || hazard.severity === "emergency") return [];
  const ladder = rules.ladder[hazard.severity];
  const due = hazard.dueAt.getTime();
  const steps: LadderStep[] = [
    ...remindersBefore(hazard, ladder),
    ...(ladder.at ? [{ kind: "remind", phase: "at", at: hazard.dueAt } as const] : []),
    ...ladder.afterDays.map((days) => ({ kind: "remind", phase: "after", at: new Date(due + days * dayMs) }) as const),
    ...ladder.escalate.map(
      ({ days, to }, level) => ({ kind: "escalate", level, to, at: new Date(due + days * dayMs) }) as const,
    ),
  ];
  return steps.toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

function remindersBefore(hazard: Hazard, ladder: Ladder): readonly LadderStep[] {
  const due = hazard.dueAt?.getTime() ?? 0;
  const opened = hazard.openedAt.getTime();
  return ladder.before
    .map((rule) => ("share" in rule ? opened + (due - opened) * rule.share : due - rule.hours * hourMs))
    .filter((at) => at > opened)
    .map((at) => ({ kind: "remind", phase: "before", at: new Date(at) }));
}

/** What a case needs now: steps passed since the last look, and when to look again. */
export interface LadderLook {
  /** The newest reminder that has come due; older ones are no longer true and are not sent. */
  readonly reminder?: LadderStep & { readonly kind: "remind" };
  /** Every escalation that has come due, lowest first. */
  readonly escalations: readonly (LadderStep & { readonly kind: "escalate" })[];
  readonly nextAt?: Date;
}

/** Looks at a case at `now`, having last looked at `since`. */
export function lookAtLadder(steps: readonly LadderStep[], since: Date, now: Date): LadderLook {
  const due = steps.filter((step) => step.at > since && step.at <= now);
  const reminders = due.filter((step) => step.kind === "remind");
  const next = steps.find((step) => step.at > now);
  const reminder = reminders.at(-1);
  return {
    ...(reminder ? { reminder } : {}),
    escalations: due.filter((step) => step.kind === "escalate"),
    ...(next ? { nextAt: next.at } : {}),
  };
}
