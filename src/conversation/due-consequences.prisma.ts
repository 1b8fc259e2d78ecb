import type { Directory } from "../buildings/directory.js";
import type { Tx } from "../database/database.prisma.js";
import type { TaskHandler } from "../delivery/due-tasks.js";
import type { ConsequenceStore } from "../stars/consequence-store.js";
import type { StarStore } from "../stars/star-store.js";
import type { Changes } from "./changes.js";
import type { Rules } from "./context.js";
import { decideConsequenceTurn } from "./due-consequences.js";

/** What the handler needs. */
export interface ConsequenceDueDeps {
  readonly directory: Pick<Directory, "findBuildings" | "findContacts">;
  readonly stars: Pick<StarStore<Tx>, "findChange">;
  readonly consequences: Pick<ConsequenceStore, "findOpen">;
  readonly rules: Pick<Rules, "stars">;
  readonly transaction: (work: (tx: Tx) => Promise<void>) => Promise<void>;
  readonly commit: (tx: Tx, changes: Changes, now: Date) => Promise<void>;
}

/** Acts on what follows from a change of star that took effect: see decideConsequenceTurn. */
export const createConsequenceHandler =
  (deps: ConsequenceDueDeps): TaskHandler<Tx> =>
  async (task, run) => {
    const change = await deps.stars.findChange(task.subject);
    if (!change) return deps.transaction((tx) => run.complete(tx));
    const { buildingCode } = change;
    const [buildings, contacts, open] = await Promise.all([
      deps.directory.findBuildings([buildingCode]),
      deps.directory.findContacts(buildingCode),
      deps.consequences.findOpen(buildingCode),
    ]);
    const decided = decideConsequenceTurn({
      change,
      building: buildings.get(buildingCode)?.name ?? buildingCode,
      contacts,
      open,
      isGranted: task.data["isGranted"] === true,
      rules: deps.rules.stars,
      now: run.now,
    });
    await deps.transaction(async (tx) => {
      await deps.commit(tx, decided.changes, run.now);
      await run.complete(tx, decided.next && { dueAt: decided.next, data: { isGranted: true } });
    });
  };
