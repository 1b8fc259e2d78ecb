import type { Database } from "../database/database.prisma.js";
import type { Writes } from "../database/write-sheet.prisma.js";
import type { ChatRef } from "../channels/channel.js";
import type { Dialog, DialogData } from "./dialog.js";

/** All dialogs that have not expired, for the book at the start. */
export async function loadDialogs(database: Database, now: Date): Promise<readonly Dialog[]> {
  const rows = await database.prisma.dialog.findMany({
    where: { expiresAt: { gt: now } },
    orderBy: { expiresAt: "asc" },
  });
  return rows.map((row) => ({
    ref: { channel: row.channel, account: row.account, chat: row.chat },
    senderId: row.senderId,
    data: row.data as unknown as DialogData,
    expiresAt: row.expiresAt,
  }));
}

/** What the bot waits for now; it forgets what it waited for before in the same chat. */
export async function upsertDialogs(tx: Writes, dialogs: readonly Dialog[]): Promise<void> {
  if (dialogs.length === 0) return;
  const latest = [...new Map(dialogs.map((one) => [`${one.ref.chat} ${one.senderId}`, one])).values()];
  await tx.$executeRaw`
    INSERT INTO dialog (channel, account, chat, sender_id, kind, data, expires_at)
    SELECT d->'ref'->>'channel', d->'ref'->>'account', d->'ref'->>'chat', d->>'senderId', d->'data'->>'kind', d->'data',
      (d->>'expiresAt')::timestamptz
    FROM jsonb_array_elements(${JSON.stringify(latest)}::jsonb) AS d
    ON CONFLICT (channel, account, chat, sender_id)
    DO UPDATE SET kind = EXCLUDED.kind, data = EXCLUDED.data, expires_at = EXCLUDED.expires_at`;
}

/** Ends dialogs. */
export async function deleteDialogs(
  tx: Writes,
  ended: readonly { readonly ref: ChatRef; readonly senderId: string }[],
): Promise<void> {
  if (ended.length === 0) return;
  await tx.$executeRaw`
    DELETE FROM dialog USING jsonb_array_elements(${JSON.stringify(ended)}::jsonb) AS d
    WHERE dialog.channel = d->'ref'->>'channel' AND dialog.account = d->'ref'->>'account'
      AND dialog.chat = d->'ref'->>'chat' AND dialog.sender_id = d->>'senderId'`;
}
