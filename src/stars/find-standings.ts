import type { Clock } from "../shared/clock.js";
import type { BuildingCode } from "../shared/ids.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import type { BuildingFacts } from "./building-facts.js";
import type { StarStore } from "./star-store.js";

/** The star in force (null: none), and the facts as they are now, so that an answer need not wait for the night. */
export interface FoundStanding {
  readonly star: number | null;
  readonly facts?: BuildingFacts;
}

/** Finds the standing of each of the buildings; every code has an entry. */
export const createFindStandings =
  <Tx>(deps: { readonly store: Pick<StarStore<Tx>, "currentStars" | "loadFacts">; readonly clock: Clock }) =>
  async (codes: readonly BuildingCode[]): Promise<ReadonlyMap<BuildingCode, FoundStanding>> => {
    const [current, facts] = await Promise.all([
      deps.store.currentStars(codes),
      deps.store.loadFacts(codes, shanghaiDay(deps.clock.now())),
    ]);
    const factsOf = new Map(facts.map((one) => [one.buildingCode, one]));
    return new Map(
      codes.map((code) => {
        const known = factsOf.get(code);
        return [code, { star: current.get(code) ?? null, ...(known ? { facts: known } : {}) }];
      }),
    );
  };
