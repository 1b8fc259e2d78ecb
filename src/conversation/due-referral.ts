import type { BuildingContacts } from "../buildings/directory.js";
import { rulesOfCase } from "../hazards/case-rules.js";
import { move } from "../hazards/apply-event.js";
import type { Hazard, HazardEvent } from "../hazards/hazard.js";
import { type CaseReferral, findReferral, intoWorkHours, silentFrom, toldAgainAt } from "../hazards/referral.js";
import { kindOf } from "../hazards/taxonomy.js";
import { shortDayWords } from "../shared/printed-words.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import { caseWords } from "./case-words.js";
import { type Changes, changes, type LineIntent } from "./changes.js";
import type { MessageContext } from "./context.js";
import { referralLink } from "./referral-link.js";

/** How the log says that the silence of a department was told. */
const told = "escalated";
const silence = "no-reply";

/** What a look at a case that is with a department may look at. */
export interface ReferralContext extends Pick<MessageContext, "buildings" | "rules" | "now" | "publicUrl"> {
  readonly hazard: Hazard;
  readonly events: readonly HazardEvent[];
  readonly contacts: BuildingContacts;
}

/** What the look brings about, and when to look again: never, where nothing is waited for. */
export interface ReferralDecision {
  readonly changes: Changes;
  readonly nextAt?: Date;
}

/** Tells the grid worker and the community that the department let its day pass, if it is still true that it did. */
export function decideReferral(context: ReferralContext): ReferralDecision {
  const { hazard, events, rules, now } = context;
  const { sla } = rulesOfCase(rules, hazard);
  const referral = hazard.state === "referred" ? findReferral(events, sla) : undefined;
  if (!referral || referral.answers.length > 0) return { changes: changes({ notes: ["不用等部门答复了"] }) };
  // A timer that was lost and set again tells nothing anew.
  const last = events.findLast(({ kind, data, at }) => kind === told && data.step === silence && at >= referral.at);
  const from = last ? toldAgainAt(hazard, sla, last.at) : silentFrom(referral, sla);
  const mayTellAt = intoWorkHours(now < from ? from : now, sla);
  if (mayTellAt > now) return { changes: changes({}), nextAt: mayTellAt };
  return { changes: tellSilence(context, referral), nextAt: toldAgainAt(hazard, sla, now) };
}

function tellSilence(context: ReferralContext, referral: CaseReferral): Changes {
  const { hazard, contacts, now } = context;
  const people = [...contacts.gridWorkers, ...contacts.community];
  const unique = [...new Map(people.map((person) => [person.id, person])).values()];
  const words = {
    ...caseWords(context, hazard),
    ...referralLink(context, hazard),
    ...referralWords(context, referral),
  };
  const lines = unique.flatMap((person): readonly LineIntent[] =>
    person.direct
      ? [
          {
            ref: person.direct,
            template: "referral-unanswered",
            variables: words,
            urgency: "notice",
            dedupeKey: `referral-unanswered:${hazard.id}:${shanghaiDay(now)}:${person.id}`,
            mergeKey: `referral-unanswered:${person.id}`,
            subject: `hazard:${hazard.id}`,
          },
        ]
      : [],
  );
  const to = unique.map(({ id }) => id);
  const step = move(hazard, { kind: told, as: "bot", at: now, data: { step: silence, to } });
  return changes({ steps: step.ok ? [step.value] : [], lines, notes: ["部门到日子没答复:告诉网格员和社区"] });
}

const referralWords = ({ hazard, rules }: ReferralContext, { at, replyBy }: CaseReferral) => ({
  department: departmentName(kindOf(rulesOfCase(rules, hazard).taxonomy, hazard.code).department),
  referredOn: shortDayWords(at),
  replyBy: shortDayWords(replyBy),
});

/** 消防救援: the first that is no number to call. */
const departmentName = (department: string): string =>
  department.split("/").find((one) => /\p{Script=Han}/u.test(one) && !one.endsWith("电话")) ?? "部门";
