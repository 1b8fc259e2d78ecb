import type { Tx } from "../database/database.prisma.js";
import { groupBy } from "../shared/group-by.js";
import { type BuildingCode, newId, type PersonId } from "../shared/ids.js";
import type { RosterRow } from "./roster-row.js";

/** A checked row with its building. */
export interface PlacedRow extends Omit<RosterRow, "building"> {
  readonly buildingCode: BuildingCode;
}

/** What became of rows. */
export interface RosterCounts {
  readonly added: number;
  readonly known: number;
  /** Whose role staff ended since: it is not given again. */
  readonly ended: number;
}

interface EntryRow {
  readonly id: string;
  readonly person_id: PersonId;
  readonly building_code: BuildingCode;
  readonly kind: string;
  readonly name: string;
  readonly phone_last4: string | null;
}

/** A row with its person, who may be new. */
interface Matched {
  readonly row: PlacedRow;
  readonly entryId: string;
  readonly personId: PersonId;
  readonly isNew: boolean;
}

/**
 * Writes rows of a roster: people who are new get a verified role and no id of any network; the same row a second time
 * changes nothing but a room or the digits of a phone that were missing.
 */
export async function importRows(tx: Tx, rows: readonly PlacedRow[], now: Date): Promise<RosterCounts> {
  const matched = matchRows(rows, await findEntries(tx, rows));
  const fresh = matched.filter((one) => one.isNew);
  await insertPersons(tx, fresh, now);
  await updateEntries(tx, matched);
  const ended = await giveRoles(tx, matched, now);
  return { added: fresh.length, known: matched.length - fresh.length, ended };
}

const findEntries = (tx: Tx, rows: readonly PlacedRow[]): Promise<EntryRow[]> =>
  tx.$queryRaw<EntryRow[]>`
    SELECT e.id::text, coalesce(p.merged_into, p.id)::text AS person_id, e.building_code, e.kind, e.name, e.phone_last4
    FROM roster_entry e JOIN person p ON p.id = e.person_id
    WHERE e.building_code = ANY(${[...new Set(rows.map((row) => row.buildingCode))]}::bpchar[]) ORDER BY e.id`;

const keyOf = (code: string, kind: string, name: string): string => `${code} ${kind} ${name}`;

/** The same building, role, name and digits; digits that one side lacks do not part two. */
function matchRows(rows: readonly PlacedRow[], entries: readonly EntryRow[]): readonly Matched[] {
  const known = new Map(
    [...groupBy(entries, (one) => keyOf(one.building_code, one.kind, one.name))].map(([key, of]) => [key, [...of]]),
  );
  return rows.map((row) => {
    const key = keyOf(row.buildingCode, row.role, row.name);
    const same = known.get(key) ?? [];
    const last4 = row.last4 ?? null;
    const found =
      same.find((one) => one.phone_last4 === last4) ?? same.find((one) => one.phone_last4 === null || last4 === null);
    if (found) return { row, entryId: found.id, personId: found.person_id, isNew: false };
    const [entryId, personId] = [newId<string>(), newId<PersonId>()];
    const entry = { id: entryId, person_id: personId, building_code: row.buildingCode, kind: row.role, name: row.name };
    known.set(key, [...same, { ...entry, phone_last4: last4 }]);
    return { row, entryId, personId, isNew: true };
  });
}

async function insertPersons(tx: Tx, fresh: readonly Matched[], now: Date): Promise<void> {
  if (fresh.length === 0) return;
  await tx.person.createMany({
    data: fresh.map(({ row, personId }) => ({ id: personId, name: row.name, createdAt: now })),
  });
  await tx.rosterEntry.createMany({
    data: fresh.map(({ row, entryId, personId }) => ({
      id: entryId,
      personId,
      buildingCode: row.buildingCode,
      kind: row.role,
      name: row.name,
      room: row.room ?? null,
      phoneLast4: row.last4 ?? null,
      importedAt: now,
    })),
  });
}

/** One row of the file a second time is no second update: the last counts. */
async function updateEntries(tx: Tx, matched: readonly Matched[]): Promise<void> {
  const latest = [...new Map(matched.filter((one) => !one.isNew).map((one) => [one.entryId, one])).values()];
  if (latest.length === 0) return;
  const data = latest.map(({ entryId, row }) => ({ id: entryId, room: row.room ?? null, last4: row.last4 ?? null }));
  await tx.$executeRaw`
    UPDATE roster_entry e SET room = coalesce(n->>'room', e.room), phone_last4 = coalesce(n->>'last4', e.phone_last4)
    FROM jsonb_array_elements(${JSON.stringify(data)}::jsonb) AS n
    WHERE e.id = (n->>'id')::uuid
      AND (coalesce(n->>'room', e.room), coalesce(n->>'last4', e.phone_last4::text))
        IS DISTINCT FROM (e.room, e.phone_last4::text)`;
}

/** Gives the roles that are missing; returns how many stay ended. */
async function giveRoles(tx: Tx, matched: readonly Matched[], now: Date): Promise<number> {
  const wanted = [...new Map(matched.map((one) => [one.entryId, one])).values()].map(({ row, personId }) => ({
    id: newId<string>(),
    person: personId,
    kind: row.role,
    code: row.buildingCode,
    room: row.role === "tenant" ? (row.room ?? null) : null,
  }));
  await tx.$executeRaw`
    INSERT INTO role (id, person_id, kind, building_code, room, verified_how, verified_at)
    SELECT (n->>'id')::uuid, (n->>'person')::uuid, n->>'kind', n->>'code', n->>'room', '名册',
      ${now.toISOString()}::timestamptz
    FROM jsonb_array_elements(${JSON.stringify(wanted)}::jsonb) AS n
    WHERE NOT EXISTS (
      SELECT FROM role r WHERE r.person_id = (n->>'person')::uuid AND r.kind = n->>'kind' AND r.building_code = n->>'code')`;
  const [row] = await tx.$queryRaw<{ ended: number }[]>`
    SELECT count(*)::int AS ended FROM jsonb_array_elements(${JSON.stringify(wanted)}::jsonb) AS n
    WHERE NOT EXISTS (
      SELECT FROM role r WHERE r.person_id = (n->>'person')::uuid AND r.kind = n->>'kind' AND r.building_code = n->>'code'
        AND r.ended_at IS NULL)`;
  return row?.ended ?? 0;
}
