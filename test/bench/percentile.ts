/** The value below which a share of the values lies, to a hundredth. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return round2(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

const round2 = (value: number): number => Math.round(value * 100) / 100;
