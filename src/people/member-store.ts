import type { ChatRef } from "../channels/channel.js";
import type { PersonId } from "../shared/ids.js";

/** One person in one group, as the network names both. */
export interface Seat extends ChatRef {
  readonly externalId: string;
}

/** Somebody who came into a group; whoever was away for less than a month did not come anew. */
export interface Newcomer {
  readonly externalId: string;
  /** Missing while they have never written anywhere. */
  readonly personId?: PersonId;
}

/** Somebody known who is no longer in a group. */
export interface Gone {
  readonly seat: Seat;
  readonly personId: PersonId;
}

/**
 * Who is in which group, as the account saw people come, write, go and be listed. It ends no role. Comings, goings and
 * listings are written in the transaction of what they bring about (`member-writes.prisma.ts`).
 */
export interface MemberStore {
  /** Somebody wrote there at that instant, so they are in the group. Costs nothing where they were seen there lately. */
  noteWriter(seat: Seat, at: Date): Promise<void>;
  /** Call after a commit that took people out of the group: whoever writes there must be noted again. */
  forgetWriters(ref: ChatRef): void;
  /** Who came into the group since then and is still there. */
  findNewcomers(ref: ChatRef, since: Date): Promise<readonly Newcomer[]>;
  /** Those of the seats that are empty now, and whose person is known. */
  findGone(seats: readonly Seat[]): Promise<readonly Gone[]>;
  /** The groups that the service knows of an account, in the order of their ids. */
  findGroups(account: Pick<ChatRef, "channel" | "account">): Promise<readonly ChatRef[]>;
}
