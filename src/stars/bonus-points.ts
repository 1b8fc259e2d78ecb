import { addMonths } from "../shared/calendar-days.js";
import type { Conditions } from "./star-conditions.js";
import { hasNoOverdue } from "./star-conditions.js";
import { isWithin, round } from "./score-items.js";
import type { StarRules } from "./star-rules.js";

type BonusRule = StarRules["bonuses"][number];

/** The bonus points of all rules together, each within its own cap and all within the common one. */
export function bonusPoints(on: Omit<Conditions, "categories">): number {
  const sum = on.rules.bonuses.reduce((total, rule) => total + Math.min(rule.cap, pointsOf(rule, on)), 0);
  return round(Math.min(on.rules.bonusCap, sum));
}

function pointsOf(rule: BonusRule, on: Omit<Conditions, "categories">): number {
  switch (rule.kind) {
    case "declared-on-time":
      return on.standings
        .filter(
          ({ hazard, isLate, isUnfixed, isRelapse, settledOn }) =>
            rule.origins.includes(hazard.origin) &&
            !isLate &&
            !isUnfixed &&
            !isRelapse &&
            settledOn !== undefined &&
            isWithin(settledOn, on.rules.hazards.windowMonths, on.asOf),
        )
        .reduce((sum, { hazard }) => sum + rule.points[hazard.severity], 0);
    case "finding":
      return (
        on.facts.findings.filter(
          (finding) =>
            finding.kind === rule.finding && isWithin(finding.foundOn, on.rules.hazards.windowMonths, on.asOf),
        ).length * rule.points
      );
    case "no-overdue":
      return addMonths(on.facts.knownSince, rule.months) <= on.asOf && hasNoOverdue(on, rule.months) ? rule.points : 0;
  }
}
