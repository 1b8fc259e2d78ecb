import { cleanSince, type HazardStanding, isCostly, remainingShare } from "./hazard-standing.js";
import type { StarRules } from "./star-rules.js";

/** Points lost by a hazard in one item. */
export interface Loss {
  readonly item: string;
  readonly points: number;
  /** The hazard's number. */
  readonly evidence: string;
}

/** What the hazards cost, by item: their severity in the item that names their code, and lateness in the item of the rules. */
export function hazardLosses(standings: readonly HazardStanding[], rules: StarRules, asOf: string): readonly Loss[] {
  const itemOf = itemOfCode(rules);
  const on = { asOf, cleanSince: cleanSince(standings, asOf) };
  const exempt = exemptOnSpot(standings, rules, itemOf);
  const losses: Loss[] = [];
  for (const standing of standings) {
    if (!isCostly(standing) || exempt.has(standing)) continue;
    const share = remainingShare(standing, rules, on);
    const item = itemOf.get(standing.hazard.code);
    const factor = standing.isRelapse ? rules.hazards.relapse.factor : 1;
    const own = rules.hazards.points[standing.hazard.severity] * factor * share;
    const late = overduePoints(standing, rules) * share;
    if (item && own > 0) losses.push(loss(standing, item, own));
    if (late > 0) losses.push(loss(standing, rules.hazards.overdue.item, late));
  }
  return losses;
}

const known = new WeakMap<StarRules, ReadonlyMap<string, string>>();

/** The item of each hazard code; made once for a rule file, since it is asked for at every rating. */
function itemOfCode(rules: StarRules): ReadonlyMap<string, string> {
  const itemOf =
    known.get(rules) ??
    new Map(
      rules.categories.flatMap(({ items }) =>
        items.flatMap((item) => item.hazards.map((code) => [code, item.id] as const)),
      ),
    );
  known.set(rules, itemOf);
  return itemOf;
}

const loss = (standing: HazardStanding, item: string, points: number): Loss => ({
  item,
  points,
  evidence: standing.hazard.number,
});

/** What lateness costs, before points come back. */
export function overduePoints({ daysLate }: HazardStanding, rules: StarRules): number {
  const { once, perDay, cap } = rules.hazards.overdue;
  return daysLate === 0 ? 0 : Math.min(cap, once + (daysLate - 1) * perDay);
}

const none: ReadonlySet<HazardStanding> = new Set();

/** 即巡即整: with the switch on, only every nth case of an item that was fixed on the day of the patrol counts. */
function exemptOnSpot(
  standings: readonly HazardStanding[],
  rules: StarRules,
  itemOf: ReadonlyMap<string, string>,
): ReadonlySet<HazardStanding> {
  const { isEnabled, everyNthCounts } = rules.hazards.onSpotExempt;
  if (!isEnabled) return none;
  const seen = new Map<string, number>();
  const exempt = standings.filter((standing) => {
    if (!standing.isOnSpot || standing.isRelapse) return false;
    const item = itemOf.get(standing.hazard.code) ?? standing.hazard.code;
    const count = (seen.get(item) ?? 0) + 1;
    seen.set(item, count);
    return count % everyNthCounts !== 0;
  });
  return new Set(exempt);
}
