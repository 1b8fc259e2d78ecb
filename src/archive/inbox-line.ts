import { z } from "zod";
import type { MessageKind } from "../channels/channel.js";
import type { MediaId, MessageId } from "../shared/ids.js";
import type { AcceptedMessage } from "./inbox.js";

/** The row of an accepted line in the message table. */
export interface MessageRow {
  readonly id: string;
  readonly channel: string;
  readonly account: string;
  readonly chat: string;
  readonly external_id: string;
  readonly sender_id: string;
  readonly sender_name: string;
  readonly kind: string;
  readonly text: string;
  readonly mentions_bot: boolean;
  readonly is_late: boolean;
  readonly sent_at: Date;
  readonly received_at: Date;
}

const rest = z.object({
  isGroup: z.boolean(),
  hasPersonalData: z.boolean(),
  quote: z
    .object({
      externalId: z.string().exactOptional(),
      senderName: z.string().exactOptional(),
      text: z.string().exactOptional(),
    })
    .exactOptional(),
  recalledExternalId: z.string().exactOptional(),
  media: z
    .array(
      z.object({
        id: z.uuid().transform((id) => id as MediaId),
        mime: z.string(),
        width: z.number(),
        height: z.number(),
      }),
    )
    .default([]),
});

/**
 * What the inbox table keeps of a line: only what its row in the message table does not say. The whole line costs a
 * third of the client's work for a message, and is needed only after a crash.
 */
export function toInboxLine({ isGroup, hasPersonalData, quote, recalledExternalId, media }: AcceptedMessage): string {
  const found = media.length === 0 ? undefined : media;
  return JSON.stringify({ isGroup, hasPersonalData, quote, recalledExternalId, media: found });
}

/** The line again. Throws a ZodError for what `toInboxLine` did not write. */
export const fromInboxLine = (row: MessageRow, line: unknown): AcceptedMessage => ({
  id: row.id as MessageId,
  ref: { channel: row.channel, account: row.account, chat: row.chat },
  senderId: row.sender_id,
  senderName: row.sender_name,
  externalId: row.external_id,
  kind: row.kind as MessageKind,
  text: row.text,
  mentionsBot: row.mentions_bot,
  isLate: row.is_late,
  sentAt: row.sent_at,
  receivedAt: row.received_at,
  ...rest.parse(line),
});
