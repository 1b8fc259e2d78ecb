import {
  type Channel,
  type ChannelCapabilities,
  type OutgoingLine,
  type SendReceipt,
} from "../../src/channels/channel.js";

/** A network that remembers what really went out. */
export interface FakeChannel extends Channel {
  readonly sent: { readonly chat: string; readonly text: string; readonly externalId: string; readonly at: Date }[];
  /** What the next sends do instead of going out; an empty list: they go out. */
  readonly faults: ((line: OutgoingLine) => Promise<SendReceipt>)[];
  /** The texts that went to a chat, in their order. */
  textsTo(chat: string): readonly string[];
}

/** Creates a network that takes every line, has no pace, and can tell what it sent unless the test says otherwise. */
export function createFakeChannel(
  over: Partial<ChannelCapabilities> = {},
  now: () => Date = () => new Date(0),
): FakeChannel {
  const sent: FakeChannel["sent"] = [];
  const faults: FakeChannel["faults"] = [];
  const take = (line: OutgoingLine): SendReceipt => {
    const externalId = `net-${sent.length + 1}`;
    sent.push({ chat: line.ref.chat, text: line.text, externalId, at: now() });
    return { externalId, sentAt: now() };
  };
  return {
    name: "fake",
    account: "bot",
    sent,
    faults,
    capabilities: {
      receivesGroupMessages: true,
      receivesDirectMessages: true,
      needsMention: false,
      isProactive: true,
      needsHumanConfirmation: false,
      rate: { perChatMs: 0, perAccountMs: 0 },
      canLookUpSent: true,
      ...over,
    },
    textsTo: (chat) => sent.filter((line) => line.chat === chat).map((line) => line.text),
    start: async () => {},
    stop: async () => {},
    send: async (line) => faults.shift()?.(line) ?? take(line),
    findSent: async (line, since) =>
      sent
        .filter((one) => one.chat === line.ref.chat && one.text === line.text && one.at >= since)
        .map((one) => ({ externalId: one.externalId, sentAt: one.at })),
  };
}
