import type { IncomingMessage, Quote } from "../channels/channel.js";
import type { MessageId } from "../shared/ids.js";
import { cleanKey, cleanText, cutText } from "./clean-text.js";
import type { AcceptedMessage } from "./inbox.js";
import { maskPersonalData } from "./mask.js";
import type { StoredMedia } from "./media-store.js";
import { saneReceivedAt, saneSentAt } from "./sane-dates.js";

const longestName = 200;
const longestQuote = 2000;

/** What makes an accepted line out of an incoming one. */
export interface Acceptance {
  readonly id: MessageId;
  readonly media: readonly StoredMedia[];
  readonly now: Date;
  /** A line that arrives later than this after it was sent is filed, not answered. */
  readonly lateAfterMs: number;
}

/** The line as it is kept: cleaned of what the database cannot hold, cut, masked, with dates that can be. Pure. */
export function acceptMessage(message: IncomingMessage, { id, media, now, lateAfterMs }: Acceptance): AcceptedMessage {
  const masked = maskPersonalData(cutText(cleanText(message.text)));
  const receivedAt = saneReceivedAt(message.receivedAt, now);
  const sentAt = saneSentAt(message.sentAt, receivedAt);
  return {
    id,
    ref: {
      channel: cleanText(message.ref.channel),
      account: cleanText(message.ref.account),
      chat: cleanText(message.ref.chat),
    },
    isGroup: message.isGroup,
    senderId: cleanKey(message.senderId),
    senderName: keptWords(message.senderName, longestName),
    externalId: cleanKey(message.externalId),
    kind: message.kind,
    text: masked.text,
    mentionsBot: message.mentionsBot,
    ...(message.quote ? { quote: keptQuote(message.quote) } : {}),
    ...(message.recalledExternalId === undefined ? {} : { recalledExternalId: cleanKey(message.recalledExternalId) }),
    media,
    sentAt,
    receivedAt,
    isLate: receivedAt.getTime() - sentAt.getTime() > lateAfterMs,
    hasPersonalData: masked.found,
  };
}

const keptWords = (text: string, longest: number): string => maskPersonalData(cutText(cleanText(text), longest)).text;

const keptQuote = ({ externalId, senderName, text }: Quote): Quote => ({
  ...(externalId === undefined ? {} : { externalId: cleanKey(externalId) }),
  ...(senderName === undefined ? {} : { senderName: keptWords(senderName, longestName) }),
  ...(text === undefined ? {} : { text: keptWords(text, longestQuote) }),
});
