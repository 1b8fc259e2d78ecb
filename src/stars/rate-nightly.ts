import type { Clock } from "../shared/clock.js";
import type { BuildingCode } from "../shared/ids.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import { codeBatches } from "./code-batches.js";
import { decideStarChange, type StarDecision } from "./decide-star-change.js";
import { rateBuilding } from "./rate-building.js";
import type { Rating } from "./rating.js";
import type { StarChange } from "./star-change.js";
import type { StarLine } from "./star-lines.js";
import type { StarRules } from "./star-rules.js";
import type { StarStore } from "./star-store.js";

/** Rated and written in one go; small, since the rating of a batch holds up everything else in the process. */
const batchSize = 25;

/** What a run of the rating brought about. */
export interface RatingRun {
  readonly rated: number;
  /** New proposals: each waits for a person's word. */
  readonly proposals: readonly StarChange[];
  /** Changes that are not true any more, with the lines that the owners are due. */
  readonly dropped: readonly { readonly change: StarChange; readonly lines: readonly StarLine[] }[];
}

/** What the rating needs. */
export interface RateBuildingsDeps<Tx> {
  readonly store: StarStore<Tx>;
  readonly rules: StarRules;
  readonly clock: Clock;
  /**
   * Called inside the transaction that writes the proposals and drops, so that the lines about them are committed
   * together with them. Must use nothing but `tx`. Not called where there is nothing to tell.
   */
  readonly announce?: (tx: Tx, run: Omit<RatingRun, "rated">) => Promise<void>;
}

/**
 * Rates the buildings of `codes`, or all, as of today, stores the ratings, and proposes and drops star changes. A
 * proposal changes no star: that takes a person. A second run of the same day changes nothing more.
 */
export const createRateBuildings =
  <Tx>(deps: RateBuildingsDeps<Tx>) =>
  async (codes?: readonly BuildingCode[]): Promise<RatingRun> => {
    const now = deps.clock.now();
    const runs: RatingRun[] = [];
    const batches = codes ? [codes] : codeBatches(deps.store, batchSize);
    for await (const batch of batches) runs.push(await rateBatch(deps, batch, now));
    return {
      rated: runs.reduce((sum, run) => sum + run.rated, 0),
      proposals: runs.flatMap((run) => run.proposals),
      dropped: runs.flatMap((run) => run.dropped),
    };
  };

async function rateBatch<Tx>(
  deps: RateBuildingsDeps<Tx>,
  codes: readonly BuildingCode[],
  now: Date,
): Promise<RatingRun> {
  const { store, rules } = deps;
  const facts = await store.loadFacts(codes, shanghaiDay(now));
  const ratings = facts.map((one) => rateBuilding(one, rules, shanghaiDay(now)));
  await store.saveRatings(ratings, now);
  const decisions = await decide(deps, ratings, now);
  const news = decisions.filter((decision) => decision.proposed ?? decision.dropped);
  const written = news.length === 0 ? { proposals: [], dropped: [] } : await write(deps, news);
  return { rated: ratings.length, ...written };
}

async function decide<Tx>(
  { store, rules }: RateBuildingsDeps<Tx>,
  ratings: readonly Rating[],
  now: Date,
): Promise<readonly StarDecision[]> {
  const codes = ratings.map((rating) => rating.buildingCode);
  const [current, open] = [await store.findCurrent(codes), await store.findOpenChanges(codes)];
  return ratings.map((rating) => {
    const [star, pending] = [current.get(rating.buildingCode), open.get(rating.buildingCode)];
    return decideStarChange({
      rating,
      now,
      rules,
      ...(star ? { current: star } : {}),
      ...(pending ? { pending } : {}),
    });
  });
}

function write<Tx>(
  { store, announce }: RateBuildingsDeps<Tx>,
  decisions: readonly StarDecision[],
): Promise<Omit<RatingRun, "rated">> {
  return store.transaction(async (tx) => {
    const dropped = decisions.flatMap((decision) => (decision.dropped ? [decision.dropped] : []));
    for (const { change } of dropped) await store.updateChange(tx, change);
    const proposals: StarChange[] = [];
    for (const { proposed } of decisions)
      if (proposed && (await store.insertChange(tx, proposed))) proposals.push(proposed);
    const run = { proposals, dropped };
    await announce?.(tx, run);
    return run;
  });
}
