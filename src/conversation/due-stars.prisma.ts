import type { Directory } from "../buildings/directory.js";
import type { Database, Tx } from "../database/database.prisma.js";
import type { TaskHandler } from "../delivery/due-tasks.js";
import type { Clock } from "../shared/clock.js";
import type { BuildingCode } from "../shared/ids.js";
import { atShanghai, shanghaiDay } from "../shared/working-calendar.js";
import { nextAdvanceAt } from "../stars/advance-change.js";
import { nextStarStep } from "../stars/next-star-step.js";
import { planRatingRun } from "../stars/plan-rating-run.js";
import { createRateBuildings, type RatingRun } from "../stars/rate-nightly.js";
import type { StarChange } from "../stars/star-change.js";
import type { StarLine } from "../stars/star-lines.js";
import type { StarStore } from "../stars/star-store.js";
import { type Changes, changes, type LineIntent, mergeChanges } from "./changes.js";
import type { Rules } from "./context.js";
import type { Dialog } from "./dialog.js";
import { proposalOfDay } from "./proposal-of-day.js";
import { askAboutChange, nameOf, starLines } from "./star-talk.js";

/** The kind of the due task that rates all buildings. */
export const nightlyRatingKind = "nightly-rating";
/** When it runs, Shanghai time: after midnight, so that a day is rated when it is over. */
const nightlyAt = "02:00";
const dayMs = 86_400_000;
const answerWithinMs = 3 * dayMs;

/** What the handlers need. */
export interface StarDueDeps {
  readonly database: Database;
  readonly directory: Directory;
  readonly stars: StarStore<Tx>;
  readonly rules: Rules;
  readonly clock: Clock;
  readonly commit: (tx: Tx, changes: Changes, now: Date) => Promise<void>;
  /** Told after the commit which questions now wait for an answer. */
  readonly onDialogs: (dialogs: readonly Dialog[]) => void;
}

/** The next night's rating. */
export const nextNight = (now: Date): Date => {
  const today = atShanghai(shanghaiDay(now), nightlyAt);
  return now < today ? today : atShanghai(shanghaiDay(new Date(now.getTime() + dayMs)), nightlyAt);
};

/** Rates the buildings of which something changed, and once a week all, drops changes that are no longer true, and asks the grid workers about what waits for a word. */
export const createNightlyHandler =
  (deps: StarDueDeps): TaskHandler<Tx> =>
  async (task, run) => {
    const rules = deps.rules.stars;
    const plan = planRatingRun(task.data, { now: run.now, rulesVersion: rules.version });
    const rate = createRateBuildings({ store: deps.stars, rules, clock: deps.clock });
    const result = await rate(plan.scope);
    const told = await tellDropped(deps, result);
    const asked = await askGridWorkers(deps, run.now);
    await deps.database.transaction(async (tx) => {
      await deps.commit(tx, mergeChanges([told, asked]), run.now);
      await run.complete(tx, { dueAt: nextNight(run.now), data: plan.data });
    });
    deps.onDialogs(asked.dialogs);
  };

async function tellDropped(deps: StarDueDeps, run: RatingRun): Promise<Changes> {
  const lines = await Promise.all(
    run.dropped.map(({ change, lines: said }) => address(deps, change.buildingCode, said)),
  );
  return changes({ lines: lines.flat() });
}

async function address(
  deps: StarDueDeps,
  code: BuildingCode,
  lines: readonly StarLine[],
): Promise<readonly LineIntent[]> {
  if (lines.length === 0) return [];
  const [buildings, contacts, groups] = await Promise.all([
    deps.directory.findBuildings([code]),
    deps.directory.findContacts(code),
    deps.directory.findGroupsOfBuilding(code),
  ]);
  const building = buildings.get(code);
  return building ? starLines(lines, { building, contacts, groups }) : [];
}

/** One question a grid worker and day. */
async function askGridWorkers(deps: StarDueDeps, now: Date): Promise<Changes> {
  const proposals = (await deps.stars.findOpenChangesOfArea("")).filter((change) => change.stage === "proposed");
  const around = await Promise.all(proposals.map((change) => deps.directory.findContacts(change.buildingCode)));
  const workers = new Map(around.flatMap(({ gridWorkers }) => gridWorkers).map((worker) => [worker.id, worker]));
  const asked = [...workers.values()].flatMap(({ direct, ...worker }) => {
    const theirs = proposals.filter((_, at) => around[at]?.gridWorkers.some((one) => one.id === worker.id));
    const change = proposalOfDay(theirs, shanghaiDay(now));
    return direct && change ? [{ worker: { ...worker, direct }, change }] : [];
  });
  const buildings = await deps.directory.findBuildings(asked.map(({ change }) => change.buildingCode));
  return mergeChanges(
    asked.map((one) => question(deps, { ...one, building: nameOf(buildings, one.change.buildingCode), now })),
  );
}

function question(
  deps: StarDueDeps,
  about: {
    readonly worker: Parameters<typeof askAboutChange>[0];
    readonly change: StarChange;
    readonly building: string;
    readonly now: Date;
  },
): Changes {
  const { worker, change, building, now } = about;
  const { direct } = worker;
  return changes({
    lines: [askAboutChange(worker, { change, building, rules: deps.rules.stars, key: shanghaiDay(now) })],
    dialogs: [
      {
        ref: direct,
        senderId: direct.chat.slice("direct:".length),
        data: { kind: "star-change", changeId: change.id },
        expiresAt: new Date(now.getTime() + answerWithinMs),
      },
    ],
  });
}

/** Moves a confirmed change on when its hearing or publicity is over, or drops it where it is not true any more. */
export const createStarChangeHandler =
  (deps: StarDueDeps): TaskHandler<Tx> =>
  async (task, run) => {
    const change = await deps.stars.findChange(task.subject);
    const step = change && (await nextStarStep({ store: deps.stars, rules: deps.rules.stars }, change, run.now));
    // A frozen or dropped change is taken up again by whoever decides the objection.
    if (!step) return deps.database.transaction((tx) => run.complete(tx));
    const { change: after, lines } = step;
    const addressed = await address(deps, after.buildingCode, lines);
    const nextAt = nextAdvanceAt(after);
    await deps.database.transaction(async (tx) => {
      await deps.commit(tx, changes({ starChanges: [{ change: after, isNew: false }], lines: addressed }), run.now);
      await run.complete(tx, nextAt ? { dueAt: nextAt, data: {} } : undefined);
    });
  };
