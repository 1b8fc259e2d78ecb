import type { BuildingFacts } from "./building-facts.js";
import type { HazardStanding } from "./hazard-standing.js";
import type { AppliedCap, CategoryScore, GateResult } from "./rating.js";
import { isWithin } from "./score-items.js";
import { addMonths } from "../shared/calendar-days.js";
import type { StarRules } from "./star-rules.js";

/** What gates and caps look at. */
export interface Conditions {
  readonly facts: BuildingFacts;
  readonly standings: readonly HazardStanding[];
  readonly categories: readonly CategoryScore[];
  readonly rules: StarRules;
  readonly asOf: string;
}

type Need = StarRules["gates"][number]["needs"][number];
type CapWhen = StarRules["caps"][number]["when"];

/** Every need of every star, met or not. */
export function judgeGates(on: Conditions): readonly GateResult[] {
  const gates: GateResult[] = [];
  for (const { star, needs } of on.rules.gates)
    for (const need of needs) gates.push({ star, words: need.words, isMet: isMet(need, on) });
  return gates;
}

/** The caps that hold, the strictest first. */
export const judgeCaps = (on: Conditions): readonly AppliedCap[] =>
  on.rules.caps
    .filter(({ when }) => holds(when, on))
    .map(({ maxStar, words }) => ({ maxStar, words }))
    .toSorted((a, b) => a.maxStar - b.maxStar);

function isMet(need: Need, on: Conditions): boolean {
  switch (need.kind) {
    case "no-open-hazard":
      return !on.standings.some((standing) => standing.isOpen);
    case "no-overdue-now":
      return !on.standings.some((standing) => standing.isOverdueNow);
    case "no-overdue":
      return hasNoOverdue(on, need.months);
    case "category-min":
      return (on.categories.find((category) => category.id === need.category)?.points ?? 0) >= need.min;
    case "metric-min":
      return (on.facts.metrics[need.metric] ?? Number.NEGATIVE_INFINITY) >= need.min;
    case "fact":
      return on.facts[need.fact];
    case "no-finding":
      return !hasFinding(on, need.finding, need.months);
  }
}

function holds(when: CapWhen, on: Conditions): boolean {
  switch (when.kind) {
    case "overdue":
      return count(on, when.severities, (standing) => standing.isOverdueNow) >= when.atLeast;
    case "open-confirmed":
      return count(on, when.severities, (standing) => standing.isOpen && standing.hazard.isConfirmed) >= when.atLeast;
    case "finding":
      return hasFinding(on, when.finding, when.months);
  }
}

const count = (on: Conditions, severities: readonly string[], is: (standing: HazardStanding) => boolean): number =>
  on.standings.filter((standing) => severities.includes(standing.hazard.severity) && is(standing)).length;

const hasFinding = (on: Conditions, kind: string, months: number): boolean =>
  on.facts.findings.some((finding) => finding.kind === kind && isWithin(finding.foundOn, months, on.asOf));

/** Whether nothing was late within the last `months` months. */
export function hasNoOverdue(on: Pick<Conditions, "standings" | "asOf">, months: number): boolean {
  return !on.standings.some(
    ({ isLate, settledOn }) => isLate && (settledOn === undefined || addMonths(settledOn, months) > on.asOf),
  );
}
