import { type Directory, responsibleOf } from "../buildings/directory.js";
import type { Database, Tx } from "../database/database.prisma.js";
import type { TaskHandler } from "../delivery/due-tasks.js";
import type { Clock } from "../shared/clock.js";
import { atShanghai, shanghaiDay } from "../shared/working-calendar.js";
import { nextAdvanceAt } from "../stars/advance-change.js";
import { isAdverse, type StarChange } from "../stars/star-change.js";
import { nextStarStep } from "../stars/next-star-step.js";
import { planRatingRun } from "../stars/plan-rating-run.js";
import { createRateBuildings, type RatingRun } from "../stars/rate-nightly.js";
import type { StarStore } from "../stars/star-store.js";
import { type Changes, changes, type LineIntent, mergeChanges } from "./changes.js";
import type { Rules } from "./context.js";
import type { Dialog } from "./dialog.js";
import { findAudiences } from "./load-star-matter.js";
import { askOfDay, mostPerGrid } from "./proposal-of-day.js";
import { nextStarMorning, type StarAudience, starLines } from "./star-talk.js";

/** The kind of the due task that rates all buildings. */
export const nightlyRatingKind = "nightly-rating";
/** When it runs, Shanghai time: after midnight, so that a day is rated when it is over. */
const nightlyAt = "02:00";
const dayMs = 86_400_000;
/** After so many tries to tell an owner staff are reminded of it. */
const remindEvery = 5;

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

/** Rates the buildings of which something changed, and once a week all, drops changes that are no longer true, and asks those whose word a proposal waits for, one question a person and day. */
export const createNightlyHandler =
  (deps: StarDueDeps): TaskHandler<Tx> =>
  async (task, run) => {
    const rules = deps.rules.stars;
    const plan = planRatingRun(task.data, { now: run.now, rulesVersion: rules.version });
    const rate = createRateBuildings({ store: deps.stars, rules, clock: deps.clock });
    const result = await rate(plan.scope);
    const told = await tellDropped(deps, result);
    const asked = await askReviewers(deps, run.now);
    await deps.database.transaction(async (tx) => {
      await deps.commit(tx, mergeChanges([told, asked]), run.now);
      await run.complete(tx, { dueAt: nextNight(run.now), data: plan.data });
    });
    deps.onDialogs(asked.dialogs);
  };

async function tellDropped(deps: StarDueDeps, run: RatingRun): Promise<Changes> {
  const around = await findAudiences(
    deps.directory,
    run.dropped.filter(({ lines }) => lines.length > 0).map(({ change }) => change.buildingCode),
  );
  return changes({
    lines: run.dropped.flatMap(({ change, lines }) => {
      const audience = around.get(change.buildingCode);
      return audience ? starLines(lines, audience) : [];
    }),
  });
}

async function askReviewers(deps: StarDueDeps, now: Date): Promise<Changes> {
  const proposals = await deps.stars.findProposalsPerGrid(mostPerGrid);
  const around = await findAudiences(
    deps.directory,
    proposals.map(({ buildingCode }) => buildingCode),
  );
  return askOfDay(proposals, { around, rules: deps.rules.stars, now });
}

/**
 * Moves a confirmed change on when its hearing or publicity is over, drops it where it is not true any more, and tries an
 * owner again whom the bot could not tell.
 */
export const createStarChangeHandler =
  (deps: StarDueDeps): TaskHandler<Tx> =>
  async (task, run) => {
    const change = await deps.stars.findChange(task.subject);
    const around = change && (await findAudiences(deps.directory, [change.buildingCode]));
    const audience = change && around?.get(change.buildingCode);
    const tries = typeof task.data["tries"] === "number" ? task.data["tries"] : 1;
    if (change && audience && isStillUntold(change, audience, deps.rules)) {
      const lines = tries % remindEvery === 0 ? remindOfTelling(change, audience, run.now) : [];
      return deps.database.transaction(async (tx) => {
        await deps.commit(tx, changes({ lines }), run.now);
        await run.complete(tx, { dueAt: nextStarMorning(run.now), data: { tries: tries + 1 } });
      });
    }
    const step = change && (await nextStarStep({ store: deps.stars, rules: deps.rules.stars }, change, run.now));
    // A frozen or dropped change is taken up again by whoever decides the objection.
    if (!step || !audience) return deps.database.transaction((tx) => run.complete(tx));
    const { change: after, lines } = step;
    const nextAt = nextAdvanceAt(after);
    await deps.database.transaction(async (tx) => {
      const all = { starChanges: [{ change: after, isNew: false }], lines: starLines(lines, audience) };
      await deps.commit(tx, changes(all), run.now);
      await run.complete(tx, nextAt ? { dueAt: nextAt, data: {} } : undefined);
    });
  };

const isStillUntold = (change: StarChange, { contacts }: StarAudience, rules: Rules): boolean =>
  change.stage === "confirmed" && isAdverse(change, rules.stars) && responsibleOf(contacts)?.direct === undefined;

const remindOfTelling = (change: StarChange, { building, contacts }: StarAudience, now: Date): readonly LineIntent[] =>
  contacts.gridWorkers.flatMap(({ id, direct }) =>
    direct
      ? [
          {
            ref: direct,
            template: "star-owner-unreachable",
            variables: { building: building.name },
            urgency: "notice" as const,
            dedupeKey: `star-untold:${change.id}:${id}:${shanghaiDay(now)}`,
            subject: `building:${change.buildingCode}`,
          },
        ]
      : [],
  );
