import type { ChatRef } from "../channels/channel.js";
import type { Database, Tx } from "../database/database.prisma.js";
import { type MediaId, type MessageId, newId } from "../shared/ids.js";
import { cleanKey, cleanText, cutText } from "./clean-text.js";
import { maskPersonalData } from "./mask.js";

/** A line of the bot's own that went out. */
export interface OwnMessage {
  readonly ref: ChatRef;
  /** The network's id of the line, or where it gives none, a key of the outbox such as `outbox:17`. */
  readonly externalId: string;
  /** The bot's name. */
  readonly senderName: string;
  readonly text: string;
  readonly mediaId?: MediaId;
  readonly sentAt: Date;
  /** The message that the line answers: it then stands in the files of the same buildings. */
  readonly causedBy?: MessageId;
  /** As in the outbox: a line about `hazard:<id>` stands in the file of the hazard's building. */
  readonly subject?: string;
}

/**
 * Archives lines that the bot sent, once for each external id, and puts them into the files of the buildings that they
 * are about. One statement for one line or many; may be called inside a transaction or with the client itself.
 */
export async function insertOwnMessages(client: Tx | Database["prisma"], lines: readonly OwnMessage[]): Promise<void> {
  if (lines.length === 0) return;
  const of = <T>(pick: (line: OwnMessage) => T): T[] => lines.map(pick);
  await client.$executeRaw`
    WITH line AS (
      SELECT * FROM unnest(
        ${of(() => newId<MessageId>())}::uuid[], ${of((one) => one.ref.channel)}::text[], ${of((one) => one.ref.account)}::text[],
        ${of((one) => one.ref.chat)}::text[], ${of((one) => cleanKey(one.externalId))}::text[],
        ${of((one) => one.senderName)}::text[], ${of((one) => (one.mediaId ? "image" : "text"))}::text[],
        ${of((one) => maskPersonalData(cutText(cleanText(one.text))).text)}::text[], ${of((one) => one.mediaId ?? null)}::uuid[],
        ${of((one) => one.sentAt.toISOString())}::timestamptz[], ${of((one) => one.causedBy ?? null)}::uuid[],
        ${of((one) => hazardOf(one.subject))}::uuid[]
      ) AS t(id, channel, account, chat, external_id, sender_name, kind, text, media_id, sent_at, caused_by, hazard_id)
    ), fresh AS (
      INSERT INTO seen (channel, account, chat, external_id, message_id, sent_at)
      SELECT channel, account, chat, external_id, id, sent_at FROM line
      ON CONFLICT DO NOTHING RETURNING message_id
    ), archived AS (
      INSERT INTO message (id, channel, account, chat, external_id, sender_id, sender_name, is_own, kind, text,
        mentions_bot, media_count, is_late, sent_at, received_at)
      SELECT id, channel, account, chat, external_id, account, sender_name, true, kind, text,
        false, CASE WHEN media_id IS NULL THEN 0 ELSE 1 END, false, sent_at, sent_at
      FROM line JOIN fresh ON fresh.message_id = line.id
    )
    INSERT INTO message_building (building_code, sent_at, chat, message_id, reason, detail)
    SELECT about.building_code, line.sent_at, line.chat, line.id, about.reason, about.detail
    FROM line JOIN fresh ON fresh.message_id = line.id
    CROSS JOIN LATERAL (
      SELECT building_code, 'case' AS reason, number AS detail FROM hazard WHERE id = line.hazard_id
      UNION ALL
      SELECT building_code, reason, detail FROM message_building WHERE message_id = line.caused_by
    ) AS about
    ON CONFLICT DO NOTHING`;
}

const hazardOf = (subject: string | undefined): string | null =>
  /^hazard:([0-9a-f-]{36})$/u.exec(subject ?? "")?.[1] ?? null;
