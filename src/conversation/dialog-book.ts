import type { ChatRef } from "../channels/channel.js";
import type { AcceptedMessage } from "../archive/inbox.js";
import { type Dialog, dialogKey, isQuestion } from "./dialog.js";

/**
 * The live dialogs in memory, so that ordinary lines cost no query. The table is the truth: the book is filled from it
 * at the start and written in step with each commit.
 */
export interface DialogBook {
  /** What the bot waits for from the sender: here, or, for a question asked in another chat, there. */
  find(message: Pick<AcceptedMessage, "ref" | "senderId">, now: Date): Dialog | undefined;
  put(dialogs: readonly Dialog[]): void;
  end(ended: readonly { readonly ref: ChatRef; readonly senderId: string }[]): void;
  replaceAll(dialogs: readonly Dialog[]): void;
}

/** An empty book. */
export function createDialogBook(): DialogBook {
  const bySender = new Map<string, Map<string, Dialog>>();
  const senderOf = (ref: ChatRef, senderId: string): string => `${ref.channel} ${ref.account} ${senderId}`;
  const end = (ref: ChatRef, senderId: string): void => {
    const mine = bySender.get(senderOf(ref, senderId));
    mine?.delete(dialogKey(ref, senderId));
    if (mine?.size === 0) bySender.delete(senderOf(ref, senderId));
  };
  const put = (dialog: Dialog): void => {
    const key = senderOf(dialog.ref, dialog.senderId);
    const mine = bySender.get(key) ?? new Map<string, Dialog>();
    bySender.set(key, mine.set(dialogKey(dialog.ref, dialog.senderId), dialog));
  };
  return {
    find({ ref, senderId }, now) {
      const mine = bySender.get(senderOf(ref, senderId));
      if (!mine) return undefined;
      for (const dialog of mine.values()) if (dialog.expiresAt <= now) end(dialog.ref, dialog.senderId);
      const here = mine.get(dialogKey(ref, senderId));
      return here ?? [...mine.values()].findLast(isQuestion);
    },
    put: (dialogs) => dialogs.forEach(put),
    end: (ended) => ended.forEach(({ ref, senderId }) => end(ref, senderId)),
    replaceAll(dialogs) {
      bySender.clear();
      dialogs.forEach(put);
    },
  };
}
