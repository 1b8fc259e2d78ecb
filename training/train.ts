import type { Weights, WeightTable } from "../src/understanding/weights.js";
import { type Example, fit } from "./fit.js";
import type { Labelled } from "./examples.js";
import { quantise } from "./quantise.js";

/** What a table is to tell apart. */
export interface Task {
  readonly classes: readonly string[];
  /** The classes that a line belongs to; empty: nothing is learned from it. */
  readonly wanted: (one: Labelled) => readonly string[];
  /** Whether the marks of the lexicon and of the surroundings count too, or the characters alone. */
  readonly hasMarks: boolean;
  readonly epochs: number;
  /** Units between features and classes. */
  readonly hidden: number;
  readonly isNarrow: boolean;
}

/** How much features count, and how they are fitted. Source: tried on batches that were left out in turn. */
const gramValue = 3;
const markValue = 0.5;
const leastSeen = 3;
const plan = { rate: 0.15, decay: 2e-5, dropout: 0.5, seed: 20_261_126 } as const;

/** Learns all tables. The same lines and tasks give the same weights, to the bit. */
export function train(lines: readonly Labelled[], tasks: Readonly<Record<string, Task>>): Weights {
  const tables = Object.entries(tasks).map(([name, task]) => [name, trainTable(lines, task)] as const);
  return { gramValue, markValue, tables: Object.fromEntries(tables) };
}

function trainTable(lines: readonly Labelled[], task: Task): WeightTable {
  const used = lines.map((one) => ({ one, wanted: task.wanted(one) })).filter(({ wanted }) => wanted.length > 0);
  const rows = rowsOf(
    used.map(({ one }) => one),
    task.hasMarks,
  );
  const examples = used.map(({ one, wanted }) => exampleOf(one, { wanted, rows, task }));
  const fitted = fit(examples, {
    ...plan,
    rows: rows.size,
    classes: task.classes.length,
    epochs: task.epochs,
    hidden: task.hidden,
    isNarrow: task.isNarrow,
  });
  return quantise(fitted, { hashes: [...rows.keys()], classes: task.classes, isNarrow: task.isNarrow });
}

/** A row for each hash that at least three lines have. */
function rowsOf(lines: readonly Labelled[], hasMarks: boolean): ReadonlyMap<number, number> {
  const seen = new Map<number, number>();
  for (const { grams, marks } of lines)
    for (const hash of new Set([...grams, ...(hasMarks ? marks : [])])) seen.set(hash, (seen.get(hash) ?? 0) + 1);
  const rows = new Map<number, number>();
  for (const [hash, count] of seen) if (count >= leastSeen) rows.set(hash, rows.size);
  return rows;
}

interface Wanted {
  readonly wanted: readonly string[];
  readonly rows: ReadonlyMap<number, number>;
  readonly task: Task;
}

function exampleOf({ grams, marks }: Labelled, { wanted, rows, task }: Wanted): Example {
  const value = gramValue / Math.sqrt(Math.max(1, grams.length));
  const features = [
    ...Array.from(grams, (hash) => [rows.get(hash), value] as const),
    ...(task.hasMarks ? marks.map((hash) => [rows.get(hash), markValue] as const) : []),
  ].flatMap(([row, worth]) => (row === undefined ? [] : [{ row, worth }]));
  return {
    rows: Int32Array.from(features, ({ row }) => row),
    values: Float32Array.from(features, ({ worth }) => worth),
    target: Float32Array.from(task.classes, (one) => (wanted.includes(one) ? 1 / wanted.length : 0)),
  };
}
