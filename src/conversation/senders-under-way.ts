import type { AcceptedMessage } from "../archive/inbox.js";
import { senderKey } from "../channels/channel.js";

/** What names the writer of a message. */
export type WrittenBy = Pick<AcceptedMessage, "ref" | "senderId">;

/** The people who have lines that are accepted and not yet handled: any of them may open a dialog with its writer. */
export interface SendersUnderWay {
  has(message: WrittenBy): boolean;
  begin(message: WrittenBy): void;
  end(message: WrittenBy): void;
}

/** One string for the writer of a message, for maps. */
export const writerKey = ({ ref, senderId }: WrittenBy): string =>
  senderKey({ channel: ref.channel, account: ref.account, externalId: senderId });

/** Counts the lines of each sender; knows none at first. */
export function createSendersUnderWay(): SendersUnderWay {
  const counts = new Map<string, number>();
  return {
    has: (message) => counts.has(writerKey(message)),
    begin(message) {
      const key = writerKey(message);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    end(message) {
      const key = writerKey(message);
      const left = (counts.get(key) ?? 0) - 1;
      if (left > 0) counts.set(key, left);
      else counts.delete(key);
    },
  };
}
