import type { WeightTable } from "../src/understanding/weights.js";
import type { Fitted } from "./fit.js";

/** What the weights belong to. */
interface Quantised {
  /** One for each row. */
  readonly hashes: readonly number[];
  readonly classes: readonly string[];
  readonly isNarrow: boolean;
}

/** Rounds the weights of features to bytes, a scale for each column, and leaves out rows that say nothing. Rows are sorted. */
export function quantise(
  { direct, inner, innerBias, outer, bias }: Fitted,
  { hashes, classes, isNarrow }: Quantised,
): WeightTable {
  const wide = { weights: direct, width: classes.length, scales: scalesOf(direct, classes.length) };
  const parts = [
    ...(isNarrow ? [] : [wide]),
    { weights: inner, width: innerBias.length, scales: scalesOf(inner, innerBias.length) },
  ];
  const rows = hashes
    .map((hash, row) => ({
      hash,
      bytes: parts.flatMap(({ weights, width, scales }) =>
        Array.from(scales, (scale, column) => Math.round((weights[row * width + column] ?? 0) / scale)),
      ),
    }))
    .filter(({ bytes }) => bytes.some((byte) => byte !== 0))
    .toSorted((a, b) => a.hash - b.hash);
  return {
    classes,
    hidden: innerBias.length,
    isNarrow,
    keys: Uint32Array.from(rows, ({ hash }) => hash),
    weights: Int8Array.from(rows.flatMap(({ bytes }) => bytes)),
    scales: Float32Array.from(parts.flatMap(({ scales }) => [...scales])),
    bias,
    innerBias,
    outer,
  };
}

function scalesOf(weights: Float32Array, width: number): Float32Array {
  const most = new Float32Array(width);
  for (let at = 0; at < weights.length; at += 1)
    most[at % width] = Math.max(most[at % width] ?? 0, Math.abs(weights[at] ?? 0));
  return most.map((one) => one / 127 || 1);
}
