import type { ChatRef } from "../channels/channel.js";
import type { BroadcastId, PersonId } from "../shared/ids.js";

/** A line that a grid worker sends to several groups. */
export interface Broadcast {
  readonly id: BroadcastId;
  readonly authorId: PersonId;
  readonly text: string;
  readonly state: "draft" | "confirmed" | "cancelled";
  readonly createdAt: Date;
  readonly confirmedAt?: Date;
  readonly targets: readonly ChatRef[];
}

/** How many people answered 收到 in each group. */
export interface BroadcastTally {
  readonly broadcast: Broadcast;
  readonly groups: readonly { readonly name: string; readonly state: string; readonly receipts: number }[];
}

/** Reads broadcasts. Writing happens only in the transaction of a cause. */
export interface BroadcastStore {
  find(id: BroadcastId): Promise<Broadcast | undefined>;
  /** The newest confirmed broadcast of each chat since then, by `chatKey`. */
  findRecentByChat(refs: readonly ChatRef[], since: Date): Promise<ReadonlyMap<string, BroadcastId>>;
  /** The newest confirmed broadcast of the author with its receipts. */
  tallyOfAuthor(authorId: PersonId): Promise<BroadcastTally | undefined>;
}

/** Broadcasts whose newest ones are kept in memory, since every 收到 of every group asks for them. */
export interface RememberedBroadcasts extends Omit<BroadcastStore, "findRecentByChat"> {
  /** The broadcast that a 收到 in each chat answers, by `chatKey`. */
  findRecentByChat(refs: readonly ChatRef[]): Promise<ReadonlyMap<string, BroadcastId>>;
  /** Call after a broadcast was confirmed. */
  forgetRecent(): void;
}
