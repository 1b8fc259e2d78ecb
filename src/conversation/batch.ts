import type { AcceptedMessage } from "../archive/inbox.js";
import { chatKey } from "../channels/channel.js";

/** The largest batch that is decided and committed together. */
export const mostInBatch = 1000;

/**
 * Takes the next batch out of the waiting line: the order within a chat is kept, and after a message that may change
 * something (`isActive`) the rest of its chat waits, since it must see what that one brought about. A message that
 * waits itself (`isHeld`) lets its chat wait behind it.
 */
export function takeBatch(
  waiting: readonly AcceptedMessage[],
  isActive: (message: AcceptedMessage) => boolean,
  isHeld: (message: AcceptedMessage) => boolean = () => false,
): { readonly batch: readonly AcceptedMessage[]; readonly rest: readonly AcceptedMessage[] } {
  const closedChats = new Set<string>();
  const batch: AcceptedMessage[] = [];
  const rest: AcceptedMessage[] = [];
  for (const message of waiting) {
    const chat = chatKey(message.ref);
    if (batch.length >= mostInBatch || closedChats.has(chat) || isHeld(message)) {
      closedChats.add(chat);
      rest.push(message);
      continue;
    }
    batch.push(message);
    if (isActive(message)) closedChats.add(chat);
  }
  return { batch, rest };
}
