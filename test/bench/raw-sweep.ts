import pg from "pg";
import { rawKind } from "./district.js";

/** What the raw reference writes. */
export interface RawSweep {
  /** The first and the number of the rows. */
  readonly from: number;
  readonly rows: number;
  readonly rowsOfBatch: number;
}

const text = "【催办】您有6件还没整改:\n1126-1 3栋2楼楼梯口停电动车:今天21点到期\n清好了发张照片就行。".repeat(3);

/**
 * Rows a second of the least that a reminder costs: a line put into the outbox and a due task set to its next time, in
 * batches with one transaction each, over one connection.
 */
export async function measureRawSweep(url: string, { from, rows, rowsOfBatch }: RawSweep): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const startedAt = performance.now();
    for (let first = from; first < from + rows; first += rowsOfBatch) {
      const numbers = Array.from({ length: Math.min(rowsOfBatch, from + rows - first) }, (_, index) => first + index);
      await client.query("BEGIN");
      await client.query(insertSql, [
        numbers.map((n) => `direct:raw${n}`),
        numbers.map(() => text),
        numbers.map((n) => `raw:${n}`),
      ]);
      await client.query(updateSql, [
        numbers.map((n) => `d0000000-0000-7000-8000-${n.toString(16).padStart(12, "0")}`),
      ]);
      await client.query("COMMIT");
    }
    return rows / ((performance.now() - startedAt) / 1000);
  } finally {
    await client.end();
  }
}

const insertSql = `INSERT INTO outbox_line (channel, account, chat, kind, urgency, lane, text, dedupe_key, not_before, state, subject,
    created_at)
  SELECT 'raw', 'bot', chat, 'reminder', 'notice', 2, text, dedupe_key, '2026-11-26T01:00:00Z', 'queued', 'hazard:' || dedupe_key,
    '2026-11-26T01:00:00Z'
  FROM unnest($1::text[], $2::text[], $3::text[]) AS line(chat, text, dedupe_key) ON CONFLICT (dedupe_key) DO NOTHING`;

const updateSql = `UPDATE due_task d SET due_at = d.due_at + interval '12 hours', data = '{"since":"2026-11-26T01:00:00Z"}'
  FROM unnest($1::text[]) AS t(subject) WHERE d.kind = '${rawKind}' AND d.subject = t.subject`;
