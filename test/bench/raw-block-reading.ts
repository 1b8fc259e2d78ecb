import pg from "pg";

/** Buildings read in one go. */
const batchSize = 500;

/**
 * Seconds of the least that counting a district costs: every row that the figures and the map follow from is read,
 * plainly, table by table and batch by batch over one connection, and nothing is done with it.
 */
export async function measureRawBlockReading(url: string, now: Date): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const since = new Date(now.getTime() - 30 * 86_400_000);
    const startedAt = performance.now();
    for (let after = ""; ;) {
      const { rows } = await client.query<{ code: string }>(
        `SELECT code, grid, street, community, lat, lon, kind, unit_count FROM building
         WHERE code > $1::bpchar ORDER BY code LIMIT $2::int`,
        [after, batchSize],
      );
      const last = rows.at(-1);
      if (!last) return (performance.now() - startedAt) / 1000;
      const codes = rows.map(({ code }) => code);
      for (const sql of reads) await client.query(sql, [codes]);
      await client.query(casesSql, [codes, since]);
      after = last.code;
    }
  } finally {
    await client.end();
  }
}

const reads: readonly string[] = [
  "SELECT building_code, to_star, effective_at FROM star_change WHERE building_code = ANY($1::bpchar[]) AND stage = 'effective'",
  "SELECT building_code, kind, person_id FROM role WHERE building_code = ANY($1::bpchar[]) AND verified_at IS NOT NULL",
  "SELECT building_code, code FROM unit WHERE building_code = ANY($1::bpchar[])",
];
const casesSql = `SELECT building_code, severity, state, origin, opened_at, due_at, closed_at FROM hazard
  WHERE building_code = ANY($1::bpchar[]) AND (closed_at IS NULL OR closed_at > $2 OR opened_at > $2)`;
