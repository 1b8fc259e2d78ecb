import {
  addWorkingDays,
  atShanghai,
  isWorkingDay,
  onWorkingDay,
  shanghaiDay,
  shanghaiDaysFrom,
} from "../shared/working-calendar.js";
import type { PersonId } from "../shared/ids.js";
import { foldEvents } from "./apply-event.js";
import type { Hazard, HazardEvent } from "./hazard.js";
import type { SlaRules } from "./sla.js";
import { isOverdue } from "./standing.js";

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

/** The last 移交 of a log that counts; undefined where there is none. */
export function findReferral(
  events: readonly HazardEvent[],
  rules: Pick<SlaRules, "referralReplyWorkingDays">,
): CaseReferral | undefined {
  const counted = countedEvents(events);
  const referred = counted.findLast(({ kind }) => kind === "referred");
  if (!referred) return undefined;
  const { at, seq, actorId, data } = referred;
  const { dueAt, severity, state } = foldEvents(events.filter((event) => event.seq < seq));
  const answers = counted.filter((event) => event.kind === "answered" && event.seq > seq);
  return {
    at,
    replyBy: replyBy({ severity }, rules, at),
    answers: answers.map((answer) => ({ at: answer.at, ...(answer.data.text && { text: answer.data.text }) })),
    ...(actorId && { byId: actorId }),
    ...(data.text && { reason: data.text }),
    ...(dueAt && { dueAt }),
    ...(dueAt && isOverdue({ state, dueAt }, at) && { overdueDays: shanghaiDaysFrom(dueAt, at) }),
  };
}

/** The day by whose end a department answers to a case that goes to it at `at`. Source: rules/sla.yaml. */
export const replyBy = (
  { severity }: Pick<Hazard, "severity">,
  { referralReplyWorkingDays }: Pick<SlaRules, "referralReplyWorkingDays">,
  at: Date,
): Date => addWorkingDays(at, referralReplyWorkingDays[severity]);

type WorkHours = Pick<SlaRules, "workFrom" | "workUntil">;

/** When the silence of a department is first told: the first working hour after the day by whose end it was to answer. */
export const silentFrom = (referral: Pick<CaseReferral, "replyBy">, { workFrom }: Pick<WorkHours, "workFrom">): Date =>
  onWorkingDay(referral.replyBy, 1, workFrom);

/** When a silence that was told at `now` is told again. */
export const toldAgainAt = (
  { severity }: Pick<Hazard, "severity">,
  { workFrom, referralAskAgainWorkingDays }: Pick<SlaRules, "workFrom" | "referralAskAgainWorkingDays">,
  now: Date,
): Date => onWorkingDay(now, referralAskAgainWorkingDays[severity], workFrom);

/** `at`, moved on into the hours in which a department can be rung; the end of the day is outside of them. */
export function intoWorkHours(at: Date, { workFrom, workUntil }: WorkHours): Date {
  const day = shanghaiDay(at);
  if (isWorkingDay(day) && at < atShanghai(day, workUntil)) {
    const from = atShanghai(day, workFrom);
    return at < from ? from : at;
  }
  return onWorkingDay(at, 1, workFrom);
}
