import type { Rating } from "./rating.js";
import type { StarRules } from "./star-rules.js";

/** Costs that are told where the score is too low. */
const mostCosts = 3;

/**
 * Why a building has not so many stars by this rating: vetoes, a file that is not complete, caps, needs that are not
 * met, and a score that is too low with what cost most. Short Chinese; empty where nothing stands in the way.
 */
export function whyBelow(rating: Rating, star: number, rules: StarRules): readonly string[] {
  if (rating.isVetoed) return rating.vetoes;
  if (rating.whyNotRated !== undefined) return [rating.whyNotRated];
  const caps = rating.caps.filter(({ maxStar }) => maxStar < star).map(({ words }) => words);
  const needs = rating.gates.filter((gate) => gate.star === star && !gate.isMet).map(({ words }) => `没做到:${words}`);
  const min = rules.thresholds.find((threshold) => threshold.star === star)?.min ?? 0;
  const low = rating.score < min ? [`${rating.score}分,不到${min}分`, ...rating.costs.slice(0, mostCosts)] : [];
  return [...caps, ...needs, ...low];
}
