import type { Database, Tx } from "../database/database.prisma.js";
import { ensurePartitions } from "../database/ensure-partitions.prisma.js";
import type { TaskHandler } from "../delivery/due-tasks.js";
import { hideSentCodes } from "../people/invite-rows.prisma.js";
import type { Log } from "../shared/log.js";
import { sweepEveryHours } from "./retention.js";
import type { Retention } from "./retention.prisma.js";

/** The kind of the due task that keeps the archive in order. */
export const housekeepingKind = "housekeeping";
const everyMs = sweepEveryHours * 3_600_000;

/** Every four hours: partitions for the months ahead, and an end to what may not be kept. */
export const createHousekeeping =
  (deps: { readonly database: Database; readonly retention: Retention; readonly log: Log }): TaskHandler<Tx> =>
  async (_, run) => {
    const partitions = await ensurePartitions(deps.database, run.now);
    const swept = await deps.retention.sweep(run.now);
    await hideSentCodes(deps.database);
    deps.log.info({ partitions, ...swept }, "housekeeping done");
    await deps.database.transaction((tx) =>
      run.complete(tx, { dueAt: new Date(run.now.getTime() + everyMs), data: {} }),
    );
  };
