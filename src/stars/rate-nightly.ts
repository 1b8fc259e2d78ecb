import type { Clock } from "../shared/clock.js";
import type { BuildingCode } from "../shared/ids.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import type { BuildingFacts } from "./building-facts.js";
import { decideStarChange, type StarDecision } from "./decide-star-change.js";
import { nextRatingDay } from "./next-rating-day.js";
import { scoreBuilding } from "./rate-building.js";
import type { DatedRating, Rating } from "./rating.js";
import { codeBatches, inBatches } from "./code-batches.js";
import type { StarChange } from "./star-change.js";
import type { StarLine } from "./star-lines.js";
import type { StarRules } from "./star-rules.js";
import type { StarStore } from "./star-store.js";

/** Rated and written in one go: some tens of milliseconds during which nothing else runs in the process. */
const batchSize = 500;

/** Which buildings are rated; `changed` since an instant: also those whose points come back or expire by now. */
export type RatingScope =
  | { readonly kind: "all" }
  | { readonly kind: "changed"; readonly since: Date }
  | { readonly kind: "some"; readonly codes: readonly BuildingCode[] };

/** What a run of the rating brought about. */
export interface RatingRun {
  readonly rated: number;
  /** How many changes are newly proposed. */
  readonly proposed: number;
  readonly dropped: RatingNews["dropped"];
}

/** What a batch brought about. */
export interface RatingNews {
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
  readonly announce?: (tx: Tx, news: RatingNews) => Promise<void>;
}

/**
 * Rates buildings as of today, stores the ratings that are new, and proposes and drops star changes. A proposal changes
 * no star: that takes a person. A second run of the same day changes nothing more. While one batch is rated, the facts of
 * the next one are on their way.
 */
export const createRateBuildings =
  <Tx>(deps: RateBuildingsDeps<Tx>) =>
  async (scope: RatingScope = { kind: "all" }): Promise<RatingRun> => {
    const now = deps.clock.now();
    const batches = await batchesOf(deps.store, scope, now);
    const load = async (): Promise<readonly BuildingFacts[] | undefined> => {
      const next = await batches.next();
      return next.done ? undefined : deps.store.loadFacts(next.value, shanghaiDay(now));
    };
    const runs: RatingRun[] = [];
    for (let facts = await load(); facts;) {
      const [run, next] = await Promise.all([rateBatch(deps, facts, now), load()]);
      runs.push(run);
      facts = next;
    }
    return {
      rated: runs.reduce((sum, run) => sum + run.rated, 0),
      proposed: runs.reduce((sum, run) => sum + run.proposed, 0),
      dropped: runs.flatMap((run) => run.dropped),
    };
  };

async function batchesOf<Tx>(
  store: StarStore<Tx>,
  scope: RatingScope,
  now: Date,
): Promise<AsyncGenerator<readonly BuildingCode[]>> {
  if (scope.kind === "all") return codeBatches(store, batchSize);
  const codes = scope.kind === "some" ? scope.codes : await store.listChangedCodes({ since: scope.since, now });
  return inBatches(codes, batchSize);
}

async function rateBatch<Tx>(
  deps: RateBuildingsDeps<Tx>,
  facts: readonly BuildingFacts[],
  now: Date,
): Promise<RatingRun> {
  const { store, rules } = deps;
  const today = shanghaiDay(now);
  const ratings = facts.map((one) => scoreBuilding(one, rules, today));
  const decisions = await decide(deps, ratings, now);
  const dated = ratings.map((rating, at): DatedRating => {
    const dueOn = earlier(facts[at] && nextRatingDay(facts[at], rules, today), decisions[at]?.waitsUntil);
    return { rating, ...(dueOn === undefined ? {} : { dueOn }) };
  });
  await store.saveRatings(dated, now);
  const news = decisions.filter((decision) => decision.proposed ?? decision.dropped);
  const { proposals, dropped } = news.length === 0 ? nothingNew : await write(deps, news);
  return { rated: ratings.length, proposed: proposals.length, dropped };
}

const nothingNew: RatingNews = { proposals: [], dropped: [] };

const earlier = (...days: readonly (string | undefined)[]): string | undefined =>
  days.filter((day) => day !== undefined).toSorted()[0];

async function decide<Tx>(
  { store, rules }: RateBuildingsDeps<Tx>,
  ratings: readonly Rating[],
  now: Date,
): Promise<readonly StarDecision[]> {
  const codes = ratings.map((rating) => rating.buildingCode);
  const current = await store.findCurrent(codes);
  const open = await store.findOpenChanges(codes);
  const unwanted = await store.findDeclined(codes);
  return ratings.map((rating) => {
    const [star, pending] = [current.get(rating.buildingCode), open.get(rating.buildingCode)];
    const declined = unwanted.get(rating.buildingCode);
    return decideStarChange({
      rating,
      now,
      rules,
      ...(star ? { current: star } : {}),
      ...(pending ? { pending } : {}),
      ...(declined ? { declined } : {}),
    });
  });
}

function write<Tx>(
  { store, announce }: RateBuildingsDeps<Tx>,
  decisions: readonly StarDecision[],
): Promise<RatingNews> {
  return store.transaction(async (tx) => {
    const dropped = decisions.flatMap((decision) => (decision.dropped ? [decision.dropped] : []));
    for (const { change } of dropped) await store.updateChange(tx, change);
    const proposals = await store.insertChanges(
      tx,
      decisions.flatMap(({ proposed }) => (proposed ? [proposed] : [])),
    );
    const news = { proposals, dropped };
    await announce?.(tx, news);
    return news;
  });
}
