import { plainArray, textArray } from "../database/array-literal.js";
import type { Database } from "../database/database.prisma.js";
import type { MessageId } from "../shared/ids.js";
import type { AcceptedMessage } from "./inbox.js";
import { fromInboxLine, type MessageRow, toInboxLine } from "./inbox-line.js";

type Client = Database["prisma"];

/**
 * Writes lines and returns the ids of those that were new: one statement, so all of it or nothing. Lines whose key was
 * seen before are left out; settled ones do not wait in the inbox.
 */
export async function insertAccepted(
  prisma: Client,
  messages: readonly AcceptedMessage[],
  { settled, now }: { readonly settled: ReadonlySet<MessageId>; readonly now: Date },
): Promise<ReadonlySet<string>> {
  const texts = (pick: (message: AcceptedMessage) => string | undefined): string => textArray(messages.map(pick));
  const plain = (pick: (message: AcceptedMessage) => string | number | boolean | Date): string =>
    plainArray(messages.map(pick));
  const pictures = messages.flatMap((message) =>
    message.media.map((media) => ({ media: media.id, message: message.id })),
  );
  const fresh = await prisma.$queryRaw<{ id: string }[]>`
    WITH line AS (
      SELECT * FROM unnest(
        ${plain((one) => one.id)}::uuid[], ${texts((one) => one.ref.channel)}::text[],
        ${texts((one) => one.ref.account)}::text[], ${texts((one) => one.ref.chat)}::text[],
        ${texts((one) => one.externalId)}::text[], ${texts((one) => one.senderId)}::text[],
        ${texts((one) => one.senderName)}::text[], ${texts((one) => one.kind)}::text[],
        ${texts((one) => one.text)}::text[], ${texts((one) => one.quote?.externalId)}::text[],
        ${texts((one) => one.quote?.text)}::text[], ${plain((one) => one.mentionsBot)}::boolean[],
        ${plain((one) => one.media.length)}::smallint[], ${plain((one) => one.isLate)}::boolean[],
        ${plain((one) => one.sentAt)}::timestamptz[], ${plain((one) => one.receivedAt)}::timestamptz[],
        ${texts((one) => (settled.has(one.id) ? undefined : toInboxLine(one)))}::jsonb[]
      ) AS t(id, channel, account, chat, external_id, sender_id, sender_name, kind, text, quote_external_id, quote_text,
        mentions_bot, media_count, is_late, sent_at, received_at, line)
    ), fresh AS (
      INSERT INTO seen (channel, account, chat, external_id, message_id, sent_at)
      SELECT channel, account, chat, external_id, id, sent_at FROM line
      ON CONFLICT DO NOTHING RETURNING message_id
    ), archived AS (
      INSERT INTO message (id, channel, account, chat, external_id, sender_id, sender_name, is_own, kind, text,
        quote_external_id, quote_text, mentions_bot, media_count, is_late, sent_at, received_at)
      SELECT id, channel, account, chat, external_id, sender_id, sender_name, false, kind, text,
        quote_external_id, quote_text, mentions_bot, media_count, is_late, sent_at, received_at
      FROM line JOIN fresh ON fresh.message_id = line.id
    ), waiting AS (
      INSERT INTO inbox (message_id, channel, account, chat, line, accepted_at)
      SELECT id, channel, account, chat, line, ${now.toISOString()}::timestamptz
      FROM line JOIN fresh ON fresh.message_id = line.id WHERE line.line IS NOT NULL
    ), pictured AS (
      UPDATE media SET message_id = picture.message_id
      FROM unnest(${plainArray(pictures.map((one) => one.media))}::uuid[], ${plainArray(pictures.map((one) => one.message))}::uuid[])
        AS picture(id, message_id) JOIN fresh ON fresh.message_id = picture.message_id
      WHERE media.id = picture.id
    )
    SELECT message_id::text AS id FROM fresh`;
  return new Set(fresh.map((row) => row.id));
}

/** Which of these ids are committed: tells what became of a statement whose answer was lost. */
export async function findCommitted(
  prisma: Client,
  messages: readonly AcceptedMessage[],
): Promise<ReadonlySet<string>> {
  const rows = await prisma.$queryRaw<{ id: string }[]>`
    SELECT seen.message_id::text AS id
    FROM unnest(${messages.map((one) => one.id)}::uuid[], ${messages.map((one) => one.ref.channel)}::text[],
      ${messages.map((one) => one.ref.account)}::text[], ${messages.map((one) => one.ref.chat)}::text[],
      ${messages.map((one) => one.externalId)}::text[]) AS line(id, channel, account, chat, external_id)
    JOIN seen USING (channel, account, chat, external_id)
    WHERE seen.message_id = line.id`;
  return new Set(rows.map((row) => row.id));
}

/** Lines that wait to be handled, oldest first; only those after the given id where there is one. */
export async function findWaiting(
  prisma: Client,
  { limit, after }: { readonly limit: number; readonly after?: MessageId },
): Promise<readonly AcceptedMessage[]> {
  const rows = await prisma.$queryRaw<(MessageRow & { readonly line: unknown })[]>`
    SELECT m.id::text, m.channel, m.account, m.chat, m.external_id, m.sender_id, m.sender_name, m.kind, m.text,
      m.mentions_bot, m.is_late, m.sent_at, m.received_at, inbox.line
    FROM inbox JOIN message m ON m.id = inbox.message_id AND m.chat = inbox.chat
    WHERE ${after ?? null}::uuid IS NULL OR inbox.message_id > ${after ?? null}::uuid
    ORDER BY inbox.message_id LIMIT ${limit}`;
  return rows.map(({ line, ...row }) => fromInboxLine(row, line));
}
