import type { Database } from "../database/database.prisma.js";
import { isPresent } from "../buildings/person-rows.prisma.js";
import type { Clock } from "../shared/clock.js";
import type { BuildingCode, PersonId } from "../shared/ids.js";
import { findWaiting } from "./claim-rows.prisma.js";
import { findDutiesOf, findDuty } from "./duty-rows.prisma.js";
import {
  findBuildingOfPlate,
  findBuildingsNamed,
  findGridsOf,
  findNamed,
  findStaffNamed,
} from "./find-people.prisma.js";
import { findInvites } from "./invite-rows.prisma.js";
import type { KeptWord, PeopleStore } from "./people-store.js";
import type { HouseRole } from "./role-words.js";
import type { RosterEntry } from "./roster-entry.js";
import type { TryKind } from "./tries.js";

/** What is known of who is who, on PostgreSQL or PGlite. */
export function createPeopleStore(database: Database, clock: Clock): PeopleStore {
  return {
    findWaiting: (where) => findWaiting(database, where),
    findBuildingsNamed: (names, estate) => findBuildingsNamed(database, names, estate),
    findBuildingOfPlate: (code) => findBuildingOfPlate(database, code),
    findGridsOf: (sender) => findGridsOf(database, sender),
    findUnlinked: (code) => findUnlinked(database, code),
    findNamed: (name, code) => findNamed(database, { name, code, now: clock.now() }),
    findStaffNamed: (name, area) => findStaffNamed(database, { name, area, now: clock.now() }),
    findInvites: (selector, now) => findInvites(database, selector, now),
    findBindWords: (code) => findBindWords(database, code, clock.now()),
    countTries: (what, subject, day) => countTries(database, { what, subject, day }),
    findDuty: (id) => findDuty(database, id),
    findDutiesOf: (id, now) => findDutiesOf(database, id, now),
  };
}

interface EntryRow {
  readonly person_id: PersonId;
  readonly building_code: BuildingCode;
  readonly kind: HouseRole;
  readonly name: string;
  readonly room: string | null;
  readonly phone_last4: string | null;
}

async function findUnlinked({ prisma }: Database, code: BuildingCode): Promise<readonly RosterEntry[]> {
  const rows = await prisma.$queryRaw<EntryRow[]>`
    SELECT e.person_id::text, e.building_code, e.kind, e.name, e.room, e.phone_last4 FROM roster_entry e
    WHERE e.building_code = ${code}::bpchar
      AND NOT EXISTS (SELECT FROM identity i WHERE i.person_id = e.person_id) ORDER BY e.id`;
  return rows.map((row) => ({
    personId: row.person_id,
    buildingCode: row.building_code,
    role: row.kind,
    name: row.name,
    ...(row.room === null ? {} : { room: row.room }),
    ...(row.phone_last4 === null ? {} : { last4: row.phone_last4 }),
  }));
}

/** Somebody who guesses must not be able to keep the service busy. */
const mostWords = 40;

async function findBindWords({ prisma }: Database, code: BuildingCode, now: Date): Promise<readonly KeptWord[]> {
  return prisma.$queryRaw<KeptWord[]>`
    SELECT w.person_id::text AS "personId", w.salt, w.hash FROM bind_word w
    WHERE EXISTS (
      SELECT FROM role r WHERE r.person_id = w.person_id AND ${isPresent(now)}
        AND (r.building_code = ${code}::bpchar OR starts_with(${code}::text, r.area)))
    ORDER BY w.set_at DESC LIMIT ${mostWords}`;
}

async function countTries(
  { prisma }: Database,
  { what, subject, day }: { readonly what: TryKind; readonly subject: string; readonly day: string },
): Promise<number> {
  const [row] = await prisma.$queryRaw<{ count: number }[]>`
    SELECT count FROM try_count WHERE kind = ${what} AND subject = ${subject} AND day = ${day}::date`;
  return row?.count ?? 0;
}
