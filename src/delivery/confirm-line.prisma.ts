import type { ChatRef } from "../channels/channel.js";
import type { Database } from "../database/database.prisma.js";
import { assembleLines, type OutboxRow, outboxColumns } from "./outbox-rows.prisma.js";
import type { ClaimedLine, SeenLine } from "./outbox.js";

type Client = Database["prisma"];

/** Confirms the line that the network showed (see `Outbox.confirm`). */
export async function confirmLine(client: Client, ref: ChatRef, seen: SeenLine): Promise<ClaimedLine | undefined> {
  const known = await client.$queryRaw<(OutboxRow & { state: string })[]>`
    SELECT ${outboxColumns}, o.state FROM outbox_line o WHERE o.provider_id = ${seen.externalId}
      AND o.channel = ${ref.channel} AND o.account = ${ref.account} AND o.chat = ${ref.chat} ORDER BY o.id`;
  const found = known.length > 0 ? known : await findByWords(client, ref, seen);
  const [line] = assembleLines(found);
  if (!line) return undefined;
  await setConfirmed(client, line, seen);
  return found[0]?.state === "sending" || found[0]?.state === "in-doubt" ? line : undefined;
}

/** The oldest line with the same words that the network gave no id for yet: two equal lines have an echo each. */
async function findByWords(
  client: Client,
  ref: ChatRef,
  seen: SeenLine,
): Promise<readonly (OutboxRow & { state: string })[]> {
  const rows = await client.$queryRaw<(OutboxRow & { state: string })[]>`
    SELECT ${outboxColumns}, o.state FROM outbox_line o
    WHERE o.channel = ${ref.channel} AND o.account = ${ref.account} AND o.chat = ${ref.chat} AND o.sending_at >= ${seen.since}
      AND o.provider_id IS NULL AND o.state IN ('sending', 'sent', 'in-doubt') ORDER BY o.id`;
  const line = assembleLines(rows).find((one) => plain(one.text) === plain(seen.text));
  const ids = new Set(line?.parts.map((part) => part.id));
  return rows.filter((row) => ids.has(String(row.id)));
}

/** Networks trim lines and change how they break. */
const plain = (text: string): string => text.replaceAll("\r\n", "\n").trim();

const setConfirmed = (client: Client, line: ClaimedLine, seen: SeenLine): Promise<number> => client.$executeRaw`
  UPDATE outbox_line SET state = 'confirmed', confirmed_at = ${seen.at}, sent_at = coalesce(sent_at, ${seen.at}),
    provider_id = ${seen.externalId}, error = NULL
  WHERE id = ANY(${line.parts.map((part) => BigInt(part.id))}) AND state IN ('sending', 'sent', 'in-doubt')`;
