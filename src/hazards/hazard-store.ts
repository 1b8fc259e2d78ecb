import type { BuildingCode, HazardId, MessageId, PersonId } from "../shared/ids.js";
import type { Hazard, HazardEvent, HazardSnapshot, WaitingHazard } from "./hazard.js";

/** What a conversation may be about: cases near the people and buildings in it. */
export interface CaseQuery {
  /** Open cases of these buildings. */
  readonly buildingCodes: readonly BuildingCode[];
  /** Cases that these people reported or joined: open, or closed since `closedSince`. */
  readonly reporterIds: readonly PersonId[];
  /** Open cases in these areas (prefixes of building codes): for staff. */
  readonly areas: readonly string[];
  readonly closedSince: Date;
}

/** A case with those who reported it: the first reporter and the joined ones (附议人). */
export interface ReportedHazard {
  readonly hazard: Hazard;
  readonly reporterIds: readonly PersonId[];
}

/** What the last command of somebody did to one case. */
export interface UndoableStep {
  /** The case as it stands now. */
  readonly found: ReportedHazard;
  /** The entry of the log that can be taken back; anything after it stands in the way. */
  readonly seq: number;
  readonly before: HazardSnapshot;
  readonly causedBy?: MessageId;
}

/** Reads cases. Writing happens only in the transaction of a cause. */
export interface HazardStore {
  /** At most 500 cases for each of the reporters asked for, newest first. */
  findRelated(query: CaseQuery): Promise<readonly ReportedHazard[]>;
  findById(id: HazardId): Promise<ReportedHazard | undefined>;
  /** Cases by their ids; unknown ones are missing. */
  findByIds(ids: readonly HazardId[]): Promise<ReadonlyMap<HazardId, Hazard>>;
  /** Cases that wait for a fix by each of these people, most pressing first. */
  findWaitingOf(ids: readonly PersonId[]): Promise<ReadonlyMap<PersonId, readonly WaitingHazard[]>>;
  /** Cases of these kinds in these buildings that were closed after a recheck since then, newest first. */
  findClosed(query: {
    readonly buildingCodes: readonly BuildingCode[];
    readonly codes: readonly string[];
    readonly since: Date;
  }): Promise<readonly Hazard[]>;
  /** Open cases in the buildings of these grids. */
  findOpenOfGrids(grids: readonly string[]): Promise<readonly Hazard[]>;
  /** How many cases of these grids were closed after a recheck since then. */
  countClosed(query: { readonly grids: readonly string[]; readonly since: Date }): Promise<number>;
  /** The entries that the last message of this person as staff led to, if it was not before `since`. */
  findLastSteps(actorId: PersonId, since: Date): Promise<readonly UndoableStep[]>;
  /** The newest case of that number in these areas (prefixes of building codes). */
  findByNumber(number: string, areas: readonly string[]): Promise<ReportedHazard | undefined>;
  /** How many cases that this person reported since then ended as false alarms, one of them left out. */
  countFalseAlarms(reporterId: PersonId, which: { readonly since: Date; readonly except: HazardId }): Promise<number>;
  /** Whether two of the staff agreed since then that a report of this person was malice. */
  hasAgreedMalice(reporterId: PersonId, since: Date): Promise<boolean>;
  findEvents(id: HazardId): Promise<readonly HazardEvent[]>;
}
