import type { ChatRef } from "../channels/channel.js";
import type { BuildingCode, HazardId, MediaId, MessageId, PersonId } from "../shared/ids.js";
import type { Severity } from "../understanding/reading.js";

/**
 * Where a case stands: 待核实 reported, 已受理 accepted, 已告知 notified, 整改中 rectifying, 待复查 awaiting-recheck,
 * 移交 referred, 执法办理 enforcement, and the ends 已销号 closed, 误报 false-alarm, 重复 duplicate, 撤回 withdrawn.
 * 退回, 延期, 逾期, 督办, 责任改判 and 回潮 are marks beside the state: see HazardMarks and standing.ts.
 */
export type HazardState =
  | "reported"
  | "accepted"
  | "notified"
  | "rectifying"
  | "awaiting-recheck"
  | "referred"
  | "enforcement"
  | "closed"
  | "false-alarm"
  | "duplicate"
  | "withdrawn";

/** Who found it: a tenant or passer-by, the owner's side itself (主动申报), staff on patrol. */
export type HazardOrigin = "tenant" | "self" | "inspection";

/** Where in the building. */
export interface HazardPlace {
  readonly floor?: number;
  readonly room?: string;
  readonly spot?: string;
}

/** What the log says of a case beside its state. Instants are ISO strings: it is stored as JSON. */
export interface HazardMarks {
  /** Who first looked at it on site, and when (核实). */
  readonly acceptedBy?: PersonId;
  readonly acceptedAt?: string;
  /** When the responsible side said that it had read the notice (签收). */
  readonly signedAt?: string;
  /** By when the responsible side says that it will be done. */
  readonly promisedBy?: string;
  /** When it last said that it is at work on it. */
  readonly promisedAt?: string;
  /** When it last said that it is done. */
  readonly fixedAt?: string;
  /** A wish for more time that nobody has answered yet. */
  readonly delayAskedAt?: string;
  /** How often more time was granted (延期), and how often a fix was found wanting (退回). */
  readonly extensions?: number;
  readonly returns?: number;
  /** Since when the community or the street watches over it (督办). */
  readonly supervisedAt?: string;
  /** It passed its deadline unfixed, at this instant (逾期). */
  readonly overdueAt?: string;
  /** How often somebody else was made responsible (责任改判). */
  readonly reassignments?: number;
  /** Who took over an emergency, and when; until then, since when everybody was called in vain. */
  readonly acknowledgedBy?: PersonId;
  readonly acknowledgedAt?: string;
  readonly unansweredAt?: string;
  /** The case that this one is the same as (重复). */
  readonly mergedInto?: HazardId;
  /** Who of the staff takes the report for malice (恶意), and until when another of them may agree. */
  readonly maliceBy?: PersonId;
  readonly maliceUntil?: string;
  /** When a second one agreed. */
  readonly maliceAgreedAt?: string;
  /** The closed case that came back (回潮). */
  readonly recursOf?: HazardId;
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
  readonly marks: HazardMarks;
  /** Number of events folded. */
  readonly version: number;
}

/** As much of a case as a line says of it. */
export type NamedHazard = Pick<
  Hazard,
  "id" | "number" | "buildingCode" | "code" | "severity" | "place" | "dueAt" | "rulesVersion"
>;

/** As much of a case as it takes to say that its fix is still waited for. */
export type WaitingHazard = NamedHazard & Pick<Hazard, "state" | "marks">;

/** What an undone event takes a case back to. */
export type HazardSnapshot = Pick<Hazard, "state" | "code" | "severity" | "marks"> & {
  readonly dueAt?: string;
  readonly closedAt?: string;
  readonly responsibleId?: PersonId;
};

/** What can happen to a case. `data` is stored as JSON. */
export type HazardEventKind =
  | "reported"
  | "joined"
  | "supplemented"
  | "accepted"
  | "notified"
  | "signed"
  | "promised"
  | "fixed"
  | "returned"
  | "passed"
  | "false-alarm"
  | "recategorised"
  | "merged"
  | "withdrawn"
  | "reassigned"
  | "extension-requested"
  | "extended"
  | "delay-refused"
  | "rescheduled"
  | "objected"
  | "referred"
  | "enforced"
  | "answered"
  | "supervised"
  | "overdue"
  | "reopened"
  | "undone"
  | "reminded"
  | "escalated"
  | "acknowledged"
  | "unanswered"
  | "malice-proposed"
  | "malice-agreed"
  | "malice-refused";

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
  /** Only in `merged`: the case that this one is the same as. */
  readonly into?: HazardId;
  /** Only in `malice-proposed`: until when another of the staff may agree. */
  readonly until?: string;
  /** Only in `undone`: the entry that no longer counts, and what it takes the case back to. */
  readonly undoes?: number;
  readonly before?: HazardSnapshot;
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
  /** The same kind in the same building was closed not long ago (回潮). */
  readonly recursOf?: HazardId;
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

/** The states in which a case is over. */
export const endStates: ReadonlySet<HazardState> = new Set(["closed", "false-alarm", "duplicate", "withdrawn"]);

/** Whether the case is over. */
export const isClosed = (hazard: Pick<Hazard, "state">): boolean => endStates.has(hazard.state);

/** Whether somebody beside the house works on it: 移交 or 执法办理. */
export const isWithDepartment = (hazard: Pick<Hazard, "state">): boolean =>
  hazard.state === "referred" || hazard.state === "enforcement";

/** The states in which the responsible side has to act. */
export const waitingStates: readonly HazardState[] = ["reported", "accepted", "notified", "rectifying"];

/** Whether the responsible side has to act now. */
export const isWaitingForFix = (hazard: Pick<Hazard, "state">): boolean => waitingStates.includes(hazard.state);
