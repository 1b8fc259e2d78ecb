import { addDays } from "../shared/calendar-days.js";
import type { BuildingFacts } from "./building-facts.js";
import { consequencesOf } from "./star-level.js";
import type { StarRules } from "./star-rules.js";

/** Days that the metric patrolDays looks back, the day itself included. */
export const patrolWindowDays = 30;

/** The days between two patrols by staff, by the star in force; null: the plate is withdrawn; undefined: not rated. */
export function daysBetweenPatrols(
  star: number | null | undefined,
  rules: Pick<StarRules, "grades" | "consequences" | "patrols">,
): number {
  const found = star === undefined ? undefined : consequencesOf(star, rules);
  return found?.patrolDays ?? rules.patrols.unratedDays;
}

/**
 * The facts with the patrol log as it counts on `asOf`: its days among the last 30 are then patrolDays, whatever was
 * measured once. A log that was only just begun counts nothing yet.
 */
export function withCountedPatrols(facts: BuildingFacts, rules: StarRules, asOf: string): BuildingFacts {
  const { patrols, ...others } = facts;
  if (!patrols) return facts;
  if (addDays(patrols.firstOn, rules.patrols.countFromDays) > asOf) return others;
  const after = addDays(asOf, -patrolWindowDays);
  const patrolDays = patrols.days.filter((day) => day > after && day <= asOf).length;
  return { ...others, metrics: { ...facts.metrics, patrolDays } };
}

/** The days on which the patrol days may count otherwise by time alone: the log begins to count, a day leaves the window. */
export const patrolTurns = ({ patrols }: BuildingFacts, { patrols: { countFromDays } }: StarRules): readonly string[] =>
  patrols
    ? [addDays(patrols.firstOn, countFromDays), ...patrols.days.map((day) => addDays(day, patrolWindowDays))]
    : [];
