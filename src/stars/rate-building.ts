import { bonusPoints } from "./bonus-points.js";
import type { BuildingFacts } from "./building-facts.js";
import { findRaises } from "./find-raises.js";
import { standHazards } from "./hazard-standing.js";
import { nextRatingDay } from "./next-rating-day.js";
import { withCountedPatrols } from "./patrol-rules.js";
import type { AppliedCap, DatedRating, GateResult, Rating } from "./rating.js";
import { sayCosts } from "./say-costs.js";
import { round, type ScoreInput, scoreItems } from "./score-items.js";
import { judgeCaps, judgeGates } from "./star-conditions.js";
import type { StarRules } from "./star-rules.js";

/**
 * Rates a building as of a day (YYYY-MM-DD, Shanghai) with everything that the owner is told: what cost points, and the
 * shortest list of acts that would raise the star. Pure: the same input gives the same rating.
 */
export function rateBuilding(known: BuildingFacts, rules: StarRules, asOf: string): Rating {
  const facts = withCountedPatrols(known, rules, asOf);
  const rating = scoreBuilding(facts, rules, asOf);
  return { ...rating, ...findRaises({ facts, rules, asOf, rating, score: scoreBuilding }) };
}

/** As `rateBuilding`, without the search for what would raise the star, which scores many times. */
export const scoreBuilding = (facts: BuildingFacts, rules: StarRules, asOf: string): Rating =>
  scoreStandings(inputOf(facts, rules, asOf));

/** As `scoreBuilding`, and until when the rating holds while nothing happens. */
export function scoreDated(known: BuildingFacts, rules: StarRules, asOf: string): DatedRating {
  const input = inputOf(known, rules, asOf);
  const dueOn = nextRatingDay({ ...input, facts: known });
  return { rating: scoreStandings(input), ...(dueOn === undefined ? {} : { dueOn }) };
}

const inputOf = (known: BuildingFacts, rules: StarRules, asOf: string): ScoreInput => ({
  facts: withCountedPatrols(known, rules, asOf),
  standings: standHazards(known.hazards, rules, asOf),
  rules,
  asOf,
});

function scoreStandings(input: ScoreInput): Rating {
  const { facts, rules, asOf } = input;
  const { items, categories, costs } = scoreItems(input);
  const on = { ...input, categories };
  const gates = judgeGates(on);
  const caps = judgeCaps(on);
  const bonus = bonusPoints(on);
  const points = categories.reduce((sum, category) => sum + category.points, 0);
  const score = round(Math.min(rules.scoreCap, points + bonus));
  const standing = vetoStanding(facts, rules, asOf);
  const whyNotRated = standing.isVetoed ? undefined : reasonNotRated(facts, rules);
  const isStarless = standing.isVetoed || whyNotRated !== undefined;
  return {
    buildingCode: facts.buildingCode,
    asOf,
    rulesVersion: rules.version,
    star: isStarless ? null : starOf({ score, gates, caps, rules }),
    ...standing,
    isFrozen: facts.hasPendingAppeal,
    score,
    bonus,
    categories,
    items,
    gates,
    caps,
    costs: sayCosts(costs, rules),
    raises: [],
    ...(whyNotRated === undefined ? {} : { whyNotRated }),
  };
}

function vetoStanding(
  facts: BuildingFacts,
  rules: StarRules,
  asOf: string,
): Pick<Rating, "isVetoed" | "vetoes" | "vetoClearedOn"> {
  const known = facts.vetoes.filter(
    (veto) => veto.confirmedOn <= asOf && rules.vetoes.some((rule) => rule.id === veto.id),
  );
  const standing = known.filter((veto) => veto.clearedOn === undefined || veto.clearedOn > asOf);
  const vetoes = [...new Set(standing.map((veto) => veto.id))].map(
    (id) => rules.vetoes.find((rule) => rule.id === id)?.words ?? id,
  );
  const clearedOn = known
    .map((veto) => veto.clearedOn ?? "")
    .toSorted()
    .at(-1);
  return {
    isVetoed: standing.length > 0,
    vetoes,
    ...(standing.length === 0 && clearedOn ? { vetoClearedOn: clearedOn } : {}),
  };
}

function reasonNotRated(facts: BuildingFacts, rules: StarRules): string | undefined {
  const completeness = facts.metrics["archiveCompleteness"];
  if (completeness === undefined) return "楼栋档案还没建好";
  if (completeness < rules.minArchiveCompleteness) return "楼栋档案还不完整";
  return undefined;
}

/** The highest star whose threshold is reached, whose needs are all met, and which no cap forbids. */
function starOf(on: {
  readonly score: number;
  readonly gates: readonly GateResult[];
  readonly caps: readonly AppliedCap[];
  readonly rules: StarRules;
}): number {
  const highest = on.caps[0]?.maxStar ?? Number.POSITIVE_INFINITY;
  const reached = on.rules.thresholds.find(
    ({ star, min }) => star <= highest && on.score >= min && on.gates.every((gate) => gate.star !== star || gate.isMet),
  );
  return reached?.star ?? on.rules.thresholds.at(-1)?.star ?? 1;
}
