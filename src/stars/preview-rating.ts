import type { BuildingCode } from "../shared/ids.js";
import type { BuildingFacts } from "./building-facts.js";
import { codeBatches } from "./code-batches.js";
import { scoreBuilding } from "./rate-building.js";
import type { Rating } from "./rating.js";
import type { CurrentStar } from "./star-change.js";
import { levelOf } from "./star-level.js";
import type { StarRules } from "./star-rules.js";
import type { StarStore } from "./star-store.js";
import { whyBelow } from "./why-below.js";

/** A building whose star would be another one. */
export interface PreviewMove {
  readonly code: BuildingCode;
  /** null: none. */
  readonly from: number | null;
  readonly to: number | null;
  /** Short Chinese. */
  readonly why: readonly string[];
}

/** What a rating, or other rules, would change. */
export interface Preview {
  readonly rated: number;
  readonly moves: readonly PreviewMove[];
}

/** What is looked at. */
export interface PreviewInput {
  /** YYYY-MM-DD. */
  readonly asOf: string;
  readonly rules: StarRules;
  /** Rules to try: compared with `rules`. Missing: `rules` are compared with the stars in force. */
  readonly tried?: StarRules;
}

/** Buildings that are looked at in one go. */
const batchSize = 500;

/** Rates all buildings as of a day and tells whose star would move, in the order of their codes. Writes nothing. */
export async function previewRating<Tx>(
  store: Pick<StarStore<Tx>, "listCodes" | "loadFacts" | "findCurrent">,
  input: PreviewInput,
): Promise<Preview> {
  const moves: PreviewMove[] = [];
  let rated = 0;
  for await (const codes of codeBatches(store, batchSize)) {
    const facts = await store.loadFacts(codes, input.asOf);
    const current = input.tried ? undefined : await store.findCurrent(codes);
    moves.push(...facts.flatMap((one) => moveOf(one, input, current?.get(one.buildingCode)) ?? []));
    rated += facts.length;
  }
  return { rated, moves };
}

function moveOf(facts: BuildingFacts, input: PreviewInput, current?: CurrentStar): PreviewMove | undefined {
  const rating = scoreBuilding(facts, input.rules, input.asOf);
  if (!input.tried) return move({ from: starInForce(current, input.rules), rating, rules: input.rules });
  const tried = scoreBuilding(facts, input.tried, input.asOf);
  return move({ from: rating.star, before: rating, beforeRules: input.rules, rating: tried, rules: input.tried });
}

const starInForce = (current: CurrentStar | undefined, rules: StarRules): number | null =>
  typeof current?.star === "number" ? levelOf(current.star, rules) : null;

interface Comparison {
  readonly from: number | null;
  readonly before?: Rating;
  readonly beforeRules?: StarRules;
  readonly rating: Rating;
  readonly rules: StarRules;
}

function move(on: Comparison): PreviewMove | undefined {
  const { from, rating } = on;
  if (rating.star === from) return undefined;
  return { code: rating.buildingCode, from, to: rating.star, why: why(on) };
}

function why({ from, before, beforeRules, rating, rules }: Comparison): readonly string[] {
  const { star } = rating;
  if (from !== null && (star ?? 0) < from) return whyBelow(rating, from, rules);
  const earlier = before && beforeRules && star !== null ? whyBelow(before, star, beforeRules) : [];
  return [`${rating.score}分`, ...earlier.map((words) => `原来${words}`)];
}
