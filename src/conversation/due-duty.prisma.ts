import type { Directory, StalePeople } from "../buildings/directory.js";
import type { Tx } from "../database/database.prisma.js";
import type { DueTask, TaskHandler } from "../delivery/due-tasks.js";
import { loadOf } from "../hazards/grid-load.js";
import type { HazardStore } from "../hazards/hazard-store.js";
import type { Duty, DutyId } from "../people/duty.js";
import type { PeopleStore } from "../people/people-store.js";
import type { Changes } from "./changes.js";
import { decideDutyTurn, type DutyTurn } from "./due-duty.js";

/** What the handler needs. */
export interface DutyDueDeps {
  readonly directory: Pick<Directory, "findPeople">;
  readonly hazards: Pick<HazardStore, "findOpenOfGrids" | "countClosed">;
  readonly people: Pick<PeopleStore, "findDuty">;
  readonly isQuietHour: (now: Date) => boolean;
  readonly transaction: (work: (tx: Tx) => Promise<void>) => Promise<void>;
  readonly commit: (tx: Tx, changes: Changes, now: Date) => Promise<void>;
  /** Told whose roles changed by the clock alone: what is remembered of them is wrong. */
  readonly onTurned: (stale: StalePeople) => void;
}

/** Goes along with the duties of one arrangement: see decideDutyTurn. */
export const createDutyHandler =
  (deps: DutyDueDeps): TaskHandler<Tx> =>
  async (task, run) => {
    const duties = await findDuties(deps, task);
    const [first] = duties;
    if (!first) return deps.transaction((tx) => run.complete(tx));
    deps.onTurned({ people: new Set([first.personId]), areas: duties.map(({ area }) => area) });
    const { changes, next } = decideDutyTurn({
      ...(await loadTurn(deps, first, { grids: duties.map(({ area }) => area), now: run.now })),
      isBegun: task.data["isBegun"] === true,
      now: run.now,
      isQuietHour: deps.isQuietHour(run.now),
    });
    await deps.transaction(async (tx) => {
      await deps.commit(tx, changes, run.now);
      await run.complete(tx, next && { dueAt: next.dueAt, data: { ...task.data, isBegun: next.isBegun } });
    });
  };

async function findDuties({ people }: DutyDueDeps, { subject, data }: DueTask): Promise<readonly Duty[]> {
  const others = Array.isArray(data["with"]) ? (data["with"] as readonly DutyId[]) : [];
  const found = await Promise.all([subject as DutyId, ...others].map((id) => people.findDuty(id)));
  return found.flatMap((duty) => duty ?? []);
}

async function loadTurn(
  { directory, hazards }: DutyDueDeps,
  duty: Duty,
  { grids, now }: { readonly grids: readonly string[]; readonly now: Date },
): Promise<Pick<DutyTurn, "duty" | "person" | "absent" | "load" | "closed">> {
  const { personId, forPersonId } = duty;
  const [people, open, closed] = await Promise.all([
    directory.findPeople([personId, ...(forPersonId ? [forPersonId] : [])]),
    hazards.findOpenOfGrids(grids),
    hazards.countClosed({ grids, since: duty.startsAt }),
  ]);
  const absent = forPersonId && people.get(forPersonId);
  return { duty, person: people.get(personId), absent, load: loadOf(open, now), closed };
}
