/** How well one yes-or-no question was answered. Shares between 0 and 1, `null` where nothing can be said. */
export interface Score {
  readonly n: number;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
  /** 95 % Wilson intervals. */
  readonly precisionWithin: readonly [number, number] | null;
  readonly recallWithin: readonly [number, number] | null;
}

/** Compares what is wanted with what was said. `n` is how many lines are wanted. */
export function score<T>(all: readonly T[], isWanted: (one: T) => boolean, isSaid: (one: T) => boolean): Score {
  const wanted = all.filter(isWanted);
  const said = all.filter(isSaid);
  const right = wanted.filter(isSaid).length;
  const precision = said.length === 0 ? null : right / said.length;
  const recall = wanted.length === 0 ? null : right / wanted.length;
  return {
    n: wanted.length,
    precision: rounded(precision),
    recall: rounded(recall),
    f1: rounded(
      precision === null || recall === null || right === 0 ? null : (2 * precision * recall) / (precision + recall),
    ),
    precisionWithin: said.length === 0 ? null : wilson(right, said.length),
    recallWithin: wanted.length === 0 ? null : wilson(right, wanted.length),
  };
}

const rounded = (share: number | null): number | null => (share === null ? null : Math.round(share * 1000) / 1000);

/** The 95 % Wilson interval of a share. Source: Wilson (1927). */
function wilson(right: number, n: number): readonly [number, number] {
  const z = 1.96;
  const share = right / n;
  const middle = share + (z * z) / (2 * n);
  const reach = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  const round = (value: number): number => Math.round((value / scale) * 1000) / 1000;
  return [round(Math.max(0, middle - reach)), round(middle + reach)];
}
