import type { AcceptedMessage, FindSettled } from "../archive/inbox.js";
import type { Clock } from "../shared/clock.js";
import type { MessageId } from "../shared/ids.js";
import type { Log } from "../shared/log.js";
import { type SendersUnderWay, writerKey } from "./senders-under-way.js";
import { triage, type TriageDeps } from "./triage.js";

/** What finding settled lines needs. */
export interface FindSettledDeps extends TriageDeps {
  readonly clock: Clock;
  readonly log: Pick<Log, "warn">;
  readonly sendersUnderWay: Pick<SendersUnderWay, "has">;
}

/**
 * Tells at the door which lines are idle talk, so that they need not wait in the inbox. A line whose writer has an
 * earlier one under way is never settled here: that one may open a dialog, which gives this one a meaning.
 */
export const createFindSettled =
  (deps: FindSettledDeps): FindSettled =>
  async (messages) => {
    // Before anything is awaited: a writer is no longer under way only after the dialogs stand in the book.
    const busy = new Set(messages.filter((one) => deps.sendersUnderWay.has(one)).map(writerKey));
    try {
      return await findIdle(deps, messages, busy);
    } catch (error) {
      deps.log.warn(
        { err: error, count: messages.length },
        "lines could not be read at the door and wait in the inbox",
      );
      return new Set();
    }
  };

async function findIdle(
  deps: FindSettledDeps,
  messages: readonly AcceptedMessage[],
  busy: Set<string>,
): Promise<ReadonlySet<MessageId>> {
  const idle = new Set<MessageId>();
  for (const { message, isActive } of await triage(deps, messages, deps.clock.now())) {
    const writer = writerKey(message);
    if (isActive) busy.add(writer);
    else if (!busy.has(writer)) idle.add(message.id);
  }
  return idle;
}
