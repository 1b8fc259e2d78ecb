import type { Clock } from "../shared/clock.js";
import type { BuildingCode } from "../shared/ids.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import type { BuildingFacts } from "./building-facts.js";
import type { CurrentStar, StarChange } from "./star-change.js";
import type { StarStore } from "./star-store.js";

/** The star in force (null: none), and what is told of it beside, as it is now: an answer need not wait for the night. */
export interface FoundStanding {
  readonly star: number | null;
  readonly facts?: BuildingFacts;
  /** When it last rose; missing where it never did. */
  readonly raisedAt?: Date;
  /** The last changes in effect, newest first. */
  readonly history: readonly StarChange[];
  /** The change on its way. */
  readonly pending?: StarChange;
  /** The mean star of the rated buildings of the grid, one decimal; missing where there are too few others. */
  readonly neighbours?: number;
}

/** What the standings are found in. */
export interface StandingSources<Tx> {
  readonly store: Pick<
    StarStore<Tx>,
    "findCurrent" | "loadFacts" | "findOpenChanges" | "findHistory" | "meanStarsOfGrids"
  >;
  readonly clock: Clock;
}

/** Finds the standing of each of the buildings; every code has an entry. */
export const createFindStandings =
  <Tx>({ store, clock }: StandingSources<Tx>) =>
  async (codes: readonly BuildingCode[]): Promise<ReadonlyMap<BuildingCode, FoundStanding>> => {
    const grids = [...new Set(codes.map(gridOf))];
    const [current, facts, open, history, means] = await Promise.all([
      store.findCurrent(codes),
      store.loadFacts(codes, shanghaiDay(clock.now())),
      store.findOpenChanges(codes),
      store.findHistory(codes, mostHistory),
      store.meanStarsOfGrids(grids),
    ]);
    const factsOf = new Map(facts.map((one) => [one.buildingCode, one]));
    return new Map(
      codes.map((code) => {
        const [known, pending, mean] = [factsOf.get(code), open.get(code), means.get(gridOf(code))];
        return [
          code,
          {
            ...starOf(current.get(code)),
            history: history.get(code) ?? [],
            ...(known ? { facts: known } : {}),
            ...(pending ? { pending } : {}),
            ...(mean && mean.buildings >= fewestNeighbours ? { neighbours: mean.star } : {}),
          },
        ];
      }),
    );
  };

/** So many changes of the past are told. */
const mostHistory = 3;
/** A mean of fewer buildings would tell the star of the only neighbour. */
const fewestNeighbours = 5;

const gridOf = (code: BuildingCode): string => code.slice(0, 14);

const starOf = (current: CurrentStar | undefined): Pick<FoundStanding, "star" | "raisedAt"> => ({
  star: current?.star ?? null,
  ...(current?.raisedAt ? { raisedAt: current.raisedAt } : {}),
});
