import { shanghaiDay } from "../shared/working-calendar.js";
import { advanceChange, type StarStep } from "./advance-change.js";
import { decideStarChange } from "./decide-star-change.js";
import { scoreBuilding } from "./rate-building.js";
import type { StarChange } from "./star-change.js";
import type { StarRules } from "./star-rules.js";
import type { StarStore } from "./star-store.js";

/** What is asked before a change moves. */
export interface NextStepDeps<Tx> {
  readonly store: Pick<StarStore<Tx>, "loadFacts" | "findCurrent">;
  readonly rules: StarRules;
}

/**
 * The next step of a change whose hearing or publicity is over. The building is rated again first: a change that is not
 * true any more is dropped instead, so that no group reads of it. Undefined where it is too early, over, or held by an
 * appeal.
 */
export async function nextStarStep<Tx>(
  { store, rules }: NextStepDeps<Tx>,
  change: StarChange,
  now: Date,
): Promise<StarStep | undefined> {
  const step = advanceChange(change, now, rules);
  if (!step.ok) return undefined;
  const codes = [change.buildingCode];
  const [facts] = await store.loadFacts(codes, shanghaiDay(now));
  const current = (await store.findCurrent(codes)).get(change.buildingCode);
  if (!facts) return undefined;
  const rating = scoreBuilding(facts, rules, shanghaiDay(now));
  const { dropped } = decideStarChange({ rating, pending: change, now, rules, ...(current ? { current } : {}) });
  return dropped ?? step.value;
}
