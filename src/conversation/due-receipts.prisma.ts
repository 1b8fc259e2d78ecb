import type { Tx } from "../database/database.prisma.js";
import type { BatchHandler } from "../delivery/due-tasks.js";
import type { HazardId } from "../shared/ids.js";
import { changes } from "./changes.js";
import type { DueDeps } from "./due-handlers.prisma.js";
import { gatheredReceipts } from "./gathered-receipts.js";

const mostCases = 500;

/** Lets groups hear of the cases whose reporters got their receipt in private. */
export const createReceiptsHandler = (deps: DueDeps): BatchHandler<Tx> => ({
  atMost: mostCases,
  async handle(tasks, { now, complete }) {
    const cases = [...(await deps.hazards.findByIds(tasks.map((task) => task.subject as HazardId))).values()];
    const buildings = await deps.directory.findBuildings([...new Set(cases.map((hazard) => hazard.buildingCode))]);
    await deps.transaction(async (tx) => {
      await deps.commit(tx, changes({ lines: gatheredReceipts(cases, { buildings, now }) }), now);
      await complete(
        tx,
        tasks.map((task) => ({ task })),
      );
    });
  },
});
