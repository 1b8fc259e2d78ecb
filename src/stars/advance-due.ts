import type { Clock } from "../shared/clock.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import { advanceChange, type StarStep } from "./advance-change.js";
import { decideStarChange } from "./decide-star-change.js";
import { scoreBuilding } from "./rate-building.js";
import type { StarChange } from "./star-change.js";
import type { StarRules } from "./star-rules.js";
import type { StarStore } from "./star-store.js";

/** What moving due changes needs. */
export interface AdvanceDueDeps<Tx> {
  readonly store: StarStore<Tx>;
  readonly rules: StarRules;
  readonly clock: Clock;
  /** Called inside the transaction that moves the change, to commit the lines with it. Must use nothing but `tx`. */
  readonly announce: (tx: Tx, step: StarStep) => Promise<void>;
}

/** Most changes moved in one call. */
const batchSize = 100;

/**
 * Moves the changes whose hearing or publicity is over, each in a transaction of its own. The building is rated again
 * first: a change that is not true any more is dropped instead. Returns the steps taken.
 */
export const createAdvanceDueChanges =
  <Tx>(deps: AdvanceDueDeps<Tx>) =>
  async (): Promise<readonly StarStep[]> => {
    const now = deps.clock.now();
    const due = await deps.store.listDueChanges(now, batchSize);
    const steps: StarStep[] = [];
    for (const change of due) {
      const step = await nextStep(deps, change, now);
      if (!step) continue;
      await deps.store.transaction(async (tx) => {
        await deps.store.updateChange(tx, step.change);
        await deps.announce(tx, step);
      });
      steps.push(step);
    }
    return steps;
  };

async function nextStep<Tx>(
  { store, rules }: AdvanceDueDeps<Tx>,
  change: StarChange,
  now: Date,
): Promise<StarStep | undefined> {
  const codes = [change.buildingCode];
  const [facts] = await store.loadFacts(codes, shanghaiDay(now));
  const current = (await store.findCurrent(codes)).get(change.buildingCode);
  if (!facts) return undefined;
  const rating = scoreBuilding(facts, rules, shanghaiDay(now));
  const decision = decideStarChange({ rating, pending: change, now, rules, ...(current ? { current } : {}) });
  if (decision.dropped) return decision.dropped;
  const step = advanceChange(change, now, rules);
  return step.ok ? step.value : undefined;
}
