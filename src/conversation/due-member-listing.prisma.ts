import type { Channel, ChatRef } from "../channels/channel.js";
import type { Tx } from "../database/database.prisma.js";
import type { TaskHandler } from "../delivery/due-tasks.js";
import type { MemberStore } from "../people/member-store.js";
import { writeListing } from "../people/member-writes.prisma.js";
import { addDays } from "../shared/calendar-days.js";
import type { Log } from "../shared/log.js";
import { atShanghai, shanghaiDay } from "../shared/working-calendar.js";
import type { TaskIntent } from "./changes.js";

/** The kind of the due task that compares the table of members with what the network lists. */
export const memberListingKind = "member-listing";

/** Lists the groups at that instant, and each night from then on. */
export const memberListingTask = (dueAt: Date): TaskIntent => ({
  kind: memberListingKind,
  subject: "all",
  dueAt,
  data: {},
});

/** When groups sleep and the network is asked for nothing else. */
const listedAt = "04:00";

/** What the handler needs. */
export interface MemberListingDeps {
  readonly channel: Pick<Channel, "name" | "account" | "listMembers">;
  readonly members: Pick<MemberStore, "findGroups" | "forgetWriters">;
  readonly transaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  readonly log: Log;
}

/**
 * At the start and each night: who is in a group and not in its list is marked as gone, who is in the list is added.
 * Nobody is told: on some networks everybody has another id after a login, and would seem to have come and gone.
 */
export const createMemberListingHandler =
  (deps: MemberListingDeps): TaskHandler<Tx> =>
  async (_, run) => {
    const { channel, members, log } = deps;
    const groups = channel.listMembers
      ? await members.findGroups({ channel: channel.name, account: channel.account })
      : [];
    for (const ref of groups) {
      try {
        await listGroup(deps, ref, run.now);
      } catch (error) {
        log.warn({ err: error, ref }, "the members of a group could not be listed; the next night will try again");
      }
    }
    await deps.transaction((tx) => run.complete(tx, { dueAt: nextListing(run.now), data: {} }));
  };

async function listGroup({ channel, members, transaction, log }: MemberListingDeps, ref: ChatRef, at: Date) {
  const personIds = await channel.listMembers?.(ref);
  if (!personIds) return;
  const { came, left } = await transaction((tx) => writeListing(tx, { ref, personIds, at }));
  if (left > 0) members.forgetWriters(ref);
  if (came + left > 0) log.info({ ref, came, left }, "the members of a group were not those that were known");
}

function nextListing(now: Date): Date {
  const today = atShanghai(shanghaiDay(now), listedAt);
  return now < today ? today : atShanghai(addDays(shanghaiDay(now), 1), listedAt);
}
