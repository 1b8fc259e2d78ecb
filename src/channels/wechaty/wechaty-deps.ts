import type { Wechaty } from "wechaty";
import type { PuppetInterface } from "wechaty-puppet/impls";
import type { Clock } from "../../shared/clock.js";
import type { Log } from "../../shared/log.js";
import type { ChannelCapabilities, MembershipEvent, OutgoingLine, SendReceipt } from "../channel.js";

/** What a network that stands behind the puppet can do beyond wechaty. */
export interface WechatyHooks {
  /** Told when a line was accepted, or why it was not in spite of all tries: the sandbox answers its caller with it. */
  readonly onDelivered?: (externalId: string, error?: Error) => void;
  /** Told when the service has noted who came or went, or why it has not. */
  readonly onMembership?: (event: MembershipEvent, error?: Error) => void;
  /** As `Channel.findSent`; give it with the capability `canLookUpSent`. */
  readonly findSent?: (line: OutgoingLine, since: Date) => Promise<readonly SendReceipt[]>;
  /** The network's id of the line that a message answers. */
  readonly quotedId?: (externalId: string) => Promise<string | undefined>;
  /** Lets go of a remote puppet. Without it the puppet's own stop is called, which logs a remote account out. */
  readonly disconnect?: (bot: Wechaty) => Promise<void>;
}

/** How long the adapter waits, milliseconds; tests wait less. */
export interface WechatyWaits {
  readonly loginWithinMs: number;
  readonly sendWithinMs: number;
  /** The pauses before a line that the service did not accept is offered again. */
  readonly offerAgainAfterMs: readonly number[];
}

/** What the adapter needs. The puppet is always given: wechaty's default one would talk to a foreign server. */
export interface WechatyChannelDeps {
  readonly name: string;
  readonly account: string;
  readonly puppet: PuppetInterface;
  readonly capabilities: ChannelCapabilities;
  readonly clock: Clock;
  readonly log: Log;
  readonly hooks?: WechatyHooks;
  readonly waits?: Partial<WechatyWaits>;
}

/** Waits that suit a phone network. */
export const defaultWaits: WechatyWaits = {
  loginWithinMs: 30_000,
  sendWithinMs: 20_000,
  offerAgainAfterMs: [200, 1000, 5000],
};
