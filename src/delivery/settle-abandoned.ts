import type { DispatcherDeps } from "./dispatcher.js";
import type { ClaimedLine } from "./outbox.js";

/** The network's clock and ours may differ by so much when a line is looked up. */
const slackMs = 60_000;

/**
 * Settles lines that a dead process left in `sending`. One that was not handed over yet is queued again. For the others a
 * network that can tell is asked: the line went out (sent) or surely did not (queued again). Elsewhere it stays in doubt
 * and is shown to a person; only an emergency is sent again. Returns the lines for which the network did not answer.
 */
export async function settleAbandoned(
  deps: DispatcherDeps,
  lines: readonly ClaimedLine[],
): Promise<readonly ClaimedLine[]> {
  const left: ClaimedLine[] = [];
  for (const line of lines) {
    try {
      await settle(deps, line);
    } catch (error) {
      deps.log.warn({ err: error, lineId: line.id }, "what became of a line is not known yet: asking again");
      left.push(line);
    }
  }
  return left;
}

async function settle(deps: DispatcherDeps, line: ClaimedLine): Promise<void> {
  const { outbox, clock } = deps;
  const fate = line.sendingAt ? await lookUp(deps, line, line.sendingAt) : "not-sent";
  if (fate === "sent") return;
  if (fate === "not-sent" || line.urgency === "emergency")
    await outbox.requeue(line, clock.now(), { error: "the process ended while sending", keepsAttempt: true });
  else await outbox.markInDoubt(line, "the process ended while sending");
}

/** What the network knows of the line; one that it has is marked and filed. */
async function lookUp(
  { outbox, channel, archiveOwn }: DispatcherDeps,
  line: ClaimedLine,
  sendingAt: Date,
): Promise<"sent" | "not-sent" | "unknown"> {
  if (!channel.capabilities.canLookUpSent || !channel.findSent) return "unknown";
  const receipts = await channel.findSent({ ref: line.ref, text: line.text }, new Date(sendingAt.getTime() - slackMs));
  const ids = receipts.flatMap((receipt) => receipt.externalId ?? []);
  // Two equal lines to one chat must not both claim the one that went out.
  const known = await outbox.findKnownProviderIds(line.ref, ids);
  const receipt = receipts.find(({ externalId }) => externalId !== undefined && !known.has(externalId));
  if (!receipt) return ids.length < receipts.length ? "unknown" : "not-sent";
  await archiveOwn(line, receipt);
  await outbox.markSent(line, receipt);
  return "sent";
}
