import type { Person } from "../buildings/person.js";
import type { BuildingContacts } from "../buildings/directory.js";
import { move } from "../hazards/apply-event.js";
import { type Hazard, isWaitingForFix, type WaitingHazard } from "../hazards/hazard.js";
import { rulesOfCase } from "../hazards/case-rules.js";
import { type LadderLook, type LadderStep, pausedUntil } from "../hazards/ladder.js";
import { isOverdue } from "../hazards/standing.js";
import { atShanghai, shanghaiDay } from "../shared/working-calendar.js";
import { dateWords, deadlineWords } from "../hazards/deadline.js";
import { caseWords } from "./case-words.js";
import { type Changes, changes, type LineIntent, mergeChanges } from "./changes.js";
import type { MessageContext } from "./context.js";
import { intoWindow } from "./quiet-hours.js";

/** The templates of the reminders, which are the kinds of their lines. */
export const reminderKinds = { before: "reminder", overdue: "overdue-reminder" } as const;

/** What a look at a case that stays open may look at. */
export interface LadderContext extends Pick<MessageContext, "buildings" | "rules" | "now"> {
  readonly hazard: Hazard;
  /** What has come due since the case was last looked at. */
  readonly look: LadderLook;
  readonly responsible?: Person;
  readonly contacts: BuildingContacts;
  /** When the reminder was decided that the responsible side got last today. */
  readonly remindedAt?: Date;
  /** Every case that waits for the same person, so that one message names them all. */
  readonly waitingOfResponsible: readonly WaitingHazard[];
}

/** What the look brings about, and when to look again. */
export interface LadderDecision {
  readonly changes: Changes;
  readonly nextAt?: Date;
}

/** Whether the look turns to others than the responsible side: only then does it need the contacts of the building. */
export const turnsToOthers = ({ look, responsible }: Pick<LadderContext, "look" | "responsible">): boolean =>
  look.escalations.length > 0 || (look.reminder !== undefined && !responsible?.direct);

/** Reminds the responsible side and tells those above, if it is still true that nothing was done. */
export function decideLadder(context: LadderContext): LadderDecision {
  const { hazard, look, rules, now } = context;
  if (!isWaitingForFix(hazard)) return { changes: changes({ notes: ["已经不用催"] }) };
  const parts = [
    ...(isOverdue(hazard, now) && hazard.marks.overdueAt === undefined ? [passDeadline(now)] : []),
    ...(look.reminder ? remind(context, look.reminder) : []),
    ...look.escalations.flatMap((step) => escalate(context, step)),
  ];
  const chained = chain(hazard, oncePerPerson(parts));
  return { changes: mergeChanges(chained), ...(look.nextAt ? { nextAt: intoWindow(look.nextAt, rules.sla) } : {}) };
}

interface LadderPart {
  readonly kind: "overdue" | "reminded" | "escalated" | "supervised";
  readonly step: string;
  readonly lines: readonly LineIntent[];
  readonly to: readonly string[];
  readonly at: Date;
}

const passDeadline = (at: Date): LadderPart => ({ kind: "overdue", step: "due", lines: [], to: [], at });

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

/** Nothing for whoever promised or asked for more time; the grid worker is told where nobody can be reached. */
function remind(context: LadderContext, step: LadderStep & { readonly kind: "remind" }): readonly LadderPart[] {
  const { hazard, responsible, now } = context;
  if (isPaused(context, hazard)) return [];
  if (!responsible?.direct) return step.phase === "at" ? [tellNobodyReached(context)] : [];
  if (hasHeardAll(context)) return [];
  const line = reminderLine(context, responsible.direct, responsible);
  return [{ kind: "reminded", step: step.phase, lines: [line], to: [responsible.id], at: now }];
}

const waitingCases = (context: LadderContext): readonly WaitingHazard[] =>
  context.waitingOfResponsible.filter((one) => !isPaused(context, one));

/** Whether a message of today has said all: no case has come due since, nor has a promise run out. */
function hasHeardAll(context: LadderContext): boolean {
  const { remindedAt, rules, now } = context;
  if (!remindedAt) return false;
  const isNews = (at: Date | undefined): boolean => at !== undefined && at > remindedAt && at <= now;
  return !waitingCases(context).some(
    (one) => isOverdue(one, now) && (isNews(one.dueAt) || isNews(pausedUntil(one, rulesOfCase(rules, one).sla))),
  );
}

/** One message a person and day for all cases, and another only when one of them has come due since. */
function reminderLine(context: LadderContext, ref: LineIntent["ref"], responsible: Person): LineIntent {
  const { now, rules } = context;
  const waiting = waitingCases(context);
  const overdue = waiting.filter((one) => isOverdue(one, now));
  return {
    ref,
    template: overdue.length > 0 ? reminderKinds.overdue : reminderKinds.before,
    variables: {
      items: waiting.map((one) => itemOf(context, one)).join("\n"),
      count: String(waiting.length),
    },
    urgency: "notice",
    dedupeKey: `reminder:${responsible.id}:${shanghaiDay(now)}:${overdue.map((one) => one.number).join()}`,
    subject: `hazard:${context.hazard.id}`,
    // What was true in the evening may be done by the morning.
    expiresAt: atShanghai(shanghaiDay(now), rules.sla.windowUntil),
  };
}

function isPaused({ rules, now }: LadderContext, hazard: WaitingHazard): boolean {
  const until = pausedUntil(hazard, rulesOfCase(rules, hazard).sla);
  return until !== undefined && until > now;
}

function tellNobodyReached(context: LadderContext): LadderPart {
  const { hazard, contacts, now } = context;
  const workers = contacts.gridWorkers.length > 0 ? contacts.gridWorkers : contacts.community;
  const lines = workers.flatMap((person): readonly LineIntent[] =>
    person.direct
      ? [
          {
            ref: person.direct,
            template: "due-not-reached",
            variables: { ...caseWords(context, hazard) },
            urgency: "notice",
            dedupeKey: `due-not-reached:${hazard.id}:${hazard.dueAt?.getTime() ?? 0}:${person.id}`,
            mergeKey: `due-not-reached:${person.id}`,
            subject: `hazard:${hazard.id}`,
          },
        ]
      : [],
  );
  return { kind: "escalated", step: "not-reached", lines, to: workers.map((person) => person.id), at: now };
}

function itemOf(context: LadderContext, hazard: WaitingHazard): string {
  const words = caseWords(context, hazard);
  const number = hazard.number;
  const supervised = hazard.marks.supervisedAt === undefined ? "" : ",社区在督办";
  if (!hazard.dueAt) return `${number} ${words.where}${words.what}${supervised}`;
  const due = deadlineWords(hazard.dueAt, context.now);
  return `${number} ${words.where}${words.what}:${hazard.dueAt <= context.now ? `${due}已到期` : `${due}到期`}${supervised}`;
}

function escalate(context: LadderContext, step: LadderStep & { readonly kind: "escalate" }): readonly LadderPart[] {
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
            variables: {
              ...words,
              deadline: hazard.dueAt ? dateWords(hazard.dueAt) : "",
              supervised: step.supervise ? "【督办】" : "",
            },
            urgency: "notice",
            dedupeKey: `escalation:${hazard.id}:${hazard.dueAt?.getTime() ?? 0}:${step.level}:${person.id}`,
            mergeKey: `escalation:${person.id}`,
            subject: `hazard:${hazard.id}`,
          },
        ]
      : [],
  );
  const to = unique.map((person) => person.id);
  const told: LadderPart = { kind: "escalated", step: String(step.level), lines, to, at: now };
  const isNew = step.supervise && hazard.marks.supervisedAt === undefined;
  return isNew ? [told, { kind: "supervised", step: String(step.level), lines: [], to: [], at: now }] : [told];
}
