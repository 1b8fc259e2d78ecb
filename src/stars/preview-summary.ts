import { groupBy } from "../shared/group-by.js";
import type { PreviewMove } from "./preview-rating.js";

/** A move with where the building is. */
export interface PlacedMove extends PreviewMove {
  readonly name: string;
  readonly street: string;
  readonly community: string;
}

/** How many buildings move from one star to another. */
export interface Transition {
  readonly from: number | null;
  readonly to: number | null;
  readonly buildings: number;
}

/** How many buildings of a community move, and which way; from no star to one is up. */
export interface AreaMoves {
  readonly street: string;
  readonly community: string;
  readonly moved: number;
  readonly up: number;
  readonly down: number;
}

/** Counts by from and to, the most first. */
export const countTransitions = (moves: readonly PreviewMove[]): readonly Transition[] =>
  [...groupBy(moves, ({ from, to }) => `${from} ${to}`).values()]
    .flatMap((same) => same.slice(0, 1).map(({ from, to }) => ({ from, to, buildings: same.length })))
    .toSorted((a, b) => b.buildings - a.buildings);

/** Counts by community, within the streets; those with the most moves first. */
export const countAreas = (moves: readonly PlacedMove[]): readonly AreaMoves[] =>
  [...groupBy(moves, ({ street, community }) => `${street} ${community}`).values()]
    .flatMap((same) =>
      same.slice(0, 1).map(({ street, community }) => {
        const up = same.filter(({ from, to }) => (to ?? 0) > (from ?? 0)).length;
        return { street, community, moved: same.length, up, down: same.length - up };
      }),
    )
    .toSorted((a, b) => b.moved - a.moved);
