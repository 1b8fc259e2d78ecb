import type { HazardId, MessageId, PersonId } from "../shared/ids.js";
import { err, ok, type Result } from "../shared/result.js";
import type { Hazard, HazardEvent, HazardEventData, HazardEventKind, HazardOpening } from "./hazard.js";
import { type HazardActor, transitions } from "./transitions.js";

/** Why a move is refused. */
export type MoveRefusal = "wrong-state" | "not-allowed" | "emergency";

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
  const transition = transitions[wish.kind];
  if (!transition.by.includes(wish.as)) return err("not-allowed");
  if (!transition.from.includes(hazard.state)) return err("wrong-state");
  if (transition.isNeverEmergency && isEmergency(hazard, wish)) return err("emergency");
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

const isEmergency = (hazard: Hazard, { data }: Move): boolean =>
  hazard.severity === "emergency" || data?.severity === "emergency";

/** The state that a log gives. Throws on an empty log or one that does not begin with `reported`. */
export function foldEvents(events: readonly HazardEvent[], number = ""): Hazard {
  const [first, ...rest] = events;
  if (first?.kind !== "reported" || !first.data.opening) throw new Error("a case log begins with `reported`");
  const opened: Hazard = {
    ...first.data.opening,
    id: first.hazardId,
    number,
    state: "reported",
    openedAt: first.at,
    version: 1,
    ...(first.data.dueAt ? { dueAt: new Date(first.data.dueAt) } : {}),
  };
  return rest.reduce(fold, opened);
}

function fold(hazard: Hazard, event: HazardEvent): Hazard {
  const { to } = transitions[event.kind];
  const { closedAt: _, ...rest } = hazard;
  const isOver = to === "closed" || to === "false-alarm";
  const stays = to === undefined && hazard.closedAt !== undefined;
  return {
    ...rest,
    state: to ?? hazard.state,
    version: event.seq,
    ...(isOver ? { closedAt: event.at } : stays ? { closedAt: hazard.closedAt } : {}),
    ...(event.data.code ? { code: event.data.code } : {}),
    ...(event.data.severity ? { severity: event.data.severity } : {}),
    ...(event.data.dueAt ? { dueAt: new Date(event.data.dueAt) } : {}),
    ...(event.data.responsibleId ? { responsibleId: event.data.responsibleId } : {}),
  };
}
