import type { BuildingCode } from "../shared/ids.js";

/** 一般, 较大, 重大. An emergency is no rated hazard: what it leaves behind is filed under a code of its own. */
export type RatedSeverity = "minor" | "major" | "critical";
/** Who found it: a tenant, the owner's side itself (主动申报), staff on patrol, a department. */
export type RatedOrigin = "tenant" | "self" | "inspection" | "department";

/** A hazard as the rating sees it. Whether it is late follows from the instants, so that two answers cannot differ. */
export interface RatedHazard {
  readonly id: string;
  /** MMDD-n as people say it. */
  readonly number: string;
  readonly code: string;
  readonly severity: RatedSeverity;
  readonly origin: RatedOrigin;
  /** Of the case; states without a finding are named in the rules and count nowhere. */
  readonly state: string;
  /** Shanghai day, YYYY-MM-DD. */
  readonly openedOn: string;
  readonly dueAt?: Date;
  /** When the owner's side said that it was done and nobody sent it back: what counts for 按时, not the day of the recheck. */
  readonly fixedAt?: Date;
  readonly closedAt?: Date;
  /** Staff found it or looked at it; before that it is only the bot's reading of a text. */
  readonly isConfirmed: boolean;
}

/** What a person found or granted, such as `fake-fix`, `penalty`, `safety-facility`; days are YYYY-MM-DD. */
export interface Finding {
  readonly kind: string;
  readonly foundOn: string;
}

/** A confirmed veto (V1 to V11). Still in force while `clearedOn` is missing. */
export interface ConfirmedVeto {
  readonly id: string;
  readonly confirmedOn: string;
  readonly clearedOn?: string;
}

/** Everything that a rating follows from. */
export interface BuildingFacts {
  readonly buildingCode: BuildingCode;
  /** The newest stored value of each measured input, such as declaredRate (0 to 1), archiveCompleteness, patrolDays. */
  readonly metrics: Readonly<Record<string, number>>;
  /**
   * The patrol log of the house's own people: its first day, and its days among the last 30. Missing: there is
   * no log, and what was measured as patrolDays counts, if anything.
   */
  readonly patrols?: { readonly firstOn: string; readonly days: readonly string[] };
  readonly hasTrainedHead: boolean;
  readonly hasStreetCheck: boolean;
  readonly vetoes: readonly ConfirmedVeto[];
  readonly findings: readonly Finding[];
  readonly hazards: readonly RatedHazard[];
  /** The building is known to the system since this day; a year without overdue needs a year of record. */
  readonly knownSince: string;
  readonly hasPendingAppeal: boolean;
}
