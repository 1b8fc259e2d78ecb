import type { Directory } from "../buildings/directory.js";
import { type Person, responsibleRoles, type Role } from "../buildings/person.js";
import { chatKey } from "../channels/channel.js";
import type { Tx } from "../database/database.prisma.js";
import type { BatchHandler } from "../delivery/due-tasks.js";
import type { Gone, MemberStore, Seat } from "../people/member-store.js";
import type { Changes } from "./changes.js";
import { decideLeavers, type Leaver } from "./decide-leavers.js";

/** What the handler needs. */
export interface LeaversDeps {
  readonly directory: Pick<Directory, "findPeople" | "findBuildings" | "findContacts" | "findGroupsOfBuilding">;
  readonly members: Pick<MemberStore, "findGone">;
  readonly transaction: (work: (tx: Tx) => Promise<void>) => Promise<void>;
  readonly commit: (tx: Tx, changes: Changes, now: Date) => Promise<void>;
}

const mostAtOnce = 200;

/** Tells grid workers which of those who answer for a building left one of its groups; whoever is back is left out. */
export const createLeaversHandler = (deps: LeaversDeps): BatchHandler<Tx> => ({
  atMost: mostAtOnce,
  async handle(tasks, run) {
    const gone = await deps.members.findGone(tasks.map(({ data }) => data as unknown as Seat));
    const leavers = await findLeavers(deps, gone);
    await deps.transaction(async (tx) => {
      await deps.commit(tx, decideLeavers(leavers, run.now), run.now);
      await run.complete(
        tx,
        tasks.map((task) => ({ task })),
      );
    });
  },
});

async function findLeavers(deps: LeaversDeps, gone: readonly Gone[]): Promise<readonly Leaver[]> {
  const people = await deps.directory.findPeople([...new Set(gone.map((one) => one.personId))]);
  const leavers = await Promise.all(
    gone.flatMap((one) => {
      const person = people.get(one.personId);
      return person ? responsibleRoles(person).map((role) => findLeaver(deps, one, { person, role })) : [];
    }),
  );
  return leavers.flatMap((one) => one ?? []);
}

async function findLeaver(
  { directory }: LeaversDeps,
  { seat }: Gone,
  { person, role: { kind, buildingCode: code } }: { readonly person: Person; readonly role: Role },
): Promise<Leaver | undefined> {
  if (code === undefined) return undefined;
  const groups = await directory.findGroupsOfBuilding(code);
  const group = groups.find(({ ref }) => chatKey(ref) === chatKey(seat));
  const building = (await directory.findBuildings([code])).get(code);
  const worker = (await directory.findContacts(code)).gridWorkers.find((one) => one.direct);
  return group && building && worker && { person, group, building, kind, worker };
}
