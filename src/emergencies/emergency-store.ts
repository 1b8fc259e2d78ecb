import type { ChatRef } from "../channels/channel.js";
import type { HazardId, PersonId } from "../shared/ids.js";
import type { Drill } from "./drill.js";
import type { EmergencyCall } from "./emergency-call.js";

/** Reads calls and drills. Writing happens only in the transaction of a cause. */
export interface EmergencyStore {
  /** By its key, or the id of its case. */
  findCall(key: string): Promise<EmergencyCall | undefined>;
  /** What began in this chat, or is about these cases, since then, newest first. */
  findRecent(query: {
    readonly ref: ChatRef;
    readonly hazardIds: readonly HazardId[];
    readonly since: Date;
  }): Promise<readonly EmergencyCall[]>;
  /** Since then: those to which the person was called, and those in these areas (prefixes), newest first. */
  findAnswerable(query: {
    readonly personId: PersonId;
    readonly areas: readonly string[];
    readonly since: Date;
  }): Promise<readonly EmergencyCall[]>;
  /** Drills that are not over. */
  findDrills(now: Date): Promise<readonly Drill[]>;
  /** The other grid workers of the grid's community: those of the nearest grids first. */
  findColleagues(grid: string, now: Date): Promise<readonly PersonId[]>;
  /** The grid of the groups in which somebody was seen; undefined where there is none. */
  findGridOfMember(person: PersonId): Promise<string | undefined>;
}
