import { plainArray, textArray } from "../database/array-literal.js";
import { Prisma } from "../database/client/client.js";
import type { Database, Tx } from "../database/database.prisma.js";
import { countingVersion, countSql } from "./block-sql.prisma.js";
import type { BlockRun, BlockStore, StoredBlock } from "./block-store.js";

interface StateRow {
  readonly epoch: string;
  readonly version: bigint;
  readonly definition: string;
}

/** Block figures on PostgreSQL or PGlite. @param kinds of buildings that the map knows, in the order of its table */
export function createBlockStore(database: Database, kinds: readonly string[]): BlockStore {
  const definition = [countingVersion, ...kinds].join();
  const count = (now: Date, isAll: boolean): Promise<BlockRun> =>
    database.transaction(async (tx) => countGrids(tx, { now, isAll, kinds, definition }));
  return {
    refresh: async (now) => (await findFresh(database, { now, definition })) ?? count(now, false),
    rebuild: (now) => count(now, true),
    loadChanged: (since) => loadChanged(database, since),
  };
}

/** The run that holds, where nothing is to be counted. */
async function findFresh(
  { prisma }: Pick<Database, "prisma">,
  { now, definition }: { readonly now: Date; readonly definition: string },
): Promise<BlockRun | undefined> {
  const [row] = await prisma.$queryRaw<(StateRow & { readonly is_stale: boolean })[]>`
    SELECT epoch::text, version, definition, EXISTS (SELECT 1 FROM block_change)
      OR EXISTS (SELECT 1 FROM block_grid WHERE next_at <= ${now}) AS is_stale FROM block_state`;
  return row && !row.is_stale && row.definition === definition ? runOf(row) : undefined;
}

const runOf = ({ epoch, version }: StateRow): BlockRun => ({ epoch, version: Number(version) });

interface Counting {
  readonly now: Date;
  readonly isAll: boolean;
  readonly kinds: readonly string[];
  readonly definition: string;
}

/**
 * For the transaction only. A plan for a whole district looks dear enough to be compiled, which takes longer than running
 * it; and some hundred grids of it are read by index sooner than by going through all cases, since these lie in memory.
 */
const settings = Prisma.sql`set_config('jit', 'off', true), set_config('work_mem', '64MB', true),
  set_config('random_page_cost', '1.1', true)`;

/** The row of the state is locked first: of two counts of a grid the later one must also be the one that is written last. */
async function countGrids(tx: Tx, { now, isAll, kinds, definition }: Counting): Promise<BlockRun> {
  await tx.$executeRaw`SELECT ${settings}`;
  const state = await lockState(tx);
  const taken = await tx.$queryRaw<{ grid: string }[]>`
    WITH gone AS (DELETE FROM block_change RETURNING grid) SELECT DISTINCT grid FROM gone`;
  const isRebuilt = isAll || state.definition !== definition;
  if (isRebuilt) await tx.$executeRaw`DELETE FROM block_grid`;
  const others = isRebuilt
    ? await tx.$queryRaw<{ grid: string }[]>`SELECT DISTINCT grid FROM building`
    : await tx.$queryRaw<{ grid: string }[]>`SELECT grid FROM block_grid WHERE next_at <= ${now}`;
  const grids = [...new Set([...taken, ...others].map(({ grid }) => grid))];
  if (grids.length === 0 && !isRebuilt) return runOf(state); // another process was quicker
  const version = state.version + 1n;
  await tx.$executeRawUnsafe(countSql, plainArray(grids), now, version, textArray(kinds));
  const [row] = await tx.$queryRaw<StateRow[]>`
    UPDATE block_state SET version = ${version}, definition = ${definition},
      epoch = CASE WHEN ${isRebuilt} THEN gen_random_uuid() ELSE epoch END
    RETURNING epoch::text, version, definition`;
  if (!row) throw new Error("the state of the block figures is gone");
  return runOf(row);
}

async function lockState(tx: Tx): Promise<StateRow> {
  const [row] = await tx.$queryRaw<StateRow[]>`
    INSERT INTO block_state (id, epoch, version, definition) VALUES (1, gen_random_uuid(), 0, '')
    ON CONFLICT (id) DO UPDATE SET id = 1 RETURNING epoch::text, version, definition`;
  if (!row) throw new Error("the state of the block figures cannot be locked");
  return row;
}

interface BlockRow {
  readonly grid: string;
  readonly street: string;
  readonly community: string;
  readonly figures: readonly number[];
  readonly points: readonly number[];
  readonly at: number;
}

/** One text for all rows costs a fraction of what as many rows of the client cost. */
async function loadChanged(
  { prisma }: Pick<Database, "prisma">,
  since: BlockRun | undefined,
): Promise<readonly StoredBlock[]> {
  const [found] = await prisma.$queryRaw<{ rows: string }[]>`
    SELECT '[' || coalesce(string_agg(json_build_object('grid', b.grid, 'street', b.street, 'community', b.community,
      'figures', b.figures, 'points', b.points::json, 'at', round(extract(epoch FROM b.points_at) * 1000))::text, ','), '')
      || ']' AS rows
    FROM block_grid b JOIN block_state s
      ON s.epoch::text IS DISTINCT FROM ${since?.epoch ?? null}::text OR b.version > ${since?.version ?? 0}::bigint`;
  const rows = JSON.parse(found?.rows ?? "[]") as readonly BlockRow[];
  return rows.map(({ at, ...block }) => ({ ...block, pointsAt: new Date(at) }));
}
