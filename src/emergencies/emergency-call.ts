import type { ChatRef } from "../channels/channel.js";
import type { BuildingCode, HazardId, MessageId, PersonId } from "../shared/ids.js";
import type { CallLevel } from "./emergency-rules.js";

/** That people were called. `beside` are those of the house whom the kind wants at once, outside the chain. */
export interface CallMade {
  /** 1, 2, 3 … */
  readonly round: number;
  readonly level: CallLevel | "beside";
  /** ISO string: it is stored as JSON. */
  readonly at: string;
  readonly to: readonly PersonId[];
}

/** One of the staff, or the building head, took over. */
export interface CallAnswer {
  readonly by: PersonId;
  readonly at: Date;
  /** The line that said so; missing where a command on the case did. */
  readonly messageId?: MessageId;
}

/**
 * One incident for which people are called until somebody takes over, with the log of the calls. It has a case where the
 * building is known.
 */
export interface EmergencyCall {
  /** The id of the case; one of its own where the building is not known at first. */
  readonly key: string;
  readonly code: string;
  /** Where it was said first. */
  readonly ref: ChatRef;
  readonly hazardId?: HazardId;
  readonly buildingCode?: BuildingCode;
  /** The grid whose staff are called, 14 digits; missing where nobody can tell. */
  readonly area?: string;
  readonly writerId: PersonId;
  /** The words of the first who wrote; empty once the call is over. */
  readonly said: string;
  readonly startedAt: Date;
  readonly calls: readonly CallMade[];
  readonly answer?: CallAnswer;
  /** All levels were called in all rounds, and nobody answered. */
  readonly unansweredAt?: Date;
  /** Those who were called have heard how it ended. */
  readonly toldAt?: Date;
}

/** What happens to a call. */
export type CallChange =
  | { readonly kind: "opened"; readonly call: EmergencyCall }
  | { readonly kind: "called"; readonly key: string; readonly made: CallMade }
  /** The building became known. */
  | {
      readonly kind: "placed";
      readonly key: string;
      readonly hazardId: HazardId;
      readonly buildingCode: BuildingCode;
      readonly area: string;
    }
  /** Nothing where it was answered before. `key` may also be the id of the case. */
  | { readonly kind: "answered"; readonly key: string; readonly answer: CallAnswer }
  | { readonly kind: "unanswered"; readonly key: string; readonly at: Date }
  | { readonly kind: "told"; readonly key: string; readonly at: Date };

/** The kind of the due task that keeps a call going; its subject is the call's key, or the id of its case. */
export const callTaskKind = "emergency-call";
/** The kind of the due task that rings one person through the gateway. */
export const callOutTaskKind = "emergency-call-out";

/** Who was called so far, each once. */
export const calledPeople = ({ calls }: Pick<EmergencyCall, "calls">): readonly PersonId[] => [
  ...new Set(calls.flatMap(({ to }) => to)),
];

/** Whether people are still being called, or should be. */
export const isRinging = ({ answer, toldAt }: EmergencyCall): boolean => answer === undefined && toldAt === undefined;

/** The outbox's subject of all lines that call people to an incident: withdrawn once it is over. */
export const callSubject = (key: string): string => `emergency:${key}`;
