import type { Database, Tx } from "./database.prisma.js";

interface Table {
  /** Quoted where it needs it. */
  readonly name: string;
  /** Append-only by a trigger, or large. */
  readonly isTruncated: boolean;
}

/** From this size in bytes on, new files for a table and its indexes cost less than deleting its rows. */
const largeFrom = 1_048_576;

/**
 * Deletes all rows of the product and starts the counters again, in one transaction; the migrations' own table stays.
 * Small tables are deleted from: TRUNCATE makes new files for every table and index, 180 ms of PGlite's time for the
 * whole schema where this takes 15, and on PostgreSQL each of those files is synced to the disk.
 */
export const deleteAllRows = (database: Pick<Database, "transaction">): Promise<void> =>
  database.transaction(async (tx) => {
    const tables = await listUsedTables(tx);
    const truncated = tables.filter((table) => table.isTruncated).map(({ name }) => name);
    const deleted = tables
      .filter((table) => !table.isTruncated)
      .map(({ name }, at) => `t${at} AS (DELETE FROM ${name})`);
    if (truncated.length > 0) await tx.$executeRawUnsafe(`TRUNCATE ${truncated.join()} CASCADE`);
    // One statement: foreign keys are checked after all of it, so that the order does not matter.
    if (deleted.length > 0) await tx.$executeRawUnsafe(`WITH ${deleted.join()} SELECT 1`);
    await tx.$executeRaw`
      SELECT setval(seqrelid::regclass, seqstart, false) FROM pg_sequence JOIN pg_class c ON c.oid = seqrelid
      WHERE c.relnamespace = 'public'::regnamespace`;
  });

/** A table that has never held a row has no bytes. A partitioned table has those of its partitions. */
const listUsedTables = (tx: Tx): Promise<readonly Table[]> => tx.$queryRaw<Table[]>`
  SELECT quote_ident(relname) AS name, bytes >= ${largeFrom}::integer OR EXISTS (
    SELECT 1 FROM pg_trigger WHERE tgrelid = c.oid AND NOT tgisinternal AND tgtype & 8 <> 0
  ) AS "isTruncated"
  FROM pg_class c, LATERAL (
    SELECT pg_relation_size(c.oid) + coalesce(sum(pg_relation_size(relid)), 0) AS bytes FROM pg_partition_tree(c.oid)
  ) AS size
  WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
    AND relname <> '_prisma_migrations' AND bytes > 0`;
