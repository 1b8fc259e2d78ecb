import { foldEvents } from "../hazards/apply-event.js";
import type { HazardEvent, HazardEventKind } from "../hazards/hazard.js";
import type { SlaRules } from "../hazards/sla.js";
import { isOverdue } from "../hazards/standing.js";
import type { PersonId } from "../shared/ids.js";
import { addWorkingDays, shanghaiDaysFrom } from "../shared/working-calendar.js";

/** One entry of a case's log as a paper may tell it: without who, and without their words. */
export interface CaseStep {
  readonly kind: HazardEventKind;
  readonly at: Date;
  /** By when it was promised, or until when there is time now. */
  readonly until?: Date;
}

/** That a case went to a department (移交), as it stood then, and what came back. */
export interface CaseReferral {
  readonly at: Date;
  readonly byId?: PersonId;
  /** The words of staff. */
  readonly reason?: string;
  readonly dueAt?: Date;
  /** Whole days since the deadline; missing where it was not overdue. */
  readonly overdueDays?: number;
  /** The day by whose end the department is asked to answer. */
  readonly replyBy: Date;
  readonly answers: readonly { readonly at: Date; readonly text?: string }[];
}

/** The entries that count: without what was taken back, and without the taking back. */
export function countedEvents(events: readonly HazardEvent[]): readonly HazardEvent[] {
  const undone = new Set(events.map(({ data }) => data.undoes));
  return events.filter(({ kind, seq }) => kind !== "undone" && !undone.has(seq));
}

/** When a responsible party was last told. */
export const toldAt = (counted: readonly HazardEvent[]): Date | undefined =>
  counted.findLast(({ kind }) => kind === "notified" || kind === "reassigned")?.at;

/** An entry without who and their words. */
export function stepOf({ kind, at, data }: HazardEvent): CaseStep {
  const until = data.promisedBy ?? data.dueAt;
  return { kind, at, ...(until === undefined ? {} : { until: new Date(until) }) };
}

/** The last 移交 of a log that counts; undefined where there is none. */
export function findReferral(
  events: readonly HazardEvent[],
  { referralReplyWorkingDays }: Pick<SlaRules, "referralReplyWorkingDays">,
): CaseReferral | undefined {
  const counted = countedEvents(events);
  const referred = counted.findLast(({ kind }) => kind === "referred");
  if (!referred) return undefined;
  const { at, seq, actorId, data } = referred;
  const { dueAt, severity, state } = foldEvents(events.filter((event) => event.seq < seq));
  const answers = counted.filter((event) => event.kind === "answered" && event.seq > seq);
  return {
    at,
    replyBy: addWorkingDays(at, referralReplyWorkingDays[severity]),
    answers: answers.map((answer) => ({ at: answer.at, ...(answer.data.text && { text: answer.data.text }) })),
    ...(actorId && { byId: actorId }),
    ...(data.text && { reason: data.text }),
    ...(dueAt && { dueAt }),
    ...(dueAt && isOverdue({ state, dueAt }, at) && { overdueDays: shanghaiDaysFrom(dueAt, at) }),
  };
}
