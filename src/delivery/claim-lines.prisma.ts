import { Prisma } from "../database/client/client.js";
import type { Database, Tx } from "../database/database.prisma.js";
import { lanes } from "./line.js";
import { assembleLines, type OutboxRow, outboxColumns } from "./outbox-rows.prisma.js";
import type { AccountRef, ClaimedLine, ClaimRequest } from "./outbox.js";

type Client = Tx | Database["prisma"];

/** So many due lines are looked at for each line wanted, since several may be of one chat. */
const windowPerLine = 20;
const slowestLane = Math.max(...Object.values(lanes));

/**
 * Takes due lines of an account (see `Outbox.claim`). Claims of one account take turns: two at once could each take a
 * line of the same chat, because neither sees what the other has not committed yet.
 */
export async function claimLines(database: Database, request: ClaimRequest): Promise<readonly ClaimedLine[]> {
  const rows =
    database.engine === "pglite"
      ? await takeTurn(database.prisma, request)
      : await database.transaction(async (tx) => {
          await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`outbox ${request.channel} ${request.account}`}, 0))`;
          return takeTurn(tx, request);
        });
  return assembleLines(rows.toSorted(byLane));
}

const laneOf = (row: OutboxRow): number => lanes[row.urgency as keyof typeof lanes];
const byLane = (a: OutboxRow, b: OutboxRow): number => laneOf(a) - laneOf(b) || (a.id < b.id ? -1 : 1);

async function takeTurn(client: Client, request: ClaimRequest): Promise<OutboxRow[]> {
  await withdrawExpired(client, request);
  return takeHeads(client, request);
}

const withdrawExpired = (
  client: Client,
  { channel, account, now }: ClaimRequest,
): Promise<number> => client.$executeRaw`
  UPDATE outbox_line SET state = 'withdrawn', error = 'expired' WHERE id IN (
    SELECT id FROM outbox_line WHERE state = 'queued' AND expires_at <= ${now} AND channel = ${channel} AND account = ${account}
    FOR UPDATE SKIP LOCKED)`;

const takeHeads = (client: Client, request: ClaimRequest): Promise<OutboxRow[]> => client.$queryRaw<OutboxRow[]>`
  WITH near AS (
    SELECT o.chat FROM outbox_line o
    WHERE ${isDue(request)} AND o.lane <= ${request.onlyEmergencies ? lanes.emergency : slowestLane} AND NOT EXISTS (
      SELECT 1 FROM outbox_line s WHERE s.channel = o.channel AND s.account = o.account AND s.chat = o.chat
        AND s.state = 'sending' AND (o.lane > ${lanes.emergency} OR s.lane = ${lanes.emergency}))
    ORDER BY o.lane, o.not_before, o.id LIMIT ${request.limit * windowPerLine}
  ), first_of_chat AS (
    SELECT head.id, head.lane FROM (SELECT DISTINCT chat FROM near) AS c CROSS JOIN LATERAL (
      SELECT o.id, o.lane FROM outbox_line o WHERE ${isDue(request)} AND o.chat = c.chat ORDER BY o.lane, o.id LIMIT 1
    ) AS head
    ORDER BY head.lane, head.id LIMIT ${request.limit}
  ), head AS (
    SELECT o.* FROM outbox_line o WHERE o.id IN (SELECT id FROM first_of_chat) AND o.state = 'queued' FOR UPDATE SKIP LOCKED
  ), part AS (
    SELECT p.id, head.id AS head_id FROM head CROSS JOIN LATERAL (
      SELECT o.id FROM outbox_line o
      WHERE ${isDue(request)} AND o.chat = head.chat AND o.merge_key = head.merge_key AND o.lane = head.lane AND o.id > head.id
        AND o.media_id IS NULL
      ORDER BY o.id LIMIT ${request.mergeLimit - 1} FOR UPDATE SKIP LOCKED
    ) AS p
    WHERE head.merge_key IS NOT NULL AND head.media_id IS NULL
  ), taken AS (
    SELECT id, NULL::bigint AS head_id FROM head UNION ALL SELECT id, head_id FROM part
  )
  UPDATE outbox_line o SET state = 'sending', sending_at = NULL, attempts = o.attempts + 1, merged_into = taken.head_id
  FROM taken WHERE o.id = taken.id
  RETURNING ${outboxColumns}`;

const isDue = ({
  channel,
  account,
  now,
}: AccountRef & { readonly now: Date }): Prisma.Sql => Prisma.sql`o.state = 'queued'
  AND o.channel = ${channel} AND o.account = ${account} AND o.not_before <= ${now}`;
