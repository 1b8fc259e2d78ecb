import type { Database } from "../database/database.prisma.js";
import type { Writes } from "../database/write-sheet.prisma.js";
import type { BuildingCode, PersonId } from "../shared/ids.js";
import type { PatrolEntry, PatrolKey, PatrolPart, PatrolSide } from "./patrol.js";
import type { PatrolStore, StaffRound } from "./patrol-store.js";

/** The patrol log on PostgreSQL or PGlite. */
export const createPatrolStore = (database: Database): PatrolStore => ({
  findOf: (personId, between) => findOf(database, personId, between),
  findRounds: (grids) => findRounds(database, grids),
});

/** Writes entries; the same report again stays one entry. */
export async function writePatrols(tx: Writes, entries: readonly PatrolEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO patrol (id, building_code, person_id, side, day, part, is_normal, words, message_id, at)
    SELECT (e->>'id')::uuid, e->>'buildingCode', (e->>'personId')::uuid, e->>'side', (e->>'day')::date, e->>'part',
      (e->>'isNormal')::boolean, e->>'words', (e->>'messageId')::uuid, (e->>'at')::timestamptz
    FROM jsonb_array_elements(${JSON.stringify(entries)}::jsonb) AS e ON CONFLICT DO NOTHING`;
}

interface KeyRow {
  readonly code: BuildingCode;
  readonly side: PatrolSide;
  readonly day: string;
  readonly part: PatrolPart;
  readonly is_normal: boolean;
}

async function findOf(
  { prisma }: Database,
  personId: PersonId,
  { from, to }: Parameters<PatrolStore["findOf"]>[1],
): Promise<readonly PatrolKey[]> {
  const rows = await prisma.$queryRaw<KeyRow[]>`
    SELECT building_code AS code, side, to_char(day, 'YYYY-MM-DD') AS day, part, is_normal FROM patrol
    WHERE person_id IN (SELECT id FROM person WHERE id = ${personId}::uuid OR merged_into = ${personId}::uuid)
      AND day BETWEEN ${from}::date AND ${to}::date ORDER BY day, at`;
  return rows.map(({ code, is_normal, ...key }) => ({ ...key, buildingCode: code, isNormal: is_normal }));
}

interface RoundRow {
  readonly code: BuildingCode;
  readonly name: string;
  readonly is_rated: boolean;
  readonly star: number | null;
  readonly since: string;
}

async function findRounds({ prisma }: Database, grids: readonly string[]): Promise<readonly StaffRound[]> {
  const rows = await prisma.$queryRaw<RoundRow[]>`
    SELECT b.code, b.name, s.id IS NOT NULL AS is_rated, s.to_star AS star, to_char(coalesce(
      (SELECT max(day) FROM patrol p WHERE p.building_code = b.code AND p.side = 'staff'),
      (b.created_at AT TIME ZONE 'Asia/Shanghai')::date), 'YYYY-MM-DD') AS since
    FROM building b LEFT JOIN LATERAL (
      SELECT id, to_star FROM star_change c WHERE c.building_code = b.code AND c.stage = 'effective'
      ORDER BY c.effective_at DESC, c.id DESC LIMIT 1) s ON true
    WHERE b.grid = ANY(${[...grids]}::bpchar[]) ORDER BY b.code`;
  return rows.map(({ code, name, is_rated, star, since }) => ({ code, name, since, ...(is_rated ? { star } : {}) }));
}
