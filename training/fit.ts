import { toShares } from "../src/understanding/scorer.js";
import { seededRandom } from "./seeded-random.js";

/** One line to learn from: rows of the weight table with their values, and how much each class is wanted (sums to 1). */
export interface Example {
  readonly rows: Int32Array;
  readonly values: Float32Array;
  readonly target: Float32Array;
}

/** What the fitting may vary. */
export interface FitPlan {
  readonly rows: number;
  readonly classes: number;
  /** Units between features and classes, which learn what belongs together. */
  readonly hidden: number;
  /** Whether features count for classes only by way of the hidden units: a narrow table, quick to add up. */
  readonly isNarrow: boolean;
  readonly epochs: number;
  readonly rate: number;
  /** Pull towards zero of each weight that an example touches. */
  readonly decay: number;
  /** Share of the features of an example that are left out, so that none is relied upon alone. */
  readonly dropout: number;
  readonly seed: number;
}

/** Fitted weights. A feature speaks for a class directly (`direct`) and by way of the hidden units (`inner`, `outer`). */
export interface Fitted {
  /** `rows × classes` */
  readonly direct: Float32Array;
  /** `rows × hidden` */
  readonly inner: Float32Array;
  readonly innerBias: Float32Array;
  /** `hidden × classes` */
  readonly outer: Float32Array;
  readonly bias: Float32Array;
}

/**
 * Fits a multinomial logistic regression with one layer of rectified units beside it ("wide and deep") by stochastic
 * gradients, with a step of its own for each weight (AdaGrad). The same examples and plan give the same bytes.
 */
export function fit(examples: readonly Example[], plan: FitPlan): Fitted {
  const random = seededRandom(plan.seed);
  const around = (reach: number) => (): number => (random() - 0.5) * reach;
  const parameters = {
    direct: parameter(plan.rows * plan.classes, 0.1),
    inner: parameter(plan.rows * plan.hidden, 0.1, around(0.2)),
    innerBias: parameter(plan.hidden, 1),
    outer: parameter(plan.hidden * plan.classes, 0.1, around(0.5)),
    bias: parameter(plan.classes, 1),
  };
  const step = createStep(parameters, plan);
  const order = examples.map((_, place) => place);
  for (let epoch = 0; epoch < plan.epochs; epoch += 1) {
    shuffle(order, random);
    for (const place of order) {
      const example = examples[place];
      if (example) step(dropSome(example, plan.dropout, random), example.target);
    }
  }
  const { direct, inner, innerBias, outer, bias } = parameters;
  return {
    direct: direct.values,
    inner: inner.values,
    innerBias: innerBias.values,
    outer: outer.values,
    bias: bias.values,
  };
}

/** Weights, and the sums of the squares of their gradients. */
interface Parameter {
  readonly values: Float32Array;
  readonly squares: Float32Array;
}

const parameter = (length: number, square: number, first: () => number = () => 0): Parameter => ({
  values: Float32Array.from({ length }, first),
  squares: new Float32Array(length).fill(square),
});

type Parameters = Readonly<Record<keyof Fitted, Parameter>>;
type Features = Pick<Example, "rows" | "values">;

/** Errors smaller than this teach nothing and are skipped. */
const leastError = 1e-4;

/** What one step of learning works on. The numbers of the last line stand in `units`, `scores` and `back`. */
interface Bench extends Parameters, FitPlan {
  readonly units: Float64Array;
  readonly scores: Float64Array;
  readonly back: Float64Array;
}

// The places below are all within their arrays: checking each would double the time of training.
function createStep(parameters: Parameters, plan: FitPlan): (features: Features, target: Float32Array) => void {
  const bench: Bench = {
    ...plan,
    ...parameters,
    units: new Float64Array(plan.hidden),
    scores: new Float64Array(plan.classes),
    back: new Float64Array(plan.hidden),
  };
  return (features, target) => {
    scoreLine(bench, features);
    bench.back.fill(0);
    for (let one = 0; one < plan.classes; one += 1) {
      const error = (bench.scores[one] as number) - (target[one] as number);
      if (Math.abs(error) >= leastError) learnClass(bench, { one, error }, features);
    }
    learnUnits(bench, features);
  };
}

function scoreLine(bench: Bench, { rows, values }: Features): void {
  const { units, scores, direct, inner, innerBias, outer, bias, classes, hidden } = bench;
  units.set(innerBias.values);
  scores.set(bias.values);
  for (let at = 0; at < rows.length; at += 1) {
    const value = values[at] as number;
    addScaled(scores, direct.values, { from: (rows[at] as number) * classes, value });
    addScaled(units, inner.values, { from: (rows[at] as number) * hidden, value });
  }
  for (let unit = 0; unit < hidden; unit += 1) {
    const value = Math.max(0, units[unit] as number);
    units[unit] = value;
    if (value > 0) addScaled(scores, outer.values, { from: unit * classes, value });
  }
  toShares(scores);
}

function learnClass(
  { units, back, direct, outer, bias, classes, hidden, rate, decay, isNarrow }: Bench,
  { one, error }: { readonly one: number; readonly error: number },
  { rows, values }: Features,
): void {
  move(bias, { at: one, gradient: error, rate });
  for (let unit = 0; unit < hidden; unit += 1) {
    if (units[unit] === 0) continue;
    const at = unit * classes + one;
    back[unit] = (back[unit] as number) + error * (outer.values[at] as number);
    move(outer, { at, gradient: error * (units[unit] as number), rate });
  }
  if (isNarrow) return;
  for (let place = 0; place < rows.length; place += 1) {
    const at = (rows[place] as number) * classes + one;
    const gradient = error * (values[place] as number) + decay * (direct.values[at] as number);
    move(direct, { at, gradient, rate });
  }
}

function learnUnits({ back, inner, innerBias, hidden, rate, decay }: Bench, { rows, values }: Features): void {
  for (let unit = 0; unit < hidden; unit += 1) {
    const error = back[unit] as number;
    if (error === 0) continue;
    move(innerBias, { at: unit, gradient: error, rate });
    for (let place = 0; place < rows.length; place += 1) {
      const at = (rows[place] as number) * hidden + unit;
      const gradient = error * (values[place] as number) + decay * (inner.values[at] as number);
      move(inner, { at, gradient, rate });
    }
  }
}

/** Moves one weight against its gradient; the more it has moved, the smaller the step. */
function move(
  { values, squares }: Parameter,
  { at, gradient, rate }: { readonly at: number; readonly gradient: number; readonly rate: number },
): void {
  const square = (squares[at] as number) + gradient * gradient;
  squares[at] = square;
  values[at] = (values[at] as number) - (rate * gradient) / Math.sqrt(square);
}

function addScaled(
  sums: Float64Array,
  weights: Float32Array,
  { from, value }: { readonly from: number; readonly value: number },
): void {
  for (let at = 0; at < sums.length; at += 1) sums[at] = (sums[at] as number) + (weights[from + at] as number) * value;
}

function shuffle(order: number[], random: () => number): void {
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const kept = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = kept;
  }
}

/** Leaves features out; those that stay count more, so that the sum stays the same. */
function dropSome({ rows, values }: Features, dropout: number, random: () => number): Features {
  const kept = Array.from(rows, (_, place) => place).filter(() => random() >= dropout);
  return {
    rows: Int32Array.from(kept, (place) => rows[place] ?? 0),
    values: Float32Array.from(kept, (place) => (values[place] ?? 0) / (1 - dropout)),
  };
}
