import { LRUCache } from "lru-cache";
import { setTimeout as pause } from "node:timers/promises";
import type { Message, Wechaty } from "wechaty";
import * as PUPPET from "wechaty-puppet";
import type { ChannelHandlers, IncomingMessage } from "../channel.js";
import { createChatOrder, type InChatOrder } from "./chat-order.js";
import { chatOfMessage, toIncoming } from "./incoming-message.js";
import type { WechatyChannelDeps, WechatyWaits } from "./wechaty-deps.js";

/** Hands messages to the service. */
export interface TakeMessage {
  /** Takes a message of wechaty's; never throws. */
  take(message: Message): void;
  /** Gives up what waits for another try, and resolves when nothing is under way. */
  stop(): Promise<void>;
}

/** What taking messages needs. */
export interface TakeDeps extends Pick<WechatyChannelDeps, "name" | "account" | "clock" | "log" | "hooks"> {
  readonly bot: Wechaty;
  readonly handlers: ChannelHandlers;
  readonly waits: Pick<WechatyWaits, "offerAgainAfterMs">;
}

/** Accepted lines remembered, so that what a network repeats after a reconnect costs no work; the inbox knows them for good. */
const remembered = 5000;

/** Creates the way in: own lines become echoes, all others messages, each id once, in the order of its chat. */
export function createTakeMessage(deps: TakeDeps): TakeMessage {
  const inOrder = createChatOrder();
  const known = new LRUCache<string, Promise<void>>({ max: remembered });
  const underWay = new Set<Promise<void>>();
  const ending = new AbortController();

  const takeOnce = (message: Message): Promise<void> => {
    // The instant belongs to the key: a network that starts anew may give an old id to a new line.
    const key = `${message.id} ${message.date().getTime()}`;
    const before = known.get(key);
    if (before) return before;
    const work = handOver(deps, message, { inOrder, signal: ending.signal });
    known.set(key, work);
    work.catch(() => known.delete(key));
    return work;
  };
  return {
    take(message) {
      const work = guarded(deps, message, () => (message.self() ? echo(deps, message) : takeOnce(message)));
      underWay.add(work);
      void work.finally(() => underWay.delete(work));
    },
    async stop() {
      ending.abort();
      await Promise.all(underWay);
    },
  };
}

async function guarded({ hooks, log }: TakeDeps, message: Message, work: () => Promise<void>): Promise<void> {
  try {
    await work();
    hooks?.onDelivered?.(message.id);
  } catch (error) {
    log.error({ err: error, externalId: message.id }, "a line could not be handed to the service");
    hooks?.onDelivered?.(message.id, error instanceof Error ? error : new Error(String(error)));
  }
}

async function echo(deps: TakeDeps, message: Message): Promise<void> {
  if (message.type() === PUPPET.types.Message.Recalled) return;
  await deps.handlers.onEcho({
    ref: { channel: deps.name, account: deps.account, chat: chatOfMessage(message) },
    externalId: message.id,
    text: message.type() === PUPPET.types.Message.Text ? message.text() : "",
    sentAt: message.date(),
  });
}

async function handOver(
  deps: TakeDeps,
  message: Message,
  how: { readonly inOrder: InChatOrder; readonly signal: AbortSignal },
): Promise<void> {
  const around = { ...deps, self: deps.bot.currentUser, quotedId: deps.hooks?.quotedId };
  const incoming = await how.inOrder(chatOfMessage(message), () => toIncoming(message, around));
  await offerUntilAccepted(deps, incoming, how.signal);
}

/** The port's rule: a line that the service did not accept is offered again. */
async function offerUntilAccepted(deps: TakeDeps, incoming: IncomingMessage, signal: AbortSignal): Promise<void> {
  for (const waitMs of deps.waits.offerAgainAfterMs) {
    try {
      return await deps.handlers.onMessage(incoming);
    } catch (error) {
      deps.log.warn(
        { err: error, externalId: incoming.externalId, waitMs },
        "a line was not accepted; offering it again",
      );
      await pause(waitMs, undefined, { signal });
    }
  }
  await deps.handlers.onMessage(incoming);
}
