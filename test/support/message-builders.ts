import type { AcceptedMessage } from "../../src/archive/inbox.js";
import { type MessageId, newId } from "../../src/shared/ids.js";

/** A line in a group at nine in the morning. */
export const buildAccepted = (over: Partial<AcceptedMessage> = {}): AcceptedMessage => ({
  id: newId<MessageId>(),
  ref: { channel: "sandbox", account: "louxin-sandbox", chat: "g1" },
  isGroup: true,
  senderId: "p1",
  senderName: "3栋502小王",
  externalId: "x1",
  kind: "text",
  text: "早上好",
  mentionsBot: false,
  media: [],
  sentAt: new Date("2026-11-26T09:00:00+08:00"),
  receivedAt: new Date("2026-11-26T09:00:00+08:00"),
  isLate: false,
  hasPersonalData: false,
  ...over,
});

/** A private line to the bot. */
export const buildDirect = (over: Partial<AcceptedMessage> = {}): AcceptedMessage =>
  buildAccepted({
    isGroup: false,
    ref: { channel: "sandbox", account: "louxin-sandbox", chat: "direct:p1" },
    ...over,
  });
