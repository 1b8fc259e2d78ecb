import type { Directory } from "../buildings/directory.js";
import { isStaff } from "../buildings/person.js";
import { type ChannelCapabilities, type ChatRef, chatKey } from "../channels/channel.js";
import type { Tx } from "../database/database.prisma.js";
import type { TaskHandler } from "../delivery/due-tasks.js";
import type { Outbox } from "../delivery/outbox.js";
import type { MemberStore, Newcomer } from "../people/member-store.js";
import { atShanghai, shanghaiDay } from "../shared/working-calendar.js";
import type { Changes } from "./changes.js";
import { decideWelcome, disclosureKey, type WelcomeScene } from "./decide-welcome.js";

/** What the handler needs. */
export interface WelcomeDeps {
  readonly directory: Pick<Directory, "findGroups" | "findPeople">;
  readonly members: Pick<MemberStore, "findNewcomers">;
  readonly outbox: Pick<Outbox, "countHeard">;
  /** Whether a line with this dedupe key was ever put into the outbox. */
  readonly hasLine: (dedupeKey: string) => Promise<boolean>;
  readonly capabilities: Pick<ChannelCapabilities, "isProactive">;
  readonly isQuietHour: (now: Date) => boolean;
  readonly transaction: (work: (tx: Tx) => Promise<void>) => Promise<void>;
  readonly commit: (tx: Tx, changes: Changes, now: Date) => Promise<void>;
}

/** Tells who came into a group what is kept of what they say; see decideWelcome. */
export const createWelcomeHandler =
  (deps: WelcomeDeps): TaskHandler<Tx> =>
  async (task, run) => {
    const { ref, since } = task.data as { readonly ref: ChatRef; readonly since: string };
    const { changes, againAt } = decideWelcome(await findScene(deps, ref, { since: new Date(since), now: run.now }));
    await deps.transaction(async (tx) => {
      await deps.commit(tx, changes, run.now);
      await run.complete(tx, againAt && { dueAt: againAt, data: task.data });
    });
  };

async function findScene(
  deps: WelcomeDeps,
  ref: ChatRef,
  { since, now }: { readonly since: Date; readonly now: Date },
): Promise<WelcomeScene> {
  const today = shanghaiDay(now);
  return {
    group: (await deps.directory.findGroups([ref])).get(chatKey(ref)),
    newcomers: await withoutStaff(deps, await deps.members.findNewcomers(ref, since)),
    since,
    now,
    isQuietHour: deps.isQuietHour(now),
    isSaidToday: await deps.hasLine(disclosureKey(ref, today)),
    linesToday: await deps.outbox.countHeard(ref, atShanghai(today, "00:00")),
    mayWriteFirst: deps.capabilities.isProactive,
  };
}

async function withoutStaff(
  { directory }: Pick<WelcomeDeps, "directory">,
  newcomers: readonly Newcomer[],
): Promise<readonly string[]> {
  const people = await directory.findPeople(newcomers.flatMap((one) => one.personId ?? []));
  return newcomers
    .filter(({ personId }) => {
      const person = personId && people.get(personId);
      return !person || !isStaff(person);
    })
    .map((one) => one.externalId);
}
