import pg from "pg";

const rows = 300;

/**
 * Milliseconds of the least that a line costs, one after the other over one connection: its row is committed, then a row
 * of what it led to.
 */
export async function measureRawCommit(url: string, run: string): Promise<readonly number[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const times: number[] = [];
    for (let n = 0; n < rows; n += 1) {
      const startedAt = performance.now();
      await client.query(messageSql, [`${run}-${n}`, new Date()]);
      await client.query(lineSql, [`${run}-${n}`, new Date()]);
      times.push(performance.now() - startedAt);
    }
    return times;
  } finally {
    await client.end();
  }
}

const messageSql = `INSERT INTO message (id, channel, account, chat, external_id, sender_id, sender_name, is_own, kind, text,
    mentions_bot, media_count, is_late, sent_at, received_at)
  VALUES (gen_random_uuid(), 'raw', 'bot', 'raw', $1, 'p', 'p', false, 'text', '3栋2楼楼梯口停了两台电动车', false, 0, false, $2, $2)`;

const lineSql = `INSERT INTO outbox_line (channel, account, chat, kind, urgency, lane, text, dedupe_key, not_before, state, created_at)
  VALUES ('raw', 'bot', 'direct:raw', 'receipt', 'reply', 1, '收到', $1, $2, 'withdrawn', $2)`;
