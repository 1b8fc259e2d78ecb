import { type Channel, type ChannelHandlers, SendRejected, type SendReceipt } from "../../../src/channels/channel.js";
import type { Clock } from "../../../src/shared/clock.js";
import { network, type NetworkAnswer, type NetworkCall } from "./wire.js";

/** The network as the service sees it: it is held by the parent process, which outlives the service. */
export interface RemoteChannel extends Channel {
  /** What the service gave at the start. Throws before. */
  handlers(): ChannelHandlers;
  answered(answer: NetworkAnswer): void;
}

/** What a caller asks of the network: a call without its id. */
type Question = NetworkCall extends infer Call ? (Call extends NetworkCall ? Omit<Call, "id"> : never) : never;

/** Creates the channel; calls go to the parent process. */
export function createRemoteChannel(clock: Clock): RemoteChannel {
  const waiting = new Map<number, (answer: NetworkAnswer) => void>();
  let asked = 0;
  let handlers: ChannelHandlers | undefined;
  const ask = async (question: Question): Promise<readonly SendReceipt[]> => {
    const id = (asked += 1);
    const answer = await new Promise<NetworkAnswer>((resolve) => {
      waiting.set(id, resolve);
      process.send?.({ ...question, id });
    });
    if (answer.kind === "refused") throw new SendRejected("the network refused the line", answer.mayTryAgain);
    return answer.receipts;
  };
  return {
    name: network.channel,
    account: network.account,
    capabilities: {
      receivesGroupMessages: true,
      receivesDirectMessages: true,
      needsMention: false,
      isProactive: true,
      needsHumanConfirmation: false,
      rate: { perChatMs: 0, perAccountMs: 0 },
      canLookUpSent: true,
    },
    handlers() {
      if (!handlers) throw new Error("the channel was not started");
      return handlers;
    },
    answered(answer) {
      waiting.get(answer.id)?.(answer);
      waiting.delete(answer.id);
    },
    async start(given) {
      handlers = given;
    },
    stop: async () => {},
    async send({ ref, text }) {
      const [receipt] = await ask({ kind: "send", chat: ref.chat, text, at: clock.now() });
      if (!receipt) throw new Error("the network gave no receipt");
      return receipt;
    },
    findSent: ({ ref, text }, since) => ask({ kind: "find", chat: ref.chat, text, since }),
  };
}
