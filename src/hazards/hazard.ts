import type { ChatRef } from "../channels/channel.js";
import type { BuildingCode, HazardId, MediaId, MessageId, PersonId } from "../shared/ids.js";
import type { Severity } from "../understanding/reading.js";

/**
 * Where a case stands: 待核实 reported, 已受理 accepted, 已告知 notified, 整改中 rectifying, 待复查 awaiting-recheck,
 * 移交 referred, and the ends 已销号 closed, 误报 false-alarm.
 */
export type HazardState =
  | "reported"
  | "accepted"
  | "notified"
  | "rectifying"
  | "awaiting-recheck"
  | "referred"
  | "closed"
  | "false-alarm";

/** Who found it: a tenant or passer-by, the owner's side itself (主动申报), staff on patrol. */
export type HazardOrigin = "tenant" | "self" | "inspection";

/** Where in the building. */
export interface HazardPlace {
  readonly floor?: number;
  readonly room?: string;
  readonly spot?: string;
}

/** A hazard case: the fold of its events. */
export interface Hazard {
  readonly id: HazardId;
  /** MMDD-n as people say it; given out when the case is committed, empty before. */
  readonly number: string;
  /** Shanghai day of the report, YYYY-MM-DD. */
  readonly openedOn: string;
  /** First 12 digits of the building code. */
  readonly communityCode: string;
  readonly buildingCode: BuildingCode;
  readonly code: string;
  readonly severity: Severity;
  readonly state: HazardState;
  readonly origin: HazardOrigin;
  readonly place: HazardPlace;
  readonly summary: string;
  /** The chat in which it was reported. */
  readonly ref: ChatRef;
  readonly reporterId: PersonId;
  readonly responsibleId?: PersonId;
  readonly rulesVersion: string;
  readonly openedAt: Date;
  readonly dueAt?: Date;
  readonly closedAt?: Date;
  /** Number of events folded. */
  readonly version: number;
}

/** What can happen to a case. `data` is stored as JSON. */
export type HazardEventKind =
  | "reported"
  | "joined"
  | "supplemented"
  | "accepted"
  | "notified"
  | "promised"
  | "fixed"
  | "returned"
  | "passed"
  | "false-alarm"
  | "recategorised"
  | "extension-requested"
  | "extended"
  | "objected"
  | "referred"
  | "reopened"
  | "reminded"
  | "escalated";

/** What an event may carry. Instants are ISO strings. */
export interface HazardEventData {
  readonly text?: string;
  readonly dueAt?: string;
  /** By when the responsible side says that it will be done; the deadline stays. */
  readonly promisedBy?: string;
  readonly responsibleId?: PersonId;
  readonly mediaIds?: readonly MediaId[];
  readonly to?: readonly string[];
  readonly step?: string;
  /** Only in `recategorised`: what the hazard is by the word of staff. */
  readonly code?: string;
  readonly severity?: Severity;
  /** Only in `reported`: the case as it was opened. */
  readonly opening?: HazardOpening;
}

/** What a case is opened with; instants are ISO strings. */
export interface HazardOpening {
  readonly openedOn: string;
  readonly communityCode: string;
  readonly buildingCode: BuildingCode;
  readonly code: string;
  readonly severity: Severity;
  readonly origin: HazardOrigin;
  readonly place: HazardPlace;
  readonly summary: string;
  readonly ref: ChatRef;
  readonly reporterId: PersonId;
  readonly rulesVersion: string;
}

/** One entry of a case's log. */
export interface HazardEvent {
  readonly hazardId: HazardId;
  /** 1, 2, 3 … within the case. */
  readonly seq: number;
  readonly kind: HazardEventKind;
  /** Missing for what time brought about. */
  readonly actorId?: PersonId;
  readonly at: Date;
  readonly data: HazardEventData;
  readonly messageId?: MessageId;
}

/** Whether the case is over. */
export const isClosed = (hazard: Hazard): boolean => hazard.state === "closed" || hazard.state === "false-alarm";

/** Whether the responsible side has to act now. */
export const isWaitingForFix = (hazard: Hazard): boolean =>
  hazard.state === "reported" ||
  hazard.state === "accepted" ||
  hazard.state === "notified" ||
  hazard.state === "rectifying";
