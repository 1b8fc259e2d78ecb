import type { SendReceipt } from "../../../src/channels/channel.js";
import type { NetworkAnswer, NetworkCall } from "./wire.js";

/** A line that really reached the network. */
export interface NetworkLine {
  readonly externalId: string;
  readonly chat: string;
  readonly text: string;
  readonly at: Date;
}

/** The network of the town: what it took is what people have read. */
export interface TownNetwork {
  readonly lines: readonly NetworkLine[];
  /** Lines that were not taken: tries to people who shut the bot out, and moments of a busy network. */
  refused(): number;
  answer(call: NetworkCall): NetworkAnswer;
  /** Called for every line that the network takes. */
  onLine: (line: NetworkLine) => void;
}

/** Creates a network that refuses lines to some chats for good, and now and then any line for a moment. */
export function createNetwork(blocked: ReadonlySet<string>, random: () => number): TownNetwork {
  const lines: NetworkLine[] = [];
  const ofChat = new Map<string, NetworkLine[]>();
  let refused = 0;
  const take = (call: NetworkCall & { readonly kind: "send" }): SendReceipt => {
    const line = { externalId: `n${lines.length + 1}`, chat: call.chat, text: call.text, at: call.at };
    lines.push(line);
    const own = ofChat.get(line.chat);
    if (own) own.push(line);
    else ofChat.set(line.chat, [line]);
    network.onLine(line);
    return receiptOf(line);
  };
  const network: TownNetwork = {
    lines,
    refused: () => refused,
    onLine: () => {},
    answer(call) {
      if (call.kind === "find") {
        const found = (ofChat.get(call.chat) ?? []).filter((one) => one.text === call.text && one.at >= call.since);
        return { kind: "receipts", id: call.id, receipts: found.map(receiptOf) };
      }
      const isShut = blocked.has(call.chat);
      if (!isShut && random() >= busyShare) return { kind: "receipts", id: call.id, receipts: [take(call)] };
      refused += 1;
      return { kind: "refused", id: call.id, mayTryAgain: !isShut };
    },
  };
  return network;
}

/** One line in three hundred finds the network busy and is taken at the next try. */
const busyShare = 1 / 300;

const receiptOf = ({ externalId, at }: NetworkLine): SendReceipt => ({ externalId, sentAt: at });
