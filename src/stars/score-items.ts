import { addMonths } from "../shared/calendar-days.js";
import type { BuildingFacts } from "./building-facts.js";
import { hazardLosses, type Loss } from "./hazard-points.js";
import type { HazardStanding } from "./hazard-standing.js";
import type { CategoryScore, ItemScore } from "./rating.js";
import type { StarRules } from "./star-rules.js";

/** One thing that cost points. `points` is what it took, before floors. */
export interface Cost {
  readonly item: string;
  readonly points: number;
  /** Hazard numbers; empty for a metric or a finding. */
  readonly evidence: readonly string[];
  /** What it was, where no hazard was it. */
  readonly words?: string;
}

/** The points of all items and categories, and what cost some. */
export interface Score {
  readonly items: readonly ItemScore[];
  readonly categories: readonly CategoryScore[];
  readonly costs: readonly Cost[];
}

/** What scoring looks at. */
export interface ScoreInput {
  readonly facts: BuildingFacts;
  readonly standings: readonly HazardStanding[];
  readonly rules: StarRules;
  readonly asOf: string;
}

type ItemRule = StarRules["categories"][number]["items"][number];

/** Scores every item from its measure, its hazards and people's findings. Items and categories never go below 0. */
export function scoreItems(input: ScoreInput): Score {
  const { rules, facts, standings, asOf } = input;
  const losses = byItem(hazardLosses(standings, rules, asOf));
  const metrics = { ...facts.metrics, ...hazardMetrics(standings, rules, asOf) };
  const findings = findingCosts(facts, rules, asOf);
  const score = { items: [] as ItemScore[], categories: [] as CategoryScore[], costs: [] as Cost[] };
  for (const category of rules.categories) {
    let points = 0;
    for (const item of category.items) {
      const costs = costsOf(item, { losses, metrics, findings });
      const own = scoreItem(item, category.id, costs);
      points += own.points - spillOf(item, findings, rules);
      score.items.push(own);
      score.costs.push(...costs);
    }
    const { id, name, max } = category;
    score.categories.push({ id, name, max, points: round(Math.max(0, points)) });
  }
  return score;
}

interface ItemInput {
  /** By item. */
  readonly losses: ReadonlyMap<string, readonly Loss[]>;
  readonly metrics: Readonly<Record<string, number>>;
  readonly findings: readonly Cost[];
}

const nothing: readonly never[] = [];

function costsOf(item: ItemRule, { losses, metrics, findings }: ItemInput): readonly Cost[] {
  const measured = measureCost(item, metrics);
  const lost = losses.get(item.id);
  if (!measured && !lost && findings.length === 0) return nothing;
  return [
    ...(measured ? [measured] : []),
    ...(lost ?? []).map(({ points, evidence }) => ({ item: item.id, points, evidence: [evidence] })),
    ...findings.filter((cost) => cost.item === item.id),
  ];
}

function scoreItem({ id, name, max }: ItemRule, category: string, costs: readonly Cost[]): ItemScore {
  if (costs.length === 0) return { id, category, name, max, points: max, evidence: nothing };
  const lost = costs.reduce((sum, cost) => sum + cost.points, 0);
  const evidence = [...new Set(costs.flatMap((cost) => cost.evidence))];
  return { id, category, name, max, points: round(Math.max(0, max - lost)), evidence };
}

function measureCost(item: ItemRule, metrics: Readonly<Record<string, number>>): Cost | undefined {
  if (!item.measure) return undefined;
  const value = metrics[item.measure.metric];
  const lost = item.max - measuredPoints(item.measure, value);
  if (lost <= 0) return undefined;
  const said = value === undefined ? "还没有数据" : sayMetric(value, item.measure.unit);
  return { item: item.id, points: lost, evidence: [], words: `${item.measure.hint}${said}` };
}

/** The points that a measured value gives; a missing one gives what the rule says. */
function measuredPoints(measure: NonNullable<ItemRule["measure"]>, value: number | undefined): number {
  if (value === undefined) return measure.whenMissing;
  return measure.steps.find((step) => value >= step.from)?.points ?? 0;
}

/** 95% or 15天. */
export const sayMetric = (value: number, unit: "share" | "days"): string =>
  unit === "days" ? `${value}天` : `${Math.floor(value * 100 + 1e-9)}%`;

/** onTimeRate and selfReportShare of the hazards in the rules' window; missing where there was none to count. */
function hazardMetrics(
  standings: readonly HazardStanding[],
  rules: StarRules,
  asOf: string,
): Readonly<Record<string, number>> {
  const { windowMonths } = rules.hazards;
  const inWindow = standings.filter(
    ({ settledOn }) => settledOn === undefined || addMonths(settledOn, windowMonths) > asOf,
  );
  const decided = inWindow.filter((standing) => standing.isLate || !standing.isUnfixed);
  const inTime = decided.filter((standing) => !standing.isLate);
  const declared = inWindow.filter((standing) => standing.isDeclared);
  return {
    ...(decided.length === 0 ? {} : { onTimeRate: inTime.length / decided.length }),
    ...(inWindow.length === 0 ? {} : { selfReportShare: declared.length / inWindow.length }),
  };
}

function findingCosts(facts: BuildingFacts, rules: StarRules, asOf: string): readonly Cost[] {
  if (facts.findings.length === 0) return nothing;
  return rules.findings.flatMap((rule) => {
    const count = facts.findings.filter(
      (finding) => finding.kind === rule.kind && isWithin(finding.foundOn, rule.months, asOf),
    ).length;
    return count === 0 ? [] : [{ item: rule.item, points: count * rule.points, evidence: [], words: rule.name }];
  });
}

/** Whether the day lies in the last `months` months up to `asOf`. */
export const isWithin = (day: string, months: number, asOf: string): boolean =>
  day <= asOf && addMonths(day, months) > asOf;

function spillOf(item: ItemRule, findings: readonly Cost[], rules: StarRules): number {
  if (findings.length === 0) return 0;
  const spilling = new Set(rules.findings.filter((rule) => rule.spillsOver).map((rule) => rule.name));
  const costs = findings.filter(
    (cost) => cost.item === item.id && cost.words !== undefined && spilling.has(cost.words),
  );
  return Math.max(0, costs.reduce((sum, cost) => sum + cost.points, 0) - (costs.length === 0 ? 0 : item.max));
}

/** Losses or costs by their item, in their order. */
export function byItem<T extends { readonly item: string }>(of: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const items = new Map<string, T[]>();
  for (const one of of) {
    const known = items.get(one.item);
    if (known) known.push(one);
    else items.set(one.item, [one]);
  }
  return items;
}

/** One decimal, so that sums of halves and thirds read as people write them. */
export const round = (points: number): number => Math.round(points * 10) / 10;
