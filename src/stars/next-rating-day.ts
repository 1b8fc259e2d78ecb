import { addDays, addMonths } from "../shared/calendar-days.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import type { BuildingFacts } from "./building-facts.js";
import { overduePoints } from "./hazard-points.js";
import { type HazardStanding, isCostly, standHazards } from "./hazard-standing.js";
import { patrolTurns } from "./patrol-rules.js";
import type { StarRules } from "./star-rules.js";

/**
 * The first day after `asOf` on which the building may be rated otherwise although nothing happens: a deadline passes, a
 * case gets later, points come back, something leaves its window. Until then the rating of `asOf` holds; undefined: for
 * ever. It may name a day on which the rating turns out to be the same.
 */
export function nextRatingDay(facts: BuildingFacts, rules: StarRules, asOf: string): string | undefined {
  const months = overdueMonths(rules);
  const days = [
    ...facts.hazards.map(({ openedOn }) => openedOn),
    ...standHazards(facts.hazards, rules, asOf).flatMap((standing) => hazardDays(standing, { rules, asOf, months })),
    ...facts.findings.flatMap(({ kind, foundOn }) => [
      foundOn,
      ...findingMonths(kind, rules).map((length) => addMonths(foundOn, length)),
    ]),
    ...patrolTurns(facts, rules),
    ...facts.vetoes.flatMap(({ confirmedOn, clearedOn }) => [confirmedOn, clearedOn ?? confirmedOn]),
    ...rules.bonuses.flatMap((bonus) =>
      bonus.kind === "no-overdue" ? [addMonths(facts.knownSince, bonus.months)] : [],
    ),
  ];
  return days.reduce<string | undefined>(
    (first, day) => (day > asOf && (first === undefined || day < first) ? day : first),
    undefined,
  );
}

interface Around {
  readonly rules: StarRules;
  readonly asOf: string;
  /** How long lateness is looked back at. */
  readonly months: readonly number[];
}

function hazardDays(standing: HazardStanding, { rules, asOf, months }: Around): readonly string[] {
  const { hazard, settledOn, isLate } = standing;
  if (settledOn === undefined) {
    const { dueAt, fixedAt, closedAt } = hazard;
    const late = isLate ? (overduePoints(standing, rules) < rules.hazards.overdue.cap ? [addDays(asOf, 1)] : []) : [];
    return [
      ...late,
      ...(dueAt && !isLate ? [addDays(shanghaiDay(dueAt), 1)] : []),
      ...[fixedAt, closedAt].flatMap((at) => (at ? [shanghaiDay(at)] : [])),
    ];
  }
  const { windowMonths, halfBackAfterCleanMonths, expireMonths } = rules.hazards;
  const lengths = [
    windowMonths,
    ...(isCostly(standing) ? [halfBackAfterCleanMonths, expireMonths[hazard.severity]] : []),
    ...(isLate ? months : []),
  ];
  const closed = hazard.closedAt ? [shanghaiDay(hazard.closedAt)] : [];
  return [...lengths.map((length) => addMonths(settledOn, length)), ...closed];
}

const overdueMonths = (rules: StarRules): readonly number[] =>
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
