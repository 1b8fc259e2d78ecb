import { rulesOfCase, type VersionedCaseRules } from "../hazards/case-rules.js";
import type { Hazard } from "../hazards/hazard.js";
import { replyBy, silentFrom } from "../hazards/referral.js";
import type { TaskIntent } from "./changes.js";

/** The kind of the due task that sees whether a department answered by the day that it was asked for. */
export const referralTaskKind = "referral-reply";

/** A look at a case that is with a department. It finds out by itself when the next one is due. */
export const referralTask = ({ id }: Pick<Hazard, "id">, dueAt: Date): TaskIntent => ({
  kind: referralTaskKind,
  subject: id,
  dueAt,
  data: {},
});

/** The first look at a case that went to a department now. */
export function firstReferralTask(hazard: Hazard, rules: VersionedCaseRules, now: Date): TaskIntent {
  const { sla } = rulesOfCase(rules, hazard);
  return referralTask(hazard, silentFrom({ replyBy: replyBy(hazard, sla, now) }, sla));
}

/** Nothing is waited for any more. */
export const endedReferralTask = ({ id }: Pick<Hazard, "id">): { readonly kind: string; readonly subject: string } => ({
  kind: referralTaskKind,
  subject: id,
});
