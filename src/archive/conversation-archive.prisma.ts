import type { MessageKind } from "../channels/channel.js";
import { Prisma } from "../database/client/client.js";
import type { Database } from "../database/database.prisma.js";
import type { BuildingCode, MediaId, MessageId } from "../shared/ids.js";
import { ok } from "../shared/result.js";
import { cleanText } from "./clean-text.js";
import type { ConversationArchive, ConversationEntry } from "./conversation-archive.js";
import { fromCursor, type Position, toCursor } from "./cursor.js";

type Client = Database["prisma"];

interface Row {
  readonly id: string;
  readonly chat: string;
  readonly group_name: string | null;
  readonly sender_name: string;
  readonly text: string;
  readonly kind: string;
  readonly sent_at: Date;
  readonly reason: string;
  readonly detail: string;
  readonly media: readonly { readonly id: MediaId; readonly mime: string }[];
  readonly is_own: boolean;
}

/** A part of one building's conversation, newest first. */
interface Part {
  readonly code: BuildingCode;
  readonly wanted: string;
  readonly before: Position | undefined;
  readonly limit: number;
}

const mostEntries = 200;
const longestQuery = 200;

/**
 * The archive on PostgreSQL or PGlite. @param readThrough how many of the newest lines of a building are read through
 * in a search; only what is older is looked up in the index, where a common word of the whole city finds too much.
 */
export function createConversationArchive(
  { prisma }: Pick<Database, "prisma">,
  readThrough = 20_000,
): ConversationArchive {
  return {
    async findConversation({ code, query, cursor, limit }) {
      const position = cursor === undefined ? undefined : fromCursor(cursor);
      if (position && !position.ok) return position;
      const size = Math.min(Math.max(Math.trunc(limit) || 1, 1), mostEntries);
      const wanted = cleanText(query ?? "")
        .trim()
        .slice(0, longestQuery);
      const rows = await findRows(prisma, { code, wanted, before: position?.value, limit: size + 1 }, readThrough);
      const entries = rows.slice(0, size).map(toEntry);
      const last = entries.at(-1);
      return ok({ entries, ...(last && rows.length > size ? { nextCursor: toCursor(last) } : {}) });
    },
  };
}

async function findRows(prisma: Client, part: Part, readThrough: number): Promise<readonly Row[]> {
  const newest = await readNewest(prisma, part, readThrough);
  if (part.wanted === "" || newest.length === part.limit) return newest;
  const [end] = await prisma.$queryRaw<{ sentAt: Date; chat: string; messageId: string }[]>`
    SELECT link.sent_at AS "sentAt", link.chat, link.message_id::text AS "messageId" FROM message_building link
    WHERE link.building_code = ${part.code} ${olderThan(part.before)} ${newestFirst} OFFSET ${readThrough - 1} LIMIT 1`;
  if (!end) return newest;
  return [...newest, ...(await searchOlder(prisma, { ...part, before: end, limit: part.limit - newest.length }))];
}

const newestFirst = Prisma.sql`ORDER BY link.sent_at DESC, link.chat DESC, link.message_id DESC`;

const columns = Prisma.sql`m.id::text, m.chat, g.name AS group_name, m.sender_name, m.text, m.kind, m.sent_at, link.reason,
  link.detail, m.is_own, CASE WHEN m.media_count = 0 THEN '[]'::json ELSE (
    SELECT coalesce(json_agg(json_build_object('id', media.id, 'mime', media.mime) ORDER BY media.id), '[]'::json)
    FROM media WHERE media.message_id = m.id
  ) END AS media`;
const withGroup = Prisma.sql`LEFT JOIN chat_group g ON g.channel = m.channel AND g.account = m.account AND g.chat = m.chat`;

/** LIMIT in the inner select: without it the planner takes the two keys for unrelated and reads the whole archive. */
const readNewest = (prisma: Client, part: Part, readThrough: number): Promise<Row[]> => prisma.$queryRaw<Row[]>`
  SELECT ${columns} FROM (
    SELECT * FROM message_building link WHERE link.building_code = ${part.code} ${olderThan(part.before)}
    ${newestFirst} LIMIT ${part.wanted === "" ? part.limit : readThrough}
  ) AS link CROSS JOIN LATERAL (
    SELECT * FROM message m WHERE m.chat = link.chat AND m.sent_at = link.sent_at AND m.id = link.message_id
      ${part.wanted === "" ? Prisma.empty : Prisma.sql`AND ${holds(part.wanted)}`} LIMIT 1
  ) AS m ${withGroup} ${newestFirst} LIMIT ${part.limit}`;

/** The index finds lines with all pairs of characters; the comparison drops those that hold them apart from each other. */
const searchOlder = (prisma: Client, part: Part): Promise<Row[]> => prisma.$queryRaw<Row[]>`
  WITH m AS MATERIALIZED (
    SELECT * FROM message m WHERE bigrams(m.text) @@ bigram_query(${part.wanted}) AND ${holds(part.wanted)}
  )
  SELECT ${columns} FROM m JOIN message_building link
    ON link.building_code = ${part.code} AND link.sent_at = m.sent_at AND link.chat = m.chat AND link.message_id = m.id
  ${withGroup} WHERE true ${olderThan(part.before)} ${newestFirst} LIMIT ${part.limit}`;

const olderThan = (position: Position | undefined): Prisma.Sql =>
  position === undefined
    ? Prisma.empty
    : Prisma.sql`AND (link.sent_at, link.chat, link.message_id)
        < (${position.sentAt.toISOString()}::timestamptz, ${position.chat}, ${position.messageId}::uuid)`;

/** Capitals are folded as in `bigrams`: under the C collation, which is the same on every server. */
const holds = (wanted: string): Prisma.Sql =>
  Prisma.sql`lower(m.text COLLATE "C") LIKE lower(${`%${wanted.replace(/[\\%_]/gu, "\\$&")}%`} COLLATE "C")`;

const toEntry = (row: Row): ConversationEntry => ({
  messageId: row.id as MessageId,
  chat: row.chat,
  ...(row.group_name === null ? {} : { groupName: row.group_name }),
  senderName: row.sender_name,
  text: row.text,
  kind: row.kind as MessageKind,
  sentAt: row.sent_at,
  reason: row.reason,
  detail: row.detail,
  media: row.media,
  isOwn: row.is_own,
});
