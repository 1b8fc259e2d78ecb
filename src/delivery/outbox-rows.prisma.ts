import type { ChatRef } from "../channels/channel.js";
import { Prisma } from "../database/client/client.js";
import { groupBy } from "../shared/group-by.js";
import type { MediaId, MessageId } from "../shared/ids.js";
import type { Urgency } from "./line.js";
import type { ClaimedLine, LineCause } from "./outbox.js";

/** A row of `outbox_line`, as far as sending needs it. */
export interface OutboxRow {
  readonly id: bigint;
  readonly channel: string;
  readonly account: string;
  readonly chat: string;
  readonly kind: string;
  readonly urgency: string;
  readonly text: string;
  readonly media_id: string | null;
  readonly merge_key: string | null;
  readonly merged_into: bigint | null;
  readonly expires_at: Date | null;
  readonly caused_by: string | null;
  readonly subject: string | null;
  readonly attempts: number;
  readonly sending_at: Date | null;
}

/** The columns of an OutboxRow; the table is called `o`. */
export const outboxColumns = Prisma.sql`o.id, o.channel, o.account, o.chat, o.kind, o.urgency, o.text,
  o.media_id::text AS media_id, o.merge_key, o.merged_into, o.expires_at, o.caused_by::text AS caused_by, o.subject,
  o.attempts, o.sending_at`;

/** Puts the parts of merged lines together; heads in the order of the rows. Parts without their head are left out. */
export function assembleLines(rows: readonly OutboxRow[]): readonly ClaimedLine[] {
  const byHead = groupBy(rows, (row) => row.merged_into ?? row.id);
  return rows
    .filter((row) => row.merged_into === null)
    .map((head) => {
      const parts = (byHead.get(head.id) ?? []).filter((row) => row.id !== head.id).toSorted(byId);
      return toLine(head, [head, ...parts]);
    });
}

const byId = (a: OutboxRow, b: OutboxRow): number => (a.id < b.id ? -1 : 1);

const toLine = (head: OutboxRow, parts: readonly OutboxRow[]): ClaimedLine => ({
  ...causeOf(head),
  ref: { channel: head.channel, account: head.account, chat: head.chat } satisfies ChatRef,
  kind: head.kind,
  urgency: head.urgency as Urgency,
  text: parts.map((part) => part.text).join("\n\n"),
  parts: parts.map(causeOf),
  attempts: head.attempts,
  ...(head.media_id ? { mediaId: head.media_id as MediaId } : {}),
  ...(head.merge_key ? { mergeKey: head.merge_key } : {}),
  ...(head.expires_at ? { expiresAt: head.expires_at } : {}),
  ...(head.sending_at ? { sendingAt: head.sending_at } : {}),
});

const causeOf = (row: OutboxRow): LineCause => ({
  id: String(row.id),
  ...(row.caused_by ? { causedBy: row.caused_by as MessageId } : {}),
  ...(row.subject ? { subject: row.subject } : {}),
});
