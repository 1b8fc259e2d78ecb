import { recalledText } from "../archive/recalled-text.js";
import type { ChatRef } from "../channels/channel.js";
import type { Tx } from "../database/database.prisma.js";

/** Blanks what people took back; the row stays, so that the order of the talk can still be seen. */
export async function recallMessages(
  tx: Tx,
  recalls: readonly { readonly ref: ChatRef; readonly externalId: string }[],
): Promise<void> {
  if (recalls.length === 0) return;
  await tx.$executeRaw`
    UPDATE message SET text = ${recalledText}, quote_text = NULL
    FROM jsonb_array_elements(${JSON.stringify(recalls)}::jsonb) AS r
    JOIN seen s ON s.channel = r->'ref'->>'channel' AND s.account = r->'ref'->>'account'
      AND s.chat = r->'ref'->>'chat' AND s.external_id = r->>'externalId'
    WHERE message.chat = s.chat AND message.sent_at = s.sent_at AND message.id = s.message_id`;
}

/** Lets the bot say less in groups where somebody found it noisy. */
export async function hushGroups(tx: Tx, refs: readonly ChatRef[]): Promise<void> {
  if (refs.length === 0) return;
  await tx.$executeRaw`
    UPDATE chat_group SET policy = policy || '{"linesPerDay": 1}'::jsonb
    FROM jsonb_array_elements(${JSON.stringify(refs)}::jsonb) AS r
    WHERE chat_group.channel = r->>'channel' AND chat_group.account = r->>'account' AND chat_group.chat = r->>'chat'`;
}
