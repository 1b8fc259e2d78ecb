import type { Person } from "../buildings/person.js";
import type { BuildingContacts } from "../buildings/directory.js";
import { move } from "../hazards/apply-event.js";
import { isClosed, isWaitingForFix, type Hazard } from "../hazards/hazard.js";
import { ladderOf, type LadderStep, lookAtLadder } from "../hazards/ladder.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import { deadlineWords } from "../hazards/deadline.js";
import { caseWords } from "./case-words.js";
import { type Changes, changes, type LineIntent, mergeChanges } from "./changes.js";
import type { MessageContext } from "./context.js";
import { intoWindow } from "./quiet-hours.js";

/** What a look at a case that stays open may look at. */
export interface LadderContext extends Pick<MessageContext, "buildings" | "rules" | "now"> {
  readonly hazard: Hazard;
  /** When the case was last looked at. */
  readonly since: Date;
  readonly responsible?: Person;
  readonly contacts: BuildingContacts;
  /** Every open case that waits for the same person, so that one message names them all. */
  readonly openOfResponsible: readonly Hazard[];
}

/** What the look brings about, and when to look again. */
export interface LadderDecision {
  readonly changes: Changes;
  readonly nextAt?: Date;
}

/** Reminds the responsible side and tells those above, if it is still true that nothing was done. */
export function decideLadder(context: LadderContext): LadderDecision {
  const { hazard, rules, now, since } = context;
  if (isClosed(hazard) || !isWaitingForFix(hazard)) return { changes: changes({ notes: ["已经不用催"] }) };
  const look = lookAtLadder(ladderOf(hazard, rules.sla), since, now);
  const parts = [
    ...(look.reminder ? [remind(context, look.reminder)] : []),
    ...look.escalations.map((step) => escalate(context, step)),
  ];
  const chained = chain(hazard, oncePerPerson(parts));
  return { changes: mergeChanges(chained), ...(look.nextAt ? { nextAt: intoWindow(look.nextAt, rules.sla) } : {}) };
}

interface LadderPart {
  readonly kind: "reminded" | "escalated";
  readonly step: string;
  readonly lines: readonly LineIntent[];
  readonly to: readonly string[];
  readonly at: Date;
}

/** Several escalations that came due together: each person hears of the case once. */
function oncePerPerson(parts: readonly LadderPart[]): readonly LadderPart[] {
  const told = new Set<string>();
  return parts.map((part) => ({
    ...part,
    lines: part.lines.filter((line) => {
      const key = `${line.template} ${line.ref.chat}`;
      return !told.has(key) && told.add(key);
    }),
  }));
}

/** Each part moves the case on from where the one before left it. */
function chain(hazard: Hazard, parts: readonly LadderPart[]): readonly Changes[] {
  let current = hazard;
  return parts.map((part) => {
    const step = move(current, { kind: part.kind, as: "bot", at: part.at, data: { step: part.step, to: part.to } });
    if (step.ok) current = step.value.hazard;
    return changes({ steps: step.ok ? [step.value] : [], lines: part.lines });
  });
}

/** One message a person and day for all cases, and another only when one of them has come due since. */
function remind(context: LadderContext, step: LadderStep & { readonly kind: "remind" }): LadderPart {
  const { responsible, now } = context;
  const waiting = context.openOfResponsible.filter(isWaitingForFix);
  const items = waiting.map((hazard) => itemOf(context, hazard));
  const isOverdue = waiting.some((hazard) => hazard.dueAt !== undefined && hazard.dueAt <= now);
  const lines: readonly LineIntent[] = responsible?.direct
    ? [
        {
          ref: responsible.direct,
          template: isOverdue ? "overdue-reminder" : "reminder",
          variables: { items: items.join("\n"), count: String(items.length) },
          urgency: "notice",
          dedupeKey: `reminder:${responsible.id}:${shanghaiDay(now)}:${waiting.map((one) => standingOf(one, now)).join()}`,
          subject: `hazard:${context.hazard.id}`,
        },
      ]
    : [];
  return { kind: "reminded", step: step.phase, lines, to: responsible ? [responsible.id] : [], at: now };
}

const standingOf = (hazard: Hazard, now: Date): string =>
  `${hazard.number}${hazard.dueAt !== undefined && hazard.dueAt <= now ? "!" : ""}`;

function itemOf(context: LadderContext, hazard: Hazard): string {
  const words = caseWords(context, hazard);
  const number = hazard.number;
  if (!hazard.dueAt) return `${number} ${words.where}${words.what}`;
  const due = deadlineWords(hazard.dueAt, context.now);
  return `${number} ${words.where}${words.what}:${hazard.dueAt <= context.now ? `${due}已到期` : `${due}到期`}`;
}

function escalate(context: LadderContext, step: LadderStep & { readonly kind: "escalate" }): LadderPart {
  const { hazard, contacts, now } = context;
  const above = step.to.flatMap((kind) =>
    kind === "head" ? contacts.heads : kind === "community" ? contacts.community : contacts.street,
  );
  const people = [...above, ...contacts.gridWorkers].filter((person) => person.id !== hazard.responsibleId);
  const unique = [...new Map(people.map((person) => [person.id, person])).values()];
  const words = caseWords(context, hazard);
  const lines = unique.flatMap((person): readonly LineIntent[] =>
    person.direct
      ? [
          {
            ref: person.direct,
            template: "escalation",
            variables: { ...words, deadline: hazard.dueAt ? deadlineWords(hazard.dueAt, now) : "" },
            urgency: "notice",
            dedupeKey: `escalation:${hazard.id}:${hazard.dueAt?.getTime() ?? 0}:${step.level}:${person.id}`,
            mergeKey: `escalation:${person.id}`,
            subject: `hazard:${hazard.id}`,
          },
        ]
      : [],
  );
  return { kind: "escalated", step: String(step.level), lines, to: unique.map((person) => person.id), at: now };
}
