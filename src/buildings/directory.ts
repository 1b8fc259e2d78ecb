import type { ChatRef, SenderRef } from "../channels/channel.js";
import type { BuildingCode, PersonId } from "../shared/ids.js";
import type { Building } from "./building.js";
import type { Group } from "./group.js";
import type { Person } from "./person.js";

/** Who is who and what stands where. Bulk look-ups: a batch of lines costs a handful of queries, fewer when cached. */
export interface Directory {
  /** People by `senderKey`. A sender never seen gets a new person (a passer-by without roles). */
  findSenders(senders: readonly (SenderRef & { readonly name: string })[]): Promise<ReadonlyMap<string, Person>>;
  /** Groups by `chatKey`; unknown chats are missing. */
  findGroups(refs: readonly ChatRef[]): Promise<ReadonlyMap<string, Group>>;
  findPeople(ids: readonly PersonId[]): Promise<ReadonlyMap<PersonId, Person>>;
  findBuildings(codes: readonly BuildingCode[]): Promise<ReadonlyMap<BuildingCode, Building>>;
  /** All buildings of the grid (36 on average). */
  findBuildingsOfGrid(grid: string): Promise<readonly Building[]>;
  /** People with a verified role at the building, and the staff of its grid, community and street. */
  findContacts(code: BuildingCode): Promise<BuildingContacts>;
  /** The groups that serve a building: its own first, then the grid's. */
  findGroupsOfBuilding(code: BuildingCode): Promise<readonly Group[]>;
  /** The groups bound to a grid. */
  findGroupsOfGrid(grid: string): Promise<readonly Group[]>;
}

/** What a commit has changed about people. */
export interface StalePeople {
  readonly people: ReadonlySet<PersonId>;
  /** Prefixes of the codes of buildings whose contacts are others now. */
  readonly areas: readonly string[];
}

/** Whom to turn to for a building. */
export interface BuildingContacts {
  readonly landlords: readonly Person[];
  readonly heads: readonly Person[];
  readonly sublandlords: readonly Person[];
  readonly gridWorkers: readonly Person[];
  readonly community: readonly Person[];
  readonly street: readonly Person[];
}

/** Who gets the notice: the landlord, else the sub-landlord, else the head; nobody where none can be reached. */
export function responsibleOf(contacts: BuildingContacts): Person | undefined {
  return [...contacts.landlords, ...contacts.sublandlords, ...contacts.heads].find((person) => person.direct);
}
