import type { AcceptedMessage } from "../archive/inbox.js";
import { chatKey } from "../channels/channel.js";
import { readBindWord } from "../people/bind-word.js";
import type { MessageId } from "../shared/ids.js";
import type { PreviousLine } from "../understanding/reading.js";

/** What was said in each chat in the last minutes, for reading what is said next. Kept in memory only. */
export interface RecentTalk {
  /** The lines before a message, oldest first. */
  before(message: AcceptedMessage): readonly PreviousLine[];
  /** Keeps a message; one that is kept already is not kept twice, and one with a bind word not at all. */
  add(message: AcceptedMessage): void;
  /** Forgets all that was said, where the world it was said in was planted anew. */
  clear(): void;
}

interface Kept {
  readonly id: MessageId;
  readonly senderId: string;
  readonly senderName: string;
  readonly text: string;
  readonly sentAt: Date;
}

/** People write on within three minutes, or about something else. */
const spanMs = 180_000;
const mostLines = 6;
const mostChats = 20_000;
const none: readonly Kept[] = [];

/** Remembers nothing at first. */
export function createRecentTalk(): RecentTalk {
  const chats = new Map<string, readonly Kept[]>();
  return {
    before(message) {
      const lines = chats.get(chatKey(message.ref)) ?? none;
      const place = lines.findIndex((one) => one.id === message.id);
      return (place < 0 ? lines : lines.slice(0, place))
        .filter((one) => Math.abs(message.sentAt.getTime() - one.sentAt.getTime()) <= spanMs)
        .map(({ text, senderId, senderName }) => ({
          text,
          isOwn: senderId === message.senderId,
          nickname: senderName,
        }));
    },
    add({ id, ref, senderId, senderName, kind, text, sentAt }) {
      if (kind !== "text" || text.trim() === "" || readBindWord(text)) return;
      const key = chatKey(ref);
      const lines = chats.get(key) ?? none;
      if (lines.some((one) => one.id === id)) return;
      // The chat that was quiet longest stands first.
      chats.delete(key);
      chats.set(key, [...lines, { id, senderId, senderName, text, sentAt }].slice(-mostLines));
      const [oldest] = chats.keys();
      if (chats.size > mostChats && oldest !== undefined) chats.delete(oldest);
    },
    clear: () => chats.clear(),
  };
}
