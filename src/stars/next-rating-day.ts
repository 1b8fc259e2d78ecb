import { addDays, addMonths } from "../shared/calendar-days.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import { overduePoints } from "./hazard-points.js";
import { cleanSince, type HazardStanding, isCostly } from "./hazard-standing.js";
import { patrolTurns } from "./patrol-rules.js";
import type { ScoreInput } from "./score-items.js";
import type { StarRules } from "./star-rules.js";

/**
 * The first day after `asOf` on which the building may be rated otherwise although nothing happens: a deadline passes, a
 * case gets later, points come back, something leaves its window. Until then the rating of `asOf` holds; undefined: for
 * ever. It may name a day on which the rating turns out to be the same.
 */
export function nextRatingDay({ facts, standings, rules, asOf }: ScoreInput): string | undefined {
  const around = { rules, asOf, months: overdueMonths(rules) };
  let first: string | undefined;
  const look = (day: string): void => {
    if (day > asOf && (first === undefined || day < first)) first = day;
  };
  for (const { openedOn } of facts.hazards) look(openedOn);
  for (const standing of standings) for (const day of hazardDays(standing, around)) look(day);
  for (const day of halfBackDays(standings, rules, asOf)) look(day);
  for (const day of patrolTurns(facts, rules)) look(day);
  for (const { kind, foundOn } of facts.findings) {
    look(foundOn);
    for (const length of findingMonths(kind, rules)) look(addMonths(foundOn, length));
  }
  for (const { confirmedOn, clearedOn } of facts.vetoes) {
    look(confirmedOn);
    look(clearedOn ?? confirmedOn);
  }
  for (const bonus of rules.bonuses) if (bonus.kind === "no-overdue") look(addMonths(facts.knownSince, bonus.months));
  return first;
}

interface Around {
  readonly rules: StarRules;
  readonly asOf: string;
  /** How long lateness is looked back at. */
  readonly months: readonly number[];
}

/** Half of the points of all cases comes back at once, counted from the last one; not while one is there to be fixed. */
function halfBackDays(standings: readonly HazardStanding[], rules: StarRules, asOf: string): readonly string[] {
  if (standings.some((standing) => isCostly(standing) && standing.isUnfixed)) return [];
  return [addMonths(cleanSince(standings, asOf), rules.hazards.halfBackAfterCleanMonths)];
}

function hazardDays(standing: HazardStanding, { rules, asOf, months }: Around): readonly string[] {
  const { hazard, settledOn, isLate } = standing;
  if (settledOn === undefined) return unsettledDays(standing, rules, asOf);
  const { windowMonths, expireMonths } = rules.hazards;
  const days = [addMonths(settledOn, windowMonths)];
  if (isCostly(standing)) days.push(addMonths(settledOn, expireMonths[hazard.severity]));
  if (isLate) days.push(...months.map((length) => addMonths(settledOn, length)));
  if (hazard.closedAt) days.push(shanghaiDay(hazard.closedAt));
  return days;
}

function unsettledDays(standing: HazardStanding, rules: StarRules, asOf: string): readonly string[] {
  const { dueAt, fixedAt, closedAt } = standing.hazard;
  const late = standing.isLate && overduePoints(standing, rules) < rules.hazards.overdue.cap ? [addDays(asOf, 1)] : [];
  return [
    ...late,
    ...(dueAt && !standing.isLate ? [addDays(shanghaiDay(dueAt), 1)] : []),
    ...[fixedAt, closedAt].flatMap((at) => (at ? [shanghaiDay(at)] : [])),
  ];
}

const known = new WeakMap<StarRules, readonly number[]>();

/** Made once for a rule file, since it is asked for at every rating. */
function overdueMonths(rules: StarRules): readonly number[] {
  const months = known.get(rules) ?? listOverdueMonths(rules);
  known.set(rules, months);
  return months;
}

const listOverdueMonths = (rules: StarRules): readonly number[] =>
  [...rules.bonuses, ...rules.gates.flatMap((gate) => gate.needs)].flatMap((one) =>
    one.kind === "no-overdue" ? [one.months] : [],
  );

const findingMonths = (kind: string, { hazards, findings, caps, gates, bonuses }: StarRules): readonly number[] => [
  ...findings.filter((rule) => rule.kind === kind).map((rule) => rule.months),
  ...caps.flatMap(({ when }) => (when.kind === "finding" && when.finding === kind ? [when.months] : [])),
  ...gates
    .flatMap((gate) => gate.needs)
    .flatMap((need) => (need.kind === "no-finding" && need.finding === kind ? [need.months] : [])),
  ...bonuses.flatMap((bonus) => (bonus.kind === "finding" && bonus.finding === kind ? [hazards.windowMonths] : [])),
];
