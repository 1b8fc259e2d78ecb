import { type ChatRef, chatKey, directChat, senderKey } from "../channels/channel.js";
import type { Database } from "../database/database.prisma.js";
import type { Clock } from "../shared/clock.js";
import type { BuildingCode, PersonId } from "../shared/ids.js";
import { loadBuildings, loadGrids } from "./building-rows.prisma.js";
import { createCachedLookup } from "./cached-lookup.js";
import { loadContacts } from "./contact-rows.prisma.js";
import type { BuildingContacts, Directory, StalePeople } from "./directory.js";
import { loadGroups, loadGroupsOfBuildings, loadGroupsOfGrids } from "./group-rows.prisma.js";
import type { Person } from "./person.js";
import { loadPeople } from "./person-rows.prisma.js";
import { findOrAddSenders, type NamedSender } from "./sender-rows.prisma.js";

/** A directory that remembers what it was asked. */
export interface CachedDirectory extends Directory {
  /** Forgets what is no longer true; call after a commit that changed people or their roles. */
  forget(stale: StalePeople): void;
  /** Forgets all; call after a commit that changed people, roles, groups or buildings. */
  invalidate(): void;
}

/** How much is remembered: a street has some ten thousand people and 250 grids. */
const limits = { people: 50_000, groups: 20_000, buildings: 50_000, grids: 1000 };

const itself = <Key>(key: Key): Key => key;
const noContacts: BuildingContacts = {
  landlords: [],
  heads: [],
  sublandlords: [],
  gridWorkers: [],
  community: [],
  street: [],
};

/**
 * The directory on PostgreSQL or PGlite. What one moment asks for together costs one query of each kind, and nothing
 * when it was asked before. @param ttlMs how long a change by another process may stay unseen
 */
export function createDirectory(database: Database, clock: Clock, ttlMs = 60_000): CachedDirectory {
  const { identities, people } = createPeopleLookups(database, clock, ttlMs);
  const byCode = <Value>(load: (codes: readonly BuildingCode[]) => Promise<ReadonlyMap<BuildingCode, Value>>) =>
    createCachedLookup({ keyOf: itself<BuildingCode>, load, max: limits.buildings, ttlMs });
  const byGrid = <Value>(load: (grids: readonly string[]) => Promise<ReadonlyMap<string, Value>>) =>
    createCachedLookup({ keyOf: itself<string>, load, max: limits.grids, ttlMs });
  const groups = createCachedLookup({
    keyOf: chatKey,
    load: (refs: readonly ChatRef[]) => loadGroups(database, refs),
    max: limits.groups,
    ttlMs,
  });
  const buildings = byCode((codes) => loadBuildings(database, codes));
  const contacts = byCode((codes) => loadContacts(database, codes, clock.now()));
  const groupsOfBuilding = byCode((codes) => loadGroupsOfBuildings(database, codes));
  const buildingsOfGrid = byGrid((grids) => loadGrids(database, grids));
  const groupsOfGrid = byGrid((grids) => loadGroupsOfGrids(database, grids));
  const all = [identities, people, groups, buildings, contacts, groupsOfBuilding, buildingsOfGrid, groupsOfGrid];
  return {
    async findSenders(senders) {
      const ids = await identities.findMany(senders);
      return toSenders(senders, { ids, people: await people.findMany([...new Set(ids.values())]) });
    },
    findGroups: (refs) => groups.findMany(refs),
    findPeople: (ids) => people.findMany(ids),
    findBuildings: (codes) => buildings.findMany(codes),
    findBuildingsOfGrid: async (grid) => (await buildingsOfGrid.findMany([grid])).get(grid) ?? [],
    findContacts: async (code) => (await contacts.findMany([code])).get(code) ?? noContacts,
    findGroupsOfBuilding: async (code) => (await groupsOfBuilding.findMany([code])).get(code) ?? [],
    findGroupsOfGrid: async (grid) => (await groupsOfGrid.findMany([grid])).get(grid) ?? [],
    forget(stale) {
      identities.forget((_, id) => id !== undefined && stale.people.has(id));
      people.forget((id) => stale.people.has(id));
      contacts.forget((code) => stale.areas.some((area) => code.startsWith(area)));
    },
    invalidate: () => all.forEach((lookup) => lookup.clear()),
  };
}

function createPeopleLookups(database: Database, clock: Clock, ttlMs: number) {
  return {
    identities: createCachedLookup({
      keyOf: senderKey,
      load: (senders: readonly NamedSender[]) => findOrAddSenders(database, senders, clock.now()),
      max: limits.people,
      ttlMs,
    }),
    people: createCachedLookup({
      keyOf: itself<PersonId>,
      load: (ids: readonly PersonId[]) => loadPeople(database, ids, clock.now()),
      max: limits.people,
      ttlMs,
    }),
  };
}

/** A sender is answered where they wrote, also when the person has a newer identity elsewhere. */
function toSenders(
  senders: readonly NamedSender[],
  known: { readonly ids: ReadonlyMap<string, PersonId>; readonly people: ReadonlyMap<PersonId, Person> },
): ReadonlyMap<string, Person> {
  const found = new Map<string, Person>();
  for (const sender of senders) {
    const id = known.ids.get(senderKey(sender));
    const person = id && known.people.get(id);
    if (!person) continue;
    const direct = { channel: sender.channel, account: sender.account, chat: directChat(sender.externalId) };
    found.set(senderKey(sender), { ...person, direct });
  }
  return found;
}
