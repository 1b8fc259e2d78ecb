import type { Directory } from "../buildings/directory.js";
import type { Tx } from "../database/database.prisma.js";
import type { DueTask, NextRun, TaskHandler, TaskRun } from "../delivery/due-tasks.js";
import { calledPeople, type EmergencyCall } from "../emergencies/emergency-call.js";
import type { EmergencyStore } from "../emergencies/emergency-store.js";
import { nextCall, type PeopleByLevel } from "../emergencies/next-call.js";
import { type Hazard, isClosed } from "../hazards/hazard.js";
import type { HazardStore } from "../hazards/hazard-store.js";
import type { PersonId } from "../shared/ids.js";
import type { Log } from "../shared/log.js";
import { type CallAround, callNext, giveUp, tellOver } from "./call-changes.js";
import { type Changes, changes } from "./changes.js";
import type { Rules } from "./context.js";

/** What keeping calls going needs. */
export interface CallDueDeps {
  readonly directory: Directory;
  readonly hazards: Pick<HazardStore, "findById">;
  readonly emergencies: EmergencyStore;
  readonly rules: Rules;
  readonly log: Log;
  readonly transaction: (work: (tx: Tx) => Promise<void>) => Promise<void>;
  readonly commit: (tx: Tx, changes: Changes, now: Date) => Promise<void>;
  /** Told of each call that nobody answered, for the metrics. */
  readonly onUnanswered: () => void;
}

/** A case that moved on while its call was looked at is looked at again at once: people wait. */
const mostTries = 5;

/** Level after level is called until somebody takes over; then those who were called hear of it. */
export const createCallHandler =
  (deps: CallDueDeps): TaskHandler<Tx> =>
  async (task, run) => {
    for (let tries = 1; ; tries += 1) {
      try {
        await goOn(deps, task, run);
        return;
      } catch (error) {
        if (tries >= mostTries || !(error instanceof Error) || error.name !== "StaleHazardError") throw error;
      }
    }
  };

interface Decided {
  readonly changes: Changes;
  readonly next?: NextRun;
  readonly isUnanswered?: true;
}

async function goOn(deps: CallDueDeps, task: DueTask, run: TaskRun<Tx>): Promise<void> {
  const call = await deps.emergencies.findCall(task.subject);
  const decided: Decided = call && !call.toldAt ? await decide(deps, call, run.now) : { changes: changes({}) };
  await deps.transaction(async (tx) => {
    await deps.commit(tx, decided.changes, run.now);
    await run.complete(tx, decided.next);
  });
  if (!call || !decided.isUnanswered) return;
  const { key, code, area } = call;
  deps.log.error({ key, code, area, people: calledPeople(call).length }, "an emergency was called out in vain");
  deps.onUnanswered();
}

async function decide(deps: CallDueDeps, call: EmergencyCall, now: Date): Promise<Decided> {
  const found = call.hazardId ? await deps.hazards.findById(call.hazardId) : undefined;
  const hazard = found?.hazard;
  if (call.answer || (hazard && isClosed(hazard)))
    return { changes: tellOver(call, await around(deps, call, { now, hazard, more: [] })) };
  const people = await peopleByLevel(deps, call, now);
  const { chain } = deps.rules.emergencies;
  const next = nextCall(call, people, { chain, now });
  switch (next.kind) {
    case "over":
      return { changes: changes({}) };
    case "wait":
      return { changes: changes({}), next: { dueAt: next.until, data: {} } };
    case "call":
      return {
        changes: callNext(call, next, await around(deps, call, { now, hazard, more: next.to })),
        next: { dueAt: new Date(now.getTime() + chain.minutesBetween * 60_000), data: {} },
      };
    case "unanswered":
      return {
        changes: giveUp(call, next, await around(deps, call, { now, hazard, more: [] })),
        isUnanswered: true,
      };
  }
}

async function around(
  { directory, rules }: CallDueDeps,
  call: EmergencyCall,
  known: {
    readonly now: Date;
    readonly hazard: Hazard | undefined;
    /** Who is to be called now. */
    readonly more: readonly PersonId[];
  },
): Promise<CallAround> {
  const ids = [...calledPeople(call), call.writerId, ...known.more, ...(call.answer ? [call.answer.by] : [])];
  const [people, buildings, groups] = await Promise.all([
    directory.findPeople([...new Set(ids)]),
    directory.findBuildings(call.buildingCode ? [call.buildingCode] : []),
    directory.findGroups([call.ref]),
  ]);
  return {
    now: known.now,
    rules,
    people,
    buildings,
    groupNames: new Map([...groups].map(([key, group]) => [key, group.name])),
    ...(known.hazard ? { hazard: known.hazard } : {}),
  };
}

/** Where nobody knows the grid, the groups in which the writer was seen tell it. */
async function peopleByLevel(
  { directory, emergencies }: CallDueDeps,
  call: EmergencyCall,
  now: Date,
): Promise<PeopleByLevel> {
  const area = call.area ?? (await emergencies.findGridOfMember(call.writerId));
  if (area === undefined) return { grid_worker: [], colleagues: [], community: [], street: [] };
  const code = call.buildingCode ?? (await directory.findBuildingsOfGrid(area))[0]?.code;
  const contacts = code === undefined ? undefined : await directory.findContacts(code);
  return {
    grid_worker: contacts?.gridWorkers.map(({ id }) => id) ?? [],
    colleagues: await emergencies.findColleagues(area, now),
    community: contacts?.community.map(({ id }) => id) ?? [],
    street: contacts?.street.map(({ id }) => id) ?? [],
  };
}
