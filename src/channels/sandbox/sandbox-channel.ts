import type { PuppetInterface } from "wechaty-puppet/impls";
import type { Clock } from "../../shared/clock.js";
import type { Log } from "../../shared/log.js";
import type { Channel, MembershipEvent } from "../channel.js";
import { createWechatyChannel } from "../wechaty/wechaty-channel.js";
import { sandboxAccount, sandboxChannelName } from "./sandbox-account.js";
import { SandboxPuppet } from "./sandbox-puppet.js";
import type { Passage, SandboxWorld } from "./world.js";

/** What the sandbox's channel is made of. */
export interface SandboxChannelDeps {
  readonly world: SandboxWorld;
  readonly clock: Clock;
  readonly log: Log;
}

/** The sandbox as a channel: the adapter that serves a real account, over the sandbox's own puppet. */
export function createSandboxChannel({ world, clock, log }: SandboxChannelDeps): Channel {
  const puppet: PuppetInterface = new SandboxPuppet(world, clock);
  return createWechatyChannel({
    name: sandboxChannelName,
    account: sandboxAccount,
    puppet,
    clock,
    log,
    capabilities: {
      receivesGroupMessages: true,
      receivesDirectMessages: true,
      needsMention: false,
      isProactive: true,
      needsHumanConfirmation: false,
      rate: { perChatMs: 0, perAccountMs: 0 },
      canLookUpSent: true,
    },
    hooks: {
      onDelivered: (id, error) => world.delivered(id, error),
      findSent: async ({ ref, text }, since) =>
        (await world.store.findOwn(ref.chat, text, since)).map((one) => ({ externalId: one.id, sentAt: one.at })),
      quotedId: (id) => quotedId(world, id),
      onMembership(event, error) {
        if (event.kind !== "renamed") world.passed(passageOf(event, world.botId), error);
      },
    },
  });
}

const passageOf = (
  { kind, ref, personIds, isBotToo }: Exclude<MembershipEvent, { readonly kind: "renamed" }>,
  botId: string,
): Passage => ({
  kind: kind === "joined" ? "join" : "leave",
  group: ref.chat,
  personIds: isBotToo ? [...personIds, botId] : personIds,
});

async function quotedId({ recent, store }: SandboxWorld, id: string): Promise<string | undefined> {
  const quote = (recent(id) ?? (await store.find(id)))?.quote;
  return quote === undefined ? undefined : (await store.findBySeq(quote))?.id;
}
