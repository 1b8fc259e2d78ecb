import type { ChatRef } from "../channels/channel.js";
import type { Database } from "../database/database.prisma.js";
import type { DeliveryRules } from "./delivery-rules.js";

const minuteMs = 60_000;

/**
 * When a group hears of a new case together with others; undefined: it may hear of it at once. Everybody who reports
 * within the same minutes is given the same instant.
 */
export async function findGathering(
  { database, rules }: { readonly database: Pick<Database, "prisma">; readonly rules: DeliveryRules["receipts"] },
  ref: ChatRef,
  now: Date,
): Promise<Date | undefined> {
  const since = new Date(now.getTime() - rules.withinMinutes * minuteMs);
  const count = await countLines(database, { ref, kinds: rules.kinds, since });
  if (count < rules.atOnce) return undefined;
  const stepMs = rules.gatherMinutes * minuteMs;
  return new Date((Math.floor(now.getTime() / stepMs) + 1) * stepMs);
}

/** Lines of these kinds that the chat got since then or is about to get. */
async function countLines(
  { prisma }: Pick<Database, "prisma">,
  { ref, kinds, since }: { readonly ref: ChatRef; readonly kinds: readonly string[]; readonly since: Date },
): Promise<number> {
  const [row] = await prisma.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM outbox_line
    WHERE channel = ${ref.channel} AND account = ${ref.account} AND chat = ${ref.chat} AND kind = ANY(${[...kinds]})
      AND (state = 'queued' OR state = 'sending' OR sending_at >= ${since} AND state IN ('sent', 'confirmed', 'in-doubt'))`;
  return row?.count ?? 0;
}
