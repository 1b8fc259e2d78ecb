import type { BuildingFacts, RatedHazard, RatedOrigin, RatedSeverity } from "../../src/stars/building-facts.js";
import type { Rating } from "../../src/stars/rating.js";
import { atShanghai } from "../../src/shared/working-calendar.js";
import { buildFacts } from "./star-builders.js";

/** One row of the table in docs/stars.md: the facts, and everything that the rating says of them, cell by cell. */
export interface TableRow {
  readonly number: string;
  readonly facts: string;
  readonly rating: readonly string[];
}

/** The rows of the table whose first column is a number. */
export const readTable = (markdown: string): readonly TableRow[] =>
  markdown
    .split("\n")
    .filter((line) => /^\| \d+ \|/u.test(line))
    .map((line) => {
      const [number = "", facts = "", ...rating] = line.slice(2, -2).split(" | ");
      return { number, facts, rating };
    });

/** The facts of a row: a faultless building, changed by each of the words between semicolons. */
export const readFactsOf = (words: string): BuildingFacts =>
  words.split("; ").reduce((facts, fact, index) => readFact(facts, fact, index), buildFacts());

const day = String.raw`(\d{4}-\d{2}-\d{2})`;
const hazard = new RegExp(String.raw`^([A-Z]\d\d) (\w+) (\w+) ${day} due ${day}(?: fixed ${day})?(?: ([\w-]+))?$`, "u");
const finding = new RegExp(`^finding ([a-z-]+) ${day}$`, "u");
const veto = new RegExp(String.raw`^veto (V\d+) ${day}(?: to ${day})?$`, "u");
const metric = /^(?:no )?([a-z]+[A-Z]\w+)(?: ([\d.]+))?$/u;

function readFact(facts: BuildingFacts, fact: string, index: number): BuildingFacts {
  if (fact === "faultless") return facts;
  if (fact === "no trained head") return { ...facts, hasTrainedHead: false };
  if (fact === "no street check") return { ...facts, hasStreetCheck: false };
  if (fact.startsWith("known since ")) return { ...facts, knownSince: fact.slice("known since ".length) };
  const one = hazard.exec(fact);
  if (one) return { ...facts, hazards: [...facts.hazards, hazardOf(one, index)] };
  const [, kind, foundOn] = finding.exec(fact) ?? [];
  if (kind && foundOn) return { ...facts, findings: [...facts.findings, { kind, foundOn }] };
  const [, id, confirmedOn, clearedOn] = veto.exec(fact) ?? [];
  if (id && confirmedOn)
    return { ...facts, vetoes: [...facts.vetoes, { id, confirmedOn, ...(clearedOn ? { clearedOn } : {}) }] };
  const [, name, value] = metric.exec(fact) ?? [];
  if (!name) throw new Error(`the table does not say what ${fact} is`);
  const { [name]: _, ...others } = facts.metrics;
  return { ...facts, metrics: value === undefined ? others : { ...others, [name]: Number(value) } };
}

function hazardOf(
  [, code = "", severity, origin, openedOn = "", due = "", fixed, mark]: RegExpExecArray,
  index: number,
) {
  const at = fixed === undefined ? undefined : atShanghai(fixed, "12:00");
  const read: RatedHazard = {
    id: `h${index}`,
    number: `${code}-${index}`,
    code,
    severity: severity as RatedSeverity,
    origin: origin as RatedOrigin,
    state: mark === "false-alarm" ? mark : at ? "closed" : "notified",
    openedOn,
    dueAt: atShanghai(due, "18:00"),
    isConfirmed: mark !== "unconfirmed",
    ...(at ? { fixedAt: at, closedAt: at } : {}),
  };
  return read;
}

/** What the table says of a rating, cell by cell. */
export const tableCells = (rating: Rating): readonly string[] => [
  listed(
    rating.items.filter(({ points, max }) => points < max).map(({ id, points, max }) => `${id} ${points}/${max}`),
    ", ",
  ),
  ...rating.categories.map(({ points }) => String(points)),
  String(rating.bonus),
  String(rating.score),
  listed(
    [
      ...rating.gates.filter(({ isMet }) => !isMet).map(({ star, words }) => `${star}★ ${words}`),
      ...rating.caps.map(({ maxStar, words }) => `≤${maxStar} ${words}`),
      ...rating.vetoes.map((words) => `veto ${words}`),
      ...(rating.whyNotRated === undefined ? [] : [rating.whyNotRated]),
    ],
    "; ",
  ),
  String(rating.star ?? "none"),
];

const listed = (words: readonly string[], between: string): string => (words.length === 0 ? "-" : words.join(between));
