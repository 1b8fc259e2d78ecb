import { type ChatRef, chatKey } from "../channels/channel.js";
import type { Database, Tx } from "../database/database.prisma.js";
import type { BroadcastId, PersonId } from "../shared/ids.js";
import type { Broadcast, BroadcastStore, BroadcastTally } from "./broadcast.js";

/** Broadcasts on PostgreSQL or PGlite. */
export function createBroadcastStore(database: Database): BroadcastStore {
  const { prisma } = database;
  const withTargets = { targets: true } as const;
  return {
    async find(id) {
      const row = await prisma.broadcast.findUnique({ where: { id }, include: withTargets });
      return row ? fromRow(row) : undefined;
    },
    async findRecentByChat(refs, since) {
      if (refs.length === 0) return new Map();
      const rows = await prisma.$queryRaw<{ channel: string; account: string; chat: string; id: string }[]>`
        SELECT DISTINCT ON (t.channel, t.account, t.chat) t.channel, t.account, t.chat, b.id::text
        FROM broadcast_target t JOIN broadcast b ON b.id = t.broadcast_id
        WHERE t.chat = ANY(${refs.map((ref) => ref.chat)}) AND b.state = 'confirmed' AND b.confirmed_at >= ${since}
        ORDER BY t.channel, t.account, t.chat, b.confirmed_at DESC`;
      return new Map(rows.map((row) => [chatKey(row), row.id as BroadcastId]));
    },
    async tallyOfAuthor(authorId) {
      const row = await prisma.broadcast.findFirst({
        where: { authorId, state: "confirmed" },
        orderBy: { confirmedAt: "desc" },
        include: withTargets,
      });
      return row ? { broadcast: fromRow(row), groups: await countReceipts(database, row.id) } : undefined;
    },
  };
}

interface BroadcastRow {
  id: string;
  authorId: string;
  text: string;
  state: string;
  createdAt: Date;
  confirmedAt: Date | null;
  targets: readonly ChatRef[];
}

const fromRow = (row: BroadcastRow): Broadcast => ({
  id: row.id as BroadcastId,
  authorId: row.authorId as PersonId,
  text: row.text,
  state: row.state as Broadcast["state"],
  createdAt: row.createdAt,
  targets: row.targets.map(({ channel, account, chat }) => ({ channel, account, chat })),
  ...(row.confirmedAt ? { confirmedAt: row.confirmedAt } : {}),
});

const countReceipts = (database: Database, id: string): Promise<BroadcastTally["groups"]> =>
  database.prisma.$queryRaw<{ name: string; state: string; receipts: number }[]>`
    SELECT coalesce(g.name, t.chat) AS name, coalesce(o.state, 'queued') AS state,
      (SELECT count(*)::int FROM receipt r WHERE r.broadcast_id = t.broadcast_id AND r.chat = t.chat) AS receipts
    FROM broadcast_target t
    LEFT JOIN chat_group g ON g.channel = t.channel AND g.account = t.account AND g.chat = t.chat
    LEFT JOIN outbox_line o ON o.dedupe_key = 'broadcast:' || t.broadcast_id::text || ':' || t.chat
    WHERE t.broadcast_id = ${id}::uuid ORDER BY name`;

/** Writes broadcasts: a draft with its targets, or a change of state. */
export async function writeBroadcasts(tx: Tx, broadcasts: readonly Broadcast[]): Promise<void> {
  for (const { targets, confirmedAt, ...row } of broadcasts) {
    const data = { ...row, confirmedAt: confirmedAt ?? null };
    await tx.broadcast.upsert({
      where: { id: row.id },
      create: data,
      update: { state: data.state, confirmedAt: data.confirmedAt },
    });
    await tx.broadcastTarget.createMany({
      data: targets.map((ref) => ({ ...ref, broadcastId: row.id })),
      skipDuplicates: true,
    });
  }
}

/** Counts 收到: once a person and broadcast. */
export async function writeReceipts(
  tx: Tx,
  receipts: readonly {
    readonly broadcastId: BroadcastId;
    readonly personId: PersonId;
    readonly chat: string;
    readonly at: Date;
  }[],
): Promise<void> {
  if (receipts.length > 0) await tx.receipt.createMany({ data: [...receipts], skipDuplicates: true });
}
