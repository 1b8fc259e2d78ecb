import pg from "pg";
import { lineOf } from "./group-talk.js";

const rowsOfStatement = 1000;
const connections = 2;

/** Rows a second of one statement with 1,000 unnested rows into the `message` table, over two connections. */
export async function measureRawInsert(url: string, seconds: number): Promise<number> {
  const until = performance.now() + seconds * 1000;
  const startedAt = performance.now();
  const counts = await Promise.all(Array.from({ length: connections }, (_, lane) => insertUntil(url, lane, until)));
  return counts.reduce((sum, count) => sum + count, 0) / ((performance.now() - startedAt) / 1000);
}

const sql = `INSERT INTO message (id, channel, account, chat, external_id, sender_id, sender_name, is_own, kind, text,
    mentions_bot, media_count, is_late, sent_at, received_at)
  SELECT gen_random_uuid(), 'raw', 'bot', chat, external_id, 'p', 'p', false, 'text', text, false, 0, false, $4, $4
  FROM unnest($1::text[], $2::text[], $3::text[]) AS t(chat, external_id, text)`;

async function insertUntil(url: string, lane: number, until: number): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let count = 0;
    for (let batch = 0; performance.now() < until; batch += 1) {
      const numbers = Array.from({ length: rowsOfStatement }, (_, index) => batch * rowsOfStatement + index);
      await client.query(sql, [
        numbers.map((n) => `raw${n % 200}`),
        numbers.map((n) => `${lane}-${n}`),
        numbers.map((n) => lineOf(n).text),
        new Date(),
      ]);
      count += rowsOfStatement;
    }
    return count;
  } finally {
    await client.end();
  }
}
