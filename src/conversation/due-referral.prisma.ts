import type { Tx } from "../database/database.prisma.js";
import type { TaskHandler } from "../delivery/due-tasks.js";
import type { HazardId } from "../shared/ids.js";
import type { DueDeps } from "./due-handlers.prisma.js";
import { decideReferral, type ReferralDecision } from "./due-referral.js";

/** What the looks need. */
export interface ReferralDueDeps extends DueDeps {
  /** Where people reach the pages; missing where that is not known. */
  readonly publicUrl?: string;
}

/** Looks after cases that are with a department until it answers; see decideReferral. */
export const createReferralHandler =
  (deps: ReferralDueDeps): TaskHandler<Tx> =>
  async (task, run) => {
    const decided = await look(deps, task.subject as HazardId, run.now);
    await deps.transaction(async (tx) => {
      if (decided) await deps.commit(tx, decided.changes, run.now);
      await run.complete(tx, decided?.nextAt && { dueAt: decided.nextAt, data: {} });
    });
  };

/** Nothing where the case is gone. */
async function look(deps: ReferralDueDeps, id: HazardId, now: Date): Promise<ReferralDecision | undefined> {
  const { directory, hazards, rules, publicUrl } = deps;
  const hazard = (await hazards.findByIds([id])).get(id);
  if (!hazard) return undefined;
  const [events, buildings, contacts] = await Promise.all([
    hazards.findEvents(id),
    directory.findBuildings([hazard.buildingCode]),
    directory.findContacts(hazard.buildingCode),
  ]);
  const around = { hazard, events, buildings, contacts, rules, now };
  return decideReferral({ ...around, ...(publicUrl === undefined ? {} : { publicUrl }) });
}
