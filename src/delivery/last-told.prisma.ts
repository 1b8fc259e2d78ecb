import { type ChatRef, chatKey } from "../channels/channel.js";
import type { Database } from "../database/database.prisma.js";

/** When the newest line of some kinds was decided that went to each chat since an instant, by `chatKey`. */
export type FindLastTold = (
  chats: readonly ChatRef[],
  which: { readonly kinds: readonly string[]; readonly since: Date },
) => Promise<ReadonlyMap<string, Date>>;

/** Looks among the lines that the network got or is being given. */
export const createFindLastTold =
  ({ prisma }: Pick<Database, "prisma">): FindLastTold =>
  async (chats, { kinds, since }) => {
    if (chats.length === 0) return new Map();
    const rows = await prisma.$queryRaw<(ChatRef & { toldAt: Date })[]>`
      SELECT o.channel, o.account, o.chat, max(o.created_at) AS "toldAt"
      FROM unnest(${chats.map((one) => one.channel)}::text[], ${chats.map((one) => one.account)}::text[],
        ${chats.map((one) => one.chat)}::text[]) AS wanted(channel, account, chat)
      JOIN outbox_line o USING (channel, account, chat)
      WHERE o.sending_at >= ${since} AND o.kind = ANY(${[...kinds]}) AND o.state IN ('sending', 'sent', 'confirmed', 'in-doubt')
      GROUP BY o.channel, o.account, o.chat`;
    return new Map(rows.map((row) => [chatKey(row), row.toldAt]));
  };
