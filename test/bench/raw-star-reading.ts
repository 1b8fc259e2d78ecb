import pg from "pg";

/** Buildings read in one go. */
const batchSize = 500;

/**
 * Buildings a second of the least that a rating costs: every row that it follows from is read, plainly, table by table
 * and batch by batch over one connection, and nothing is done with it.
 */
export async function measureRawReading(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const startedAt = performance.now();
    let buildings = 0;
    for (let after = ""; ;) {
      const { rows } = await client.query<{ code: string }>(
        "SELECT code FROM building WHERE code > $1::bpchar ORDER BY code LIMIT $2::int",
        [after, batchSize],
      );
      const last = rows.at(-1);
      if (!last) return buildings / ((performance.now() - startedAt) / 1000);
      for (const sql of reads) await client.query(sql, [rows.map(({ code }) => code)]);
      buildings += rows.length;
      after = last.code;
    }
  } finally {
    await client.end();
  }
}

const reads: readonly string[] = [
  "SELECT building_code, kind, as_of, value FROM metric WHERE building_code = ANY($1::bpchar[])",
  "SELECT building_code, key, value, recorded_at FROM building_fact WHERE building_code = ANY($1::bpchar[])",
  `SELECT id, number, building_code, code, severity, origin, state, opened_on, due_at, closed_at FROM hazard
    WHERE building_code = ANY($1::bpchar[])`,
  `SELECT e.hazard_id, e.seq, e.kind, e.at FROM hazard h JOIN hazard_event e ON e.hazard_id = h.id
    WHERE h.building_code = ANY($1::bpchar[])`,
  "SELECT building_code, kind FROM role WHERE building_code = ANY($1::bpchar[])",
  "SELECT building_code, to_star, stage, effective_at FROM star_change WHERE building_code = ANY($1::bpchar[])",
];
