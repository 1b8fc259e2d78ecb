import { recalledText } from "../archive/recalled-text.js";
import type { ChatRef } from "../channels/channel.js";
import type { Tx } from "../database/database.prisma.js";
import type { Changes } from "./changes.js";

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
  // The patrol stays logged, without its words.
  await tx.$executeRaw`
    UPDATE patrol SET words = ''
    FROM jsonb_array_elements(${JSON.stringify(recalls)}::jsonb) AS r
    JOIN seen s ON s.channel = r->'ref'->>'channel' AND s.account = r->'ref'->>'account'
      AND s.chat = r->'ref'->>'chat' AND s.external_id = r->>'externalId'
    WHERE patrol.message_id = s.message_id`;
}

/** How much the bot may say in groups from now on; what a policy leaves out stays as it was. */
export async function writePolicies(tx: Tx, policies: Changes["policies"]): Promise<void> {
  if (policies.length === 0) return;
  await tx.$executeRaw`
    UPDATE chat_group SET policy = chat_group.policy || (p->'policy')
    FROM jsonb_array_elements(${JSON.stringify(policies)}::jsonb) AS p
    WHERE chat_group.channel = p->'ref'->>'channel' AND chat_group.account = p->'ref'->>'account'
      AND chat_group.chat = p->'ref'->>'chat'`;
}
