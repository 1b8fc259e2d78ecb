import type { Grams } from "./grams.js";
import type { Marks } from "./marks.js";
import type { Weights, WeightTable } from "./weights.js";

/** Scores lines by one table of weights. */
export interface Scorer {
  readonly classes: readonly string[];
  /** The share of each class, summing to 1. The array is used again for the next line. */
  sharesOf(grams: Grams, marks: Marks): Float64Array;
  /**
   * How much a single hash speaks for a class in the line scored last, in the units of the scores before they become
   * shares: exact, since a hidden unit is either on or off for a line.
   */
  weightOf(hash: number, place: number): number;
}

/** Makes a scorer of the table of that name. Throws where there is none. */
export function createScorer({ tables, gramValue, markValue }: Weights, name: string): Scorer {
  const table = tables[name];
  if (!table) throw new Error(`the weights have no table ${name}: train them again`);
  const { classes, hidden, isNarrow, weights, scales, bias, innerBias, outer } = table;
  const find = createFinder(table.keys);
  const addRows = createAddRows(table, find);
  const count = classes.length;
  const direct = isNarrow ? 0 : count;
  const columns = new Float64Array(direct + hidden);
  const units = columns.subarray(direct);
  const scores = new Float64Array(count);
  const first = new Float64Array([...(isNarrow ? [] : bias), ...innerBias]);
  return {
    classes,
    sharesOf(grams, marks) {
      columns.set(first);
      addRows(columns, { hashes: grams.hashes, count: grams.count }, gramValue / Math.sqrt(Math.max(1, grams.count)));
      addRows(columns, { hashes: marks, count: marks.length }, markValue);
      scores.set(isNarrow ? bias : columns.subarray(0, count));
      addUnits(scores, units, outer);
      toShares(scores);
      return scores;
    },
    weightOf(hash, place) {
      const row = find(hash);
      if (row < 0) return 0;
      const weight = (column: number): number => (weights[row * columns.length + column] ?? 0) * (scales[column] ?? 0);
      let sum = isNarrow ? 0 : weight(place);
      for (let unit = 0; unit < hidden; unit += 1)
        if ((units[unit] ?? 0) > 0) sum += weight(direct + unit) * (outer[unit * count + place] ?? 0);
      return sum;
    },
  };
}

interface Hashes {
  readonly hashes: ArrayLike<number>;
  readonly count: number;
}

/** Makes what adds the rows of hashes to columns. Whole numbers are added first and scaled once: that is fast. */
function createAddRows(
  { weights, scales }: WeightTable,
  find: (hash: number) => number,
): (columns: Float64Array, features: Hashes, value: number) => void {
  const width = scales.length;
  const sums = new Int32Array(width);
  return (columns, { hashes, count }, value) => {
    sums.fill(0);
    // Every place is within its array: to check each would cost as much as the sum.
    for (let at = 0; at < count; at += 1) {
      const row = find(hashes[at] as number);
      if (row < 0) continue;
      const begin = row * width;
      for (let one = 0; one < width; one += 1) sums[one] = (sums[one] as number) + (weights[begin + one] as number);
    }
    for (let one = 0; one < width; one += 1)
      columns[one] = (columns[one] as number) + (sums[one] as number) * (scales[one] as number) * value;
  };
}

/** Adds what the hidden units that are on say of each class. */
function addUnits(scores: Float64Array, units: Float64Array, outer: Float32Array): void {
  const count = scores.length;
  for (let unit = 0; unit < units.length; unit += 1) {
    const value = units[unit] as number;
    if (value <= 0) continue;
    const begin = unit * count;
    for (let one = 0; one < count; one += 1)
      scores[one] = (scores[one] as number) + (outer[begin + one] as number) * value;
  }
}

/** Turns scores into shares that sum to 1, in place. */
export function toShares(scores: Float64Array): void {
  let top = -Infinity;
  for (const score of scores) if (score > top) top = score;
  let sum = 0;
  for (let at = 0; at < scores.length; at += 1) {
    scores[at] = Math.exp((scores[at] ?? 0) - top);
    sum += scores[at] ?? 0;
  }
  for (let at = 0; at < scores.length; at += 1) scores[at] = (scores[at] ?? 0) / sum;
}

/** Finds the row of a hash, or -1. Open addressing with room to spare: most lookups find nothing. */
function createFinder(keys: WeightTable["keys"]): (hash: number) => number {
  const size = 2 ** Math.ceil(Math.log2(keys.length * 3 + 1));
  const slots = new Int32Array(size).fill(-1);
  const last = size - 1;
  for (let row = 0; row < keys.length; row += 1) {
    let slot = (keys[row] ?? 0) & last;
    while ((slots[slot] ?? -1) >= 0) slot = (slot + 1) & last;
    slots[slot] = row;
  }
  return (hash) => {
    let slot = hash & last;
    for (;;) {
      const row = slots[slot] as number;
      if (row < 0 || keys[row] === hash) return row;
      slot = (slot + 1) & last;
    }
  };
}
