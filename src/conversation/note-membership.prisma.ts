import type { CachedDirectory } from "../buildings/directory.prisma.js";
import { renameGroup } from "../buildings/group-writes.prisma.js";
import { chatKey, type MembershipEvent } from "../channels/channel.js";
import type { Tx } from "../database/database.prisma.js";
import { addDueTasks } from "../delivery/due-task-store.prisma.js";
import type { MemberStore } from "../people/member-store.js";
import { writeJoined, writeLeft } from "../people/member-writes.prisma.js";
import { type Changes, changes } from "./changes.js";
import { leaverTask } from "./decide-leavers.js";
import { decideHello, welcomeKind, welcomeTask } from "./decide-welcome.js";

type PassageEvent = Exclude<MembershipEvent, { readonly kind: "renamed" }>;

/** What noting needs. */
export interface NoteMembershipDeps {
  readonly directory: Pick<CachedDirectory, "findGroups" | "invalidate">;
  readonly members: Pick<MemberStore, "forgetWriters">;
  readonly isQuietHour: (now: Date) => boolean;
  readonly transaction: (work: (tx: Tx) => Promise<void>) => Promise<void>;
  readonly commit: (tx: Tx, changes: Changes, now: Date) => Promise<void>;
}

/**
 * Notes who came into a group, who left it, and what it is called now, with all that follows, in one transaction. What a
 * network tells twice changes nothing.
 */
export const createNoteMembership =
  (deps: NoteMembershipDeps) =>
  async (event: MembershipEvent): Promise<void> => {
    switch (event.kind) {
      case "joined":
        return noteJoined(deps, event);
      case "left":
        return noteLeft(deps, event);
      case "renamed":
        await deps.transaction((tx) => renameGroup(tx, event.ref, event.name));
        return deps.directory.invalidate();
    }
  };

/** Where the bot itself is new it says what it is; who came with it hears that. */
async function noteJoined(deps: NoteMembershipDeps, event: PassageEvent): Promise<void> {
  const { ref, at, isBotToo } = event;
  const group = (await deps.directory.findGroups([ref])).get(chatKey(ref));
  const lines = isBotToo ? decideHello(group, at, deps.isQuietHour(at)) : [];
  await deps.transaction(async (tx) => {
    const came = await writeJoined(tx, event);
    if (came.length > 0 && !isBotToo) await addDueTasks(tx, [welcomeTask(ref, at)]);
    await deps.commit(tx, changes({ lines }), at);
  });
}

async function noteLeft(deps: NoteMembershipDeps, event: PassageEvent): Promise<void> {
  const { ref, at, isBotToo } = event;
  await deps.transaction(async (tx) => {
    const left = await writeLeft(tx, event);
    await deps.commit(
      tx,
      changes({
        tasks: left.map((externalId) => leaverTask({ ...ref, externalId }, at)),
        endedTasks: isBotToo ? [{ kind: welcomeKind, subject: chatKey(ref) }] : [],
      }),
      at,
    );
  });
  deps.members.forgetWriters(ref);
}
