import type { IncomingMessage } from "../../src/channels/channel.js";

let serial = 0;

/** A line of a tenant in a group, as an adapter hands it over; each has an id of its own. */
export const buildIncoming = (over: Partial<IncomingMessage> = {}): IncomingMessage => ({
  ref: { channel: "sandbox", account: "louxin-sandbox", chat: "g1" },
  isGroup: true,
  senderId: "p1",
  senderName: "3栋502小王",
  externalId: `x${(serial += 1)}`,
  kind: "text",
  text: "楼梯口又停了两台电鸡",
  media: [],
  mentionsBot: false,
  sentAt: new Date("2026-11-26T09:00:00+08:00"),
  receivedAt: new Date("2026-11-26T09:00:01+08:00"),
  ...over,
});
