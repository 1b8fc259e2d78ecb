import { addMonths } from "../shared/calendar-days.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import type { BuildingFacts } from "./building-facts.js";
import { type ActInput, findActs, type OwnerAct } from "./owner-acts.js";
import type { Rating } from "./rating.js";
import type { StarRules } from "./star-rules.js";

type Raises = Pick<Rating, "raises"> & { readonly raisesTo?: number };
type ScoreBuilding = (facts: BuildingFacts, rules: StarRules, asOf: string) => Rating;

/** What the search works on; `score` is the rating itself, asked again with changed facts. */
interface Search extends ActInput {
  readonly score: ScoreBuilding;
}

/**
 * The shortest list of acts that raises the star, found by rating the building as it would then be: first every
 * combination of a few acts, then all acts, then all acts and waiting for points to come back. Where the star cannot be
 * raised, the acts that raise the score most. Empty at the highest star.
 */
export function findRaises(search: Search): Raises {
  if (search.rating.star === search.rules.thresholds[0]?.star) return { raises: [] };
  const acts = findActs(search);
  // No act ever lowers a star, so that what all acts together cannot do, no few of them can.
  const everything = all(search, acts);
  const found = everything ? (shortest(search, acts) ?? everything) : waiting(search, acts);
  return found ?? { raises: bestForScore(search, acts) };
}

function shortest(search: Search, acts: readonly OwnerAct[]): Raises | undefined {
  for (let size = 1; size <= search.rules.advice.mostActs; size += 1) {
    for (const chosen of combinations(acts, size)) {
      const star = starAfter(search, chosen, search.asOf);
      if (isHigher(star, search.rating.star)) return { raises: chosen.map((act) => act.words), raisesTo: star };
    }
  }
  return undefined;
}

function all(search: Search, acts: readonly OwnerAct[]): Raises | undefined {
  const star = starAfter(search, acts, search.asOf);
  if (!isHigher(star, search.rating.star)) return undefined;
  return { raises: prune(search, acts, search.asOf).map((act) => act.words), raisesTo: star };
}

function waiting(search: Search, acts: readonly OwnerAct[]): Raises | undefined {
  for (const day of returnDays(search)) {
    const star = starAfter(search, acts, day);
    if (!isHigher(star, search.rating.star)) continue;
    const needed = prune(search, acts, day);
    return { raises: [...needed.map((act) => act.words), `没有新的扣分,到${sayDay(day)}分数会回来`], raisesTo: star };
  }
  return undefined;
}

/** The days on which points come back, earliest first, if everything were fixed now. */
function returnDays({ facts, rules, asOf }: Search): readonly string[] {
  const { expireMonths, halfBackAfterCleanMonths } = rules.hazards;
  const days = facts.hazards.flatMap((hazard) => {
    const settledAt = hazard.fixedAt ?? hazard.closedAt;
    const settledOn = settledAt ? shanghaiDay(settledAt) : asOf;
    return [addMonths(settledOn, halfBackAfterCleanMonths), addMonths(settledOn, expireMonths[hazard.severity])];
  });
  return [...new Set(days)].filter((day) => day > asOf).toSorted();
}

/** Leaves out, one after the other, what the higher star does not need. */
function prune(search: Search, acts: readonly OwnerAct[], asOf: string): readonly OwnerAct[] {
  return acts.reduce<readonly OwnerAct[]>((kept, act) => {
    const without = kept.filter((one) => one !== act);
    return isHigher(starAfter(search, without, asOf), search.rating.star) ? without : kept;
  }, acts);
}

function bestForScore(search: Search, acts: readonly OwnerAct[]): readonly string[] {
  return acts
    .map((act) => ({ act, score: search.score(act.apply(search.facts), search.rules, search.asOf).score }))
    .filter(({ score }) => score > search.rating.score)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, search.rules.advice.mostActs)
    .map(({ act }) => act.words);
}

const starAfter = ({ facts, rules, score }: Search, acts: readonly OwnerAct[], asOf: string): number | null =>
  score(
    acts.reduce((changed, act) => act.apply(changed), facts),
    rules,
    asOf,
  ).star;

const isHigher = (star: number | null, than: number | null): star is number => star !== null && star > (than ?? 0);

function* combinations<T>(from: readonly T[], size: number): Generator<readonly T[]> {
  if (size === 0) return yield [];
  for (const [index, first] of from.entries())
    for (const rest of combinations(from.slice(index + 1), size - 1)) yield [first, ...rest];
}

const sayDay = (day: string): string =>
  `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
