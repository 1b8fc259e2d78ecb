import type { Database } from "./database.prisma.js";

/** This month and three ahead: a keeper that does not run for a season does no harm, and then the default takes over. */
const monthsKept = 4;

/**
 * Makes the archive's partitions for this month of Shanghai and the next three, and returns how many were missing. May
 * be called at any time by any number of processes.
 */
export async function ensurePartitions(database: Pick<Database, "prisma">, now: Date): Promise<number> {
  const [row] = await database.prisma.$queryRaw<{ made: number }[]>`
    SELECT ensure_message_partitions(${now}::timestamptz, ${monthsKept}::integer) AS made`;
  return row?.made ?? 0;
}
