import { byItem, type Cost, round } from "./score-items.js";
import type { StarRules } from "./star-rules.js";

/**
 * What cost points in everyday Chinese, dearest first and one line an item, such as `消防器材:扣3分(1103-2)`. Never
 * more than an item has to give.
 */
export function sayCosts(costs: readonly Cost[], rules: StarRules): readonly string[] {
  if (costs.length === 0) return [];
  const ofItems = byItem(costs);
  const said: { readonly points: number; readonly words: string }[] = [];
  for (const { items } of rules.categories)
    for (const { id, name, max } of items) {
      const ofItem = ofItems.get(id);
      if (!ofItem) continue;
      const lost = ofItem.reduce((sum, cost) => sum + cost.points, 0);
      const points = round(Math.min(max, lost));
      said.push({ points, words: `${name}:扣${points}分${sayWhy(ofItem)}` });
    }
  return said
    .toSorted((a, b) => b.points - a.points)
    .slice(0, rules.advice.mostCosts)
    .map(({ words }) => words);
}

function sayWhy(costs: readonly Cost[]): string {
  const why = new Set<string>();
  for (const { words, evidence } of costs) {
    if (words !== undefined) why.add(words);
    for (const number of evidence) why.add(number);
  }
  return why.size === 0 ? "" : `(${[...why].join("、")})`;
}
