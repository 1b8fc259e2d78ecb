import { atShanghai } from "../shared/working-calendar.js";
import type { BuildingFacts, RatedHazard } from "./building-facts.js";
import type { Rating } from "./rating.js";
import { sayMetric } from "./score-items.js";
import type { StarRules } from "./star-rules.js";

/** Something that the owner's side could do, and what the facts would then be. */
export interface OwnerAct {
  /** Short everyday Chinese. */
  readonly words: string;
  readonly apply: (facts: BuildingFacts) => BuildingFacts;
}

/** What acts are looked for in. */
export interface ActInput {
  readonly facts: BuildingFacts;
  readonly rules: StarRules;
  readonly asOf: string;
  readonly rating: Rating;
}

/** Open cases are named one by one up to this many; one more act stands for all of them. */
const mostSingleCases = 6;

/** What could be done now, the most natural first. Only acts whose effect is a change of the facts. */
export function findActs(input: ActInput): readonly OwnerAct[] {
  const all = [...vetoActs(input), ...caseActs(input), ...factActs(input), ...metricActs(input), declareAct(input)];
  return all.slice(0, input.rules.advice.mostCandidates);
}

function vetoActs({ rating, asOf }: ActInput): readonly OwnerAct[] {
  if (!rating.isVetoed) return [];
  return [
    {
      words: `先解决:${rating.vetoes.join("、")},再请网格员复查`,
      apply: (facts) => ({
        ...facts,
        vetoes: facts.vetoes.map((veto) => ({ ...veto, clearedOn: veto.clearedOn ?? asOf })),
      }),
    },
  ];
}

function caseActs({ facts, rules, asOf }: ActInput): readonly OwnerAct[] {
  const open = facts.hazards.filter(
    (hazard) =>
      !hazard.closedAt && hazard.openedOn <= asOf && !rules.hazards.statesWithoutFinding.includes(hazard.state),
  );
  const singles = open
    .slice(0, mostSingleCases)
    .map((hazard) => closing([hazard], asOf, `办好${hazard.number}${sayItem(hazard, rules)}`));
  if (open.length < 2) return singles;
  return [...singles, closing(open, asOf, `把没办完的${open.length}件隐患都办好`)];
}

function closing(hazards: readonly RatedHazard[], asOf: string, words: string): OwnerAct {
  const ids = new Set(hazards.map((hazard) => hazard.id));
  const at = atShanghai(asOf, "12:00");
  const close = (hazard: RatedHazard): RatedHazard =>
    ids.has(hazard.id) ? { ...hazard, fixedAt: hazard.fixedAt ?? at, closedAt: at, state: "closed" } : hazard;
  return { words, apply: (facts) => ({ ...facts, hazards: facts.hazards.map(close) }) };
}

function sayItem(hazard: RatedHazard, rules: StarRules): string {
  const item = rules.categories.flatMap(({ items }) => items).find(({ hazards }) => hazards.includes(hazard.code));
  return item ? `(${item.name})` : "";
}

function factActs({ facts, rules }: ActInput): readonly OwnerAct[] {
  const needs = rules.gates
    .flatMap((gate) => gate.needs)
    .flatMap((need) => (need.kind === "fact" && !facts[need.fact] ? [need] : []));
  return needs.map((need) => ({ words: need.act, apply: (before) => ({ ...before, [need.fact]: true }) }));
}

/** For each stored metric: the next value that gives more, and the values that gates ask for. */
function metricActs({ facts, rules }: ActInput): readonly OwnerAct[] {
  const needs = rules.gates.flatMap((gate) => gate.needs);
  return rules.categories
    .flatMap(({ items }) => items)
    .flatMap(({ measure }) => {
      if (measure?.act === undefined) return [];
      const { metric, steps, unit, act } = measure;
      const current = facts.metrics[metric] ?? Number.NEGATIVE_INFINITY;
      const higher = steps
        .filter((step) => step.from > Math.max(current, 0))
        .map((step) => step.from)
        .toSorted((a, b) => a - b);
      const asked = needs.flatMap((need) =>
        need.kind === "metric-min" && need.metric === metric && need.min > current ? [need.min] : [],
      );
      const targets = [...new Set([...higher.slice(0, 1), ...asked, ...higher.slice(-1)])].toSorted((a, b) => a - b);
      return targets.map((target) => ({
        words: act.replace("{}", sayMetric(target, unit)),
        apply: (before: BuildingFacts) => ({ ...before, metrics: { ...before.metrics, [metric]: target } }),
      }));
    });
}

function declareAct({ asOf }: ActInput): OwnerAct {
  const at = atShanghai(asOf, "12:00");
  const declared: RatedHazard = {
    id: "declared",
    number: "declared",
    code: "declared",
    severity: "minor",
    origin: "self",
    state: "closed",
    openedOn: asOf,
    dueAt: at,
    fixedAt: at,
    closedAt: at,
    isConfirmed: true,
  };
  return {
    words: "发现隐患主动申报,按时办好",
    apply: (facts) => ({ ...facts, hazards: [...facts.hazards, declared] }),
  };
}
