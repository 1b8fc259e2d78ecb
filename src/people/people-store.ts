import type { Building } from "../buildings/building.js";
import type { SenderRef } from "../channels/channel.js";
import type { BuildingCode, PersonId } from "../shared/ids.js";
import type { Claim } from "./claim.js";
import type { WaitingWhere } from "./claim-query.js";
import type { Duty, DutyId } from "./duty.js";
import type { Invite } from "./invite.js";
import type { RosterEntry } from "./roster-entry.js";
import type { SecretHash } from "./secret.js";
import type { TryKind } from "./tries.js";

/** Whose word it is. */
export interface KeptWord extends SecretHash {
  readonly personId: PersonId;
}

/** Reads what is known of who is who beside their present roles. Writing happens only in the transaction of a cause. */
export interface PeopleStore {
  /** Claims that wait for an answer, oldest first. */
  findWaiting(where: WaitingWhere): Promise<readonly Claim[]>;
  /** Buildings with exactly one of these names, aliases or codes, anywhere or in an estate; at most ten. */
  findBuildingsNamed(names: readonly string[], estate?: string): Promise<readonly Building[]>;
  /** The building whose plate has this code. */
  findBuildingOfPlate(code: string): Promise<BuildingCode | undefined>;
  /** The grids of the groups that the sender is seen in. */
  findGridsOf(sender: SenderRef): Promise<readonly string[]>;
  /** Persons of the roster of a building who have never written. */
  findUnlinked(code: BuildingCode): Promise<readonly RosterEntry[]>;
  /** People like this name with a role or a claim at the building, then in the groups of its grid; at most eight. */
  findNamed(name: string, code: BuildingCode): Promise<readonly PersonId[]>;
  /** Verified staff like this name, or of the surname in it, in an area; the most like first, at most eight. */
  findStaffNamed(name: string, area: string): Promise<readonly PersonId[]>;
  /** Invitations that a code with this beginning may be for. */
  findInvites(selector: string, now: Date): Promise<readonly Invite[]>;
  /** The bind words of the people with a present role at the building, or in its area. */
  findBindWords(code: BuildingCode): Promise<readonly KeptWord[]>;
  /** Wrong tries of that day. */
  countTries(what: TryKind, subject: string, day: string): Promise<number>;
  findDuty(id: DutyId): Promise<Duty | undefined>;
  /** Duties of a person, or in their place, that last now or begin later; the first to begin first. */
  findDutiesOf(personId: PersonId, now: Date): Promise<readonly Duty[]>;
}
