import type { HazardId, MessageId, PersonId } from "../shared/ids.js";
import { err, ok, type Result } from "../shared/result.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import {
  endStates,
  type Hazard,
  type HazardEvent,
  type HazardEventData,
  type HazardEventKind,
  type HazardOpening,
  type HazardSnapshot,
} from "./hazard.js";
import { type MaliceRefusal, maliceRefusalOf } from "./malice.js";
import { markEvent } from "./mark-event.js";
import { type HazardActor, transitions } from "./transitions.js";

/**
 * Why a move is refused: the state does not allow it; it is not for this actor; emergencies go another way; the first
 * look and the recheck of a 重大 hazard are the same person's on the same day; more time was asked for before; nobody
 * asked for more time; and those of malice.
 */
export type MoveRefusal =
  | "wrong-state"
  | "not-allowed"
  | "emergency"
  | "second-look"
  | "asked-before"
  | "nothing-asked"
  | MaliceRefusal;

/** A wish to move a case. */
export interface Move {
  readonly kind: Exclude<HazardEventKind, "reported">;
  readonly as: HazardActor;
  readonly actorId?: PersonId;
  readonly at: Date;
  readonly data?: HazardEventData;
  readonly messageId?: MessageId;
}

/** A case with the events that led to it and are not stored yet. */
export interface HazardStep {
  readonly hazard: Hazard;
  readonly event: HazardEvent;
}

/** Opens a case. */
export function openCase(
  id: HazardId,
  opening: HazardOpening,
  at: { readonly at: Date; readonly messageId?: MessageId; readonly dueAt?: Date },
): HazardStep {
  const event: HazardEvent = {
    hazardId: id,
    seq: 1,
    kind: "reported",
    actorId: opening.reporterId,
    at: at.at,
    data: { opening, text: opening.summary, ...(at.dueAt ? { dueAt: at.dueAt.toISOString() } : {}) },
    ...(at.messageId ? { messageId: at.messageId } : {}),
  };
  return { hazard: foldEvents([event]), event };
}

/** Makes a move, or says why it is refused. */
export function move(hazard: Hazard, wish: Move): Result<HazardStep, MoveRefusal> {
  const refusal = refusalOf(hazard, wish);
  if (refusal !== undefined) return err(refusal);
  const event: HazardEvent = {
    hazardId: hazard.id,
    seq: hazard.version + 1,
    kind: wish.kind,
    at: wish.at,
    data: wish.data ?? {},
    ...(wish.actorId ? { actorId: wish.actorId } : {}),
    ...(wish.messageId ? { messageId: wish.messageId } : {}),
  };
  return ok({ hazard: fold(hazard, event), event });
}

function refusalOf(hazard: Hazard, wish: Move): MoveRefusal | undefined {
  const transition = transitions[wish.kind];
  const isHeads = transition.byHeadIfMinor && wish.as === "head" && hazard.severity === "minor";
  if (!transition.by.includes(wish.as) && !isHeads) return "not-allowed";
  if (!transition.from.includes(hazard.state)) return "wrong-state";
  if (transition.isNeverEmergency && isEmergency(hazard, wish)) return "emergency";
  if (wish.kind === "passed" && isSameLook(hazard, wish)) return "second-look";
  const { delayAskedAt, extensions } = hazard.marks;
  if (wish.kind === "extension-requested" && (delayAskedAt !== undefined || (extensions ?? 0) > 0))
    return "asked-before";
  if (wish.kind === "delay-refused" && delayAskedAt === undefined) return "nothing-asked";
  return maliceRefusalOf(hazard.marks, wish);
}

/** A 重大 hazard is rechecked by another person or on another day than it was first looked at. */
const isSameLook = ({ severity, marks }: Hazard, { actorId, at }: Move): boolean =>
  severity === "critical" &&
  marks.acceptedAt !== undefined &&
  marks.acceptedBy === actorId &&
  shanghaiDay(new Date(marks.acceptedAt)) === shanghaiDay(at);

/** What the actor could do with the case now, in the order of the table. */
export const possibleMoves = (hazard: Hazard, as: HazardActor, at: Date): readonly Move["kind"][] =>
  (Object.keys(transitions) as HazardEventKind[]).filter(
    (kind): kind is Move["kind"] => kind !== "reported" && refusalOf(hazard, { kind, as, at }) === undefined,
  );

const isEmergency = (hazard: Hazard, { data }: Move): boolean =>
  hazard.severity === "emergency" || data?.severity === "emergency";

/** The state that a log gives. Throws on an empty log or one that does not begin with `reported`. */
export function foldEvents(events: readonly HazardEvent[], number = ""): Hazard {
  const [first, ...rest] = events;
  if (first?.kind !== "reported" || !first.data.opening) throw new Error("a case log begins with `reported`");
  const { recursOf, ...opening } = first.data.opening;
  const opened: Hazard = {
    ...opening,
    id: first.hazardId,
    number,
    state: "reported",
    openedAt: first.at,
    marks: recursOf === undefined ? {} : { recursOf },
    version: 1,
    ...(first.data.dueAt ? { dueAt: new Date(first.data.dueAt) } : {}),
  };
  return rest.reduce(fold, opened);
}

function fold(hazard: Hazard, event: HazardEvent): Hazard {
  const { undoes, before } = event.data;
  if (event.kind === "undone" && undoes !== undefined && before) return takeBack(hazard, before, event.seq);
  const { to } = transitions[event.kind];
  const { closedAt: _, ...rest } = hazard;
  const isOver = to !== undefined && endStates.has(to);
  const stays = to === undefined && hazard.closedAt !== undefined;
  return {
    ...rest,
    state: to ?? hazard.state,
    version: event.seq,
    marks: markEvent(hazard.marks, event),
    ...(isOver ? { closedAt: event.at } : stays ? { closedAt: hazard.closedAt } : {}),
    ...(event.data.code ? { code: event.data.code } : {}),
    ...(event.data.severity ? { severity: event.data.severity } : {}),
    ...(event.data.dueAt ? { dueAt: new Date(event.data.dueAt) } : {}),
    ...(event.data.responsibleId ? { responsibleId: event.data.responsibleId } : {}),
  };
}

function takeBack(hazard: Hazard, before: HazardSnapshot, seq: number): Hazard {
  const { dueAt: _, closedAt: __, responsibleId: ___, ...rest } = hazard;
  const { dueAt, closedAt, ...kept } = before;
  return {
    ...rest,
    ...kept,
    version: seq,
    ...(dueAt === undefined ? {} : { dueAt: new Date(dueAt) }),
    ...(closedAt === undefined ? {} : { closedAt: new Date(closedAt) }),
  };
}

/** What an undone event would take the case back to: the case as it stands now. */
export const snapshotOf = ({
  state,
  code,
  severity,
  marks,
  dueAt,
  closedAt,
  responsibleId,
}: Hazard): HazardSnapshot => ({
  state,
  code,
  severity,
  marks,
  ...(dueAt ? { dueAt: dueAt.toISOString() } : {}),
  ...(closedAt ? { closedAt: closedAt.toISOString() } : {}),
  ...(responsibleId ? { responsibleId } : {}),
});
