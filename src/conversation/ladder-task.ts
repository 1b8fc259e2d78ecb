import type { Hazard } from "../hazards/hazard.js";
import { lookAtLadder } from "../hazards/ladder.js";
import { rulesOfCase, type VersionedCaseRules } from "../hazards/case-rules.js";
import type { TaskIntent } from "./changes.js";
import { intoWindow } from "./quiet-hours.js";

/** The kind of the due task that looks after a case's reminders and escalations. */
export const ladderTaskKind = "hazard-ladder";

/** The next look at a case, within the hours in which people may be written to; nothing where it has no deadline. */
export function ladderTask(hazard: Hazard, rules: VersionedCaseRules, now: Date): TaskIntent | undefined {
  const { sla } = rulesOfCase(rules, hazard);
  const { nextAt } = lookAtLadder(hazard, sla, { since: now, now });
  if (!nextAt) return undefined;
  return {
    kind: ladderTaskKind,
    subject: hazard.id,
    dueAt: intoWindow(nextAt, rules.sla),
    data: { since: now.toISOString() },
  };
}
