import { byItem, type Cost, round } from "./score-items.js";
import type { StarRules } from "./star-rules.js";

/**
 * What cost points in everyday Chinese, dearest first and one line an item, such as `消防器材:扣3分(1103-2)`. Never
 * more than an item has to give.
 */
export function sayCosts(costs: readonly Cost[], rules: StarRules): readonly string[] {
  if (costs.length === 0) return [];
  const ofItems = byItem(costs);
  return rules.categories
    .flatMap((category) => category.items)
    .flatMap((item) => {
      const ofItem = ofItems.get(item.id);
      if (!ofItem) return [];
      const points = round(
        Math.min(
          item.max,
          ofItem.reduce((sum, cost) => sum + cost.points, 0),
        ),
      );
      return [{ points, words: `${item.name}:扣${points}分${sayWhy(ofItem)}` }];
    })
    .toSorted((a, b) => b.points - a.points)
    .slice(0, rules.advice.mostCosts)
    .map(({ words }) => words);
}

function sayWhy(costs: readonly Cost[]): string {
  const why = [
    ...new Set(costs.flatMap((cost) => [...(cost.words === undefined ? [] : [cost.words]), ...cost.evidence])),
  ];
  return why.length === 0 ? "" : `(${why.join("、")})`;
}
