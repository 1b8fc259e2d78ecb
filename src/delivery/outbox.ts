import type { ChatRef, SendReceipt } from "../channels/channel.js";
import type { MediaId, MessageId } from "../shared/ids.js";
import type { Urgency } from "./line.js";

/** The cause and the subject of one line. */
export interface LineCause {
  /** Order of commit; bigint as decimal string. */
  readonly id: string;
  readonly causedBy?: MessageId;
  /** As in the draft, such as `hazard:<id>`. */
  readonly subject?: string;
}

/** A line taken out of the outbox for sending; nobody else holds it. */
export interface ClaimedLine extends LineCause {
  readonly ref: ChatRef;
  readonly kind: string;
  readonly urgency: Urgency;
  /** What is sent: the line's own words, followed by those of the lines that are merged into it. */
  readonly text: string;
  readonly mediaId?: MediaId;
  readonly mergeKey?: string;
  readonly expiresAt?: Date;
  /** The lines that go out in this text, itself first: they share its fate. */
  readonly parts: readonly LineCause[];
  /** Claims so far, this one included: the fence against a holder whose line was taken over. */
  readonly attempts: number;
  /** When it was handed to the network; missing: it surely was not, yet. */
  readonly sendingAt?: Date;
}

/** One account on one channel. */
export interface AccountRef {
  readonly channel: string;
  readonly account: string;
}

/** Which lines to claim. */
export interface ClaimRequest extends AccountRef {
  readonly now: Date;
  /** The most lines, merged ones counting as one. */
  readonly limit: number;
  /** The most lines that become one; 1: none is merged. */
  readonly mergeLimit: number;
  /** Nothing but emergencies, for a dispatcher whose hands are full. */
  readonly onlyEmergencies?: boolean;
}

/** A line of ours that the network showed. */
export interface SeenLine {
  readonly externalId: string;
  readonly text: string;
  readonly at: Date;
  /** Lines handed over before this instant are not taken for it by their words alone. */
  readonly since: Date;
}

/** Lines by what they are about, by the message that led to them, or by their ids. */
export type LineSelection =
  | { readonly subject: string }
  | { readonly causedBy: MessageId }
  | { readonly ids: readonly string[] };

/**
 * The table of lines on their way out. Lines are put in by the transaction of their cause (`enqueueLines`). A method that
 * takes a claimed line does nothing and returns false where the line is no longer its holder's.
 */
export interface Outbox {
  /**
   * Takes due lines: of each chat the most urgent and oldest, none of a chat that has a line under way, except an
   * emergency, which waits only for another emergency. Lines in doubt do not hold up their chat. Lines that wait with
   * the same merge key in the same chat are taken along as parts. Each is `sending` from then on; expired lines are
   * withdrawn on the way.
   */
  claim(request: ClaimRequest): Promise<readonly ClaimedLine[]>;
  /** Notes that the line is handed to the network now; before that a line left behind is known not to have gone out. */
  depart(line: ClaimedLine, now: Date): Promise<boolean>;
  /** The network took the line. A line that its echo confirmed before stays confirmed. */
  markSent(line: ClaimedLine, receipt: SendReceipt): Promise<boolean>;
  /** It is not known whether the line went out. */
  markInDoubt(line: ClaimedLine, error: string): Promise<boolean>;
  /** The line did not go out and never will. */
  markFailed(line: ClaimedLine, error: string): Promise<boolean>;
  /** Back to the queue, parts apart again, not before then. `keepsAttempt` false: it was not really tried. */
  requeue(
    line: ClaimedLine,
    notBefore: Date,
    why: { readonly error?: string; readonly keepsAttempt: boolean },
  ): Promise<boolean>;
  /** A claimed line that shall not go. */
  drop(line: ClaimedLine, reason: string): Promise<boolean>;
  /** Takes back lines that the network has not got yet; returns how many. */
  withdraw(which: LineSelection, reason: string): Promise<number>;
  /**
   * The network showed the line: it is confirmed, by the network's id, or by its words where the id is not known yet.
   * Returns the line if it was under way or in doubt until now, else nothing.
   */
  confirm(ref: ChatRef, seen: SeenLine): Promise<ClaimedLine | undefined>;
  /** Lines left in `sending` by a process that is gone, oldest first. */
  findAbandoned(account: AccountRef): Promise<readonly ClaimedLine[]>;
  /** Which of the network's ids belong to lines of ours already. */
  findKnownProviderIds(ref: ChatRef, ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Lines that the chat got since then, emergencies left out; merged ones count as one. */
  countHeard(ref: ChatRef, since: Date): Promise<number>;
  /** Whether a line could go now or is under way. */
  hasWork(account: AccountRef, now: Date): Promise<boolean>;
  /** When the next queued line may go; undefined where none is queued. */
  nextDueAt(account: AccountRef): Promise<Date | undefined>;
}

/** The account that a channel serves. */
export const accountOf = (channel: { readonly name: string; readonly account: string }): AccountRef => ({
  channel: channel.name,
  account: channel.account,
});
