import type { SqlSession } from "../database/database.prisma.js";

/** The tables in which rows wait; each has `line` and `faults`. */
export type StageTable = "import_row" | "import_unit";

/** A row of the file with all that is wrong with it, in Chinese. */
export interface FaultyRow {
  readonly line: number;
  readonly faults: readonly string[];
}

const pageSize = 1000;

/** How many rows are wrong. */
export async function countFaulty(session: SqlSession, table: StageTable): Promise<number> {
  const [row] = await session.query(`SELECT count(*)::int AS count FROM ${table} WHERE faults <> '{}'`);
  return Number(row?.["count"]);
}

/** The rows that are wrong, in the order of the file, read by pages. */
export async function* faultyRows(session: SqlSession, table: StageTable): AsyncGenerator<FaultyRow> {
  for (let after = 0; ;) {
    const page = (await session.query(
      `SELECT line, faults FROM ${table} WHERE faults <> '{}' AND line > $1::int ORDER BY line LIMIT ${pageSize}`,
      [after],
    )) as unknown as readonly FaultyRow[];
    yield* page;
    if (page.length < pageSize) return;
    after = page.at(-1)?.line ?? after;
  }
}
