import { shanghaiDay } from "../../../src/shared/working-calendar.js";
import type { CurrentStar, StarChangeKind } from "../../../src/stars/star-change.js";
import { findBreaches } from "./check-changes.js";
import type { House } from "./house.js";

/** Buildings by the star in force; `none`: not rated yet. */
export type Spread = Readonly<Record<"5" | "4" | "3" | "2" | "1" | "withdrawn" | "none", number>>;

/** Changes that took effect. */
export type Changes = Readonly<Record<Exclude<StarChangeKind, "granted">, number>>;

/** What became of many buildings between two instants. */
export interface Tally {
  readonly changes: Changes;
  readonly spread: { readonly begin: Spread; readonly end: Spread };
  /** Changes that were on their way in that time and dropped: put right in time, or objected to with success. */
  readonly dropped: number;
  /** Changes that were on their way at the end. */
  readonly onTheWay: number;
  /** Ratings of all nights, those before the time included. */
  readonly ratings: number;
  /** Cases that were opened in that time. */
  readonly cases: number;
  /** Changes that the rules of procedure do not allow, with the building. */
  readonly breaches: readonly string[];
}

/** One building that has been lived to the end. */
export interface LivedHouse {
  readonly house: House;
  /** The star that it was given at first, and the one in force when the time began. */
  readonly first: CurrentStar | undefined;
  readonly atBegin: CurrentStar | undefined;
}

/** Counts buildings one after the other, so that none of them need be kept. */
export function createTally(begin: Date): { add(lived: LivedHouse): void; readonly total: Tally } {
  const changes = { up: 0, down: 0, withdrawn: 0, restored: 0, first: 0 };
  const spread = { begin: emptySpread(), end: emptySpread() };
  const total = { changes, spread, dropped: 0, onTheWay: 0, ratings: 0, cases: 0, breaches: [] as string[] };
  return {
    total,
    add({ house, first, atBegin }) {
      spread.begin[starName(atBegin)] += 1;
      spread.end[starName(house.current)] += 1;
      const { facts, ended, ratings, pending } = house;
      total.ratings += ratings;
      total.cases += facts.hazards.filter(({ openedOn }) => openedOn >= shanghaiDay(begin)).length;
      if (pending) total.onTheWay += 1;
      total.dropped += ended.filter(({ stage, endedAt }) => stage === "dropped" && endedAt >= begin).length;
      for (const { kind, stage, endedAt } of ended) if (stage === "effective" && endedAt >= begin) changes[kind] += 1;
      const breaches = findBreaches(first?.star ?? null, ended);
      total.breaches.push(...breaches.map((breach) => `${facts.buildingCode}: ${breach}`));
    },
  };
}

const emptySpread = (): Record<keyof Spread, number> => ({ 5: 0, 4: 0, 3: 0, 2: 0, 1: 0, withdrawn: 0, none: 0 });

const starName = (current: CurrentStar | undefined): keyof Spread =>
  current === undefined ? "none" : current.star === null ? "withdrawn" : (String(current.star) as keyof Spread);
