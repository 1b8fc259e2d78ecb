import type { Dice } from "../year/life.js";

/** A waiting time with this mean, without memory. */
export const exponential = (dice: Dice, mean: number): number => -mean * Math.log(1 - dice.between(0, 1));

/** How many of what happens `mean` times on average. */
export function poisson(dice: Dice, mean: number): number {
  let count = 0;
  for (let product = dice.between(0, 1); product > Math.exp(-mean); product *= dice.between(0, 1)) count += 1;
  return count;
}

/** How many of so many, each by the same chance. */
export function binomial(dice: Dice, of: number, share: number): number {
  let count = 0;
  for (let n = 0; n < of; n += 1) if (dice.chance(share)) count += 1;
  return count;
}

/** One of them, by their shares of the sum. */
export function pickByShare<T>(dice: Dice, of: readonly (readonly [T, number])[]): T {
  let left = dice.between(
    0,
    of.reduce((sum, [, share]) => sum + share, 0),
  );
  for (const [one, share] of of) {
    left -= share;
    if (left < 0) return one;
  }
  throw new Error("nothing to pick from");
}
