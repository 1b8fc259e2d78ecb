import { addWorkingDays } from "../shared/working-calendar.js";
import type { EscalationContact, Ladder, SlaRules } from "./sla.js";
import type { Hazard } from "./hazard.js";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** One instant at which somebody is told about a case that stays open. */
export type LadderStep =
  | { readonly kind: "remind"; readonly phase: "before" | "at" | "after"; readonly at: Date }
  | {
      readonly kind: "escalate";
      readonly level: number;
      readonly to: readonly EscalationContact[];
      /** From then on the case is under supervision (督办). */
      readonly supervise: boolean;
      readonly at: Date;
    };

/** The reminders and escalations that a case has for itself, in the order of time; daily reminders follow them. */
export function ladderOf(hazard: Hazard, rules: SlaRules): readonly LadderStep[] {
  if (hazard.dueAt === undefined || hazard.severity === "emergency") return [];
  const { dueAt } = hazard;
  const ladder = rules.ladder[hazard.severity];
  const steps: LadderStep[] = [
    ...remindersBefore(hazard, ladder),
    ...(ladder.at ? [{ kind: "remind", phase: "at", at: dueAt } as const] : []),
    ...ladder.escalate.map(({ days, to, supervise }, level) => {
      const at =
        rules.escalateOn === "working-days" ? addWorkingDays(dueAt, days) : new Date(dueAt.getTime() + days * dayMs);
      return { kind: "escalate", level, to, supervise, at } as const;
    }),
  ];
  return steps.toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

/** In the first quarter of the time nobody needs a reminder: the notice is fresh, and 24 hours before a short deadline are then. */
const freshShare = 0.25;

function remindersBefore(hazard: Hazard, ladder: Ladder): readonly LadderStep[] {
  const due = hazard.dueAt?.getTime() ?? 0;
  const opened = hazard.openedAt.getTime();
  return ladder.before
    .map((rule) => ("share" in rule ? opened + (due - opened) * rule.share : due - rule.hours * hourMs))
    .filter((at) => at > opened + (due - opened) * freshShare)
    .map((at) => ({ kind: "remind", phase: "before", at: new Date(at) }));
}

/** What a case needs now: steps passed since the last look, and when to look again. */
export interface LadderLook {
  /** The newest reminder that has come due; older ones are no longer true and are not sent. */
  readonly reminder?: LadderStep & { readonly kind: "remind" };
  /** Every escalation that has come due, lowest first. */
  readonly escalations: readonly (LadderStep & { readonly kind: "escalate" })[];
  /** Missing only where the case has no ladder at all. */
  readonly nextAt?: Date;
}

/** Looks at a case at `now`, having last looked at `since`. Past its deadline it is looked at each day as long as it is open. */
export function lookAtLadder(
  hazard: Hazard,
  rules: SlaRules,
  { since, now }: { readonly since: Date; readonly now: Date },
): LadderLook {
  const steps = ladderOf(hazard, rules);
  const due = steps.filter((step) => step.at > since && step.at <= now);
  const reminders = [...due.filter((step) => step.kind === "remind"), ...dailyReminder(hazard, rules, { since, now })];
  const reminder = reminders.at(-1);
  const nextAt = earliest([steps.find((step) => step.at > now)?.at, nextDaily(hazard, rules, now)]);
  return {
    ...(reminder ? { reminder } : {}),
    escalations: due.filter((step) => step.kind === "escalate"),
    ...(nextAt ? { nextAt } : {}),
  };
}

function dailyReminder(
  hazard: Hazard,
  rules: SlaRules,
  { since, now }: { readonly since: Date; readonly now: Date },
): readonly (LadderStep & { readonly kind: "remind" })[] {
  const next = nextDaily(hazard, rules, since);
  if (!next || next > now) return [];
  const stepMs = everyMs(hazard, rules);
  const at = new Date(now.getTime() - ((now.getTime() - next.getTime()) % stepMs));
  return [{ kind: "remind", phase: "after", at }];
}

/** The first daily reminder after `at`. */
function nextDaily(hazard: Hazard, rules: SlaRules, at: Date): Date | undefined {
  if (hazard.dueAt === undefined || hazard.severity === "emergency") return undefined;
  const stepMs = everyMs(hazard, rules);
  const passed = Math.max(0, Math.floor((at.getTime() - hazard.dueAt.getTime()) / stepMs));
  return new Date(hazard.dueAt.getTime() + (passed + 1) * stepMs);
}

const everyMs = ({ severity }: Hazard, { ladder }: SlaRules): number =>
  (severity === "emergency" ? 1 : ladder[severity].afterEveryDays) * dayMs;

const earliest = (instants: readonly (Date | undefined)[]): Date | undefined =>
  instants.filter((at) => at !== undefined).toSorted((a, b) => a.getTime() - b.getTime())[0];

/**
 * Until when the responsible side is left in peace: the day that it promised, `promiseHours` after a promise without
 * one, or for ever where it asked for more time and nobody has answered. Escalations go on all the same.
 */
export function pausedUntil({ marks }: Pick<Hazard, "marks">, rules: SlaRules): Date | undefined {
  if (marks.delayAskedAt !== undefined) return new Date(8.64e15);
  if (marks.promisedBy !== undefined) return new Date(marks.promisedBy);
  if (marks.promisedAt === undefined) return undefined;
  return new Date(new Date(marks.promisedAt).getTime() + rules.promiseHours * hourMs);
}
