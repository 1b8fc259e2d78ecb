import type { BuildingCode, HazardId, PersonId } from "../shared/ids.js";
import type { Hazard, HazardEvent } from "./hazard.js";

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

/** Reads cases. Writing happens only in the transaction of a cause. */
export interface HazardStore {
  /** At most 500 cases for each of the reporters asked for, newest first. */
  findRelated(query: CaseQuery): Promise<readonly ReportedHazard[]>;
  findById(id: HazardId): Promise<ReportedHazard | undefined>;
  /** Open cases that wait for this person's fix, most pressing first. */
  findOpenOfResponsible(id: PersonId): Promise<readonly Hazard[]>;
  findEvents(id: HazardId): Promise<readonly HazardEvent[]>;
}
