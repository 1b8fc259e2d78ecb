import type { ChatRef, IncomingMessage, MessageKind, Quote } from "../channels/channel.js";
import type { MessageId } from "../shared/ids.js";
import type { Result } from "../shared/result.js";
import type { StoredMedia } from "./media-store.js";

/** A line that is committed: masked, cleaned, with its pictures stored. */
export interface AcceptedMessage {
  /** Ordered by the time of acceptance, within a chat strictly. */
  readonly id: MessageId;
  readonly ref: ChatRef;
  readonly isGroup: boolean;
  readonly senderId: string;
  readonly senderName: string;
  readonly externalId: string;
  readonly kind: MessageKind;
  /** Without personal numbers, at most 20,000 characters. */
  readonly text: string;
  readonly mentionsBot: boolean;
  readonly quote?: Quote;
  readonly recalledExternalId?: string;
  readonly media: readonly StoredMedia[];
  readonly sentAt: Date;
  readonly receivedAt: Date;
  /** Arrived long after it was sent: filed, not answered. */
  readonly isLate: boolean;
  /** The text held a phone, identity, card or plate number, which is masked now; its writer should take it back. */
  readonly hasPersonalData: boolean;
}

/** The door of the service: what is accepted here is neither lost nor handled twice. */
export interface Inbox {
  /**
   * Resolves after the commit. Refuses a line that was accepted before. Rejects when the database is away or cannot
   * hold the line; the adapter must then offer it again. Lines of one chat are committed in the order of the calls,
   * except that a line with pictures holds back only its own sender until they are stored.
   */
  accept(message: IncomingMessage): Promise<Result<AcceptedMessage, "duplicate">>;
  /** Lines accepted and not yet handled, oldest first: at the start, what a dead process left. */
  findPending(limit: number): Promise<readonly AcceptedMessage[]>;
}

/**
 * Called for each accepted line after its commit, in the order of acceptance within a chat. A settled line does not
 * stand in the inbox and needs no handling. Must not throw.
 */
export type AcceptedListener = (message: AcceptedMessage, isSettled: boolean) => void;

/**
 * Tells which lines about to be accepted bring nothing about, so that they are archived and need not wait to be handled.
 * Must not reject; when in doubt a line is not settled.
 */
export type FindSettled = (messages: readonly AcceptedMessage[]) => Promise<ReadonlySet<MessageId>>;
