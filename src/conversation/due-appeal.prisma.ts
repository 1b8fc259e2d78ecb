import type { Directory } from "../buildings/directory.js";
import type { Tx } from "../database/database.prisma.js";
import type { TaskHandler } from "../delivery/due-tasks.js";
import { nextNudge } from "../stars/appeal-nudge.js";
import { appealNumber, type FoundAppeal } from "../stars/appeal.js";
import { sayLastDay } from "../stars/star-lines.js";
import type { StarStore } from "../stars/star-store.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import { appealDialog, reviewersOf } from "./appeal-talk.js";
import { type Changes, changes } from "./changes.js";
import type { Dialog } from "./dialog.js";
import { findAudiences } from "./load-star-matter.js";
import { buildingFor, type StarAudience } from "./star-talk.js";

/** What the handler needs. */
export interface AppealDueDeps {
  readonly directory: Directory;
  readonly stars: Pick<StarStore<Tx>, "findAppeal">;
  readonly transaction: (work: (tx: Tx) => Promise<void>) => Promise<void>;
  readonly commit: (tx: Tx, changes: Changes, now: Date) => Promise<void>;
  /** Told after the commit which questions now wait for an answer. */
  readonly onDialogs: (dialogs: readonly Dialog[]) => void;
}

/**
 * Sees to it that an objection is answered: its reviewers are reminded on the last day for the answer and every other
 * working day after it; once it is late the street hears of it too.
 */
export const createAppealHandler =
  (deps: AppealDueDeps): TaskHandler<Tx> =>
  async (task, run) => {
    const found = await deps.stars.findAppeal(task.subject);
    const around = found && (await findAudiences(deps.directory, [found.change.buildingCode]));
    const audience = found && around?.get(found.change.buildingCode);
    if (!audience || found.appeal.state !== "filed") return deps.transaction((tx) => run.complete(tx));
    const put = remind(found, audience, run.now);
    await deps.transaction(async (tx) => {
      await deps.commit(tx, put, run.now);
      await run.complete(tx, { dueAt: nextNudge(found.appeal, run.now), data: {} });
    });
    deps.onDialogs(put.dialogs);
  };

function remind(found: FoundAppeal, audience: StarAudience, now: Date): Changes {
  const { appeal, change } = found;
  const { reviewers } = reviewersOf(found, audience);
  const isLate = now >= appeal.answerBy;
  const told = new Map([...reviewers, ...(isLate ? audience.contacts.street : [])].map((one) => [one.id, one]));
  const variables = {
    number: appealNumber(audience.building.name, appeal),
    building: buildingFor(audience, "community"),
    by: sayLastDay(appeal.answerBy),
  };
  return changes({
    lines: [...told.values()].flatMap(({ id, direct }) =>
      direct
        ? [
            {
              ref: direct,
              template: "star-appeal-late",
              variables,
              urgency: "notice" as const,
              dedupeKey: `star-appeal:${appeal.id}:${id}:${shanghaiDay(now)}`,
              subject: `building:${change.buildingCode}`,
            },
          ]
        : [],
    ),
    dialogs: reviewers.flatMap(({ direct }) => (direct ? [appealDialog(direct, appeal, now)] : [])),
  });
}
