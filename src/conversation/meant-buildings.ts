import type { Building } from "../buildings/building.js";
import { resolveBuilding } from "../buildings/resolve-building.js";
import type { ToldBuilding, ToldClauses } from "../patrols/patrol-clauses.js";
import { saidName } from "../patrols/patrol-shape.js";

/** A building that was looked over. */
export interface PatrolledBuilding {
  readonly building: Building;
  readonly isNormal: boolean;
}

/** Which buildings a report of a patrol means. */
export interface MeantBuildings {
  readonly found: readonly PatrolledBuilding[];
  /** Names of buildings that are not the writer's to report. */
  readonly foreign: readonly string[];
  /** Names that no building around has, or several. */
  readonly unknown: readonly string[];
  /** None was named, and several may be meant: the writer must say. */
  readonly isOpen: boolean;
}

/** The buildings around a writer. */
export interface AroundWriter {
  /** Those that the writer answers for. */
  readonly house: readonly Building[];
  /** Those of the grids that the writer works in. */
  readonly area: readonly Building[];
  readonly candidates: readonly Building[];
}

/** Finds the buildings of a report: those named, else all that the writer answers for, else the only one of the grid. Nothing is guessed. */
export function meantBuildings(
  said: Pick<ToldClauses, "places" | "trouble" | "hasOthers"> & { readonly isAll: boolean },
  around: AroundWriter,
): MeantBuildings {
  const { house, area } = around;
  const nothing = { found: [], foreign: [], unknown: [], isOpen: false };
  const alike = (buildings: readonly Building[]): MeantBuildings => ({
    ...nothing,
    found: buildings.map((building) => ({ building, isNormal: said.trouble === "" })),
  });
  if (said.isAll) return alike(area.length > 0 ? area : house);
  if (said.places.length > 0) return withOthers(named(said.places, around), said.hasOthers ? house : []);
  if (house.length > 0) return alike(house);
  return area.length === 1 ? alike(area) : { ...nothing, isOpen: area.length > 1 };
}

function named(places: readonly ToldBuilding[], { house, area, candidates }: AroundWriter): MeantBuildings {
  const found = new Map<string, PatrolledBuilding>();
  const foreign: string[] = [];
  const unknown: string[] = [];
  for (const place of places) {
    const own = resolveBuilding(place, house);
    const mine = own.kind === "one" ? own : resolveBuilding(place, [...new Set([...house, ...area])]);
    if (mine.kind === "one") {
      const { building } = mine;
      const isNormal = place.isNormal && found.get(building.code)?.isNormal !== false;
      found.set(building.code, { building, isNormal });
    } else {
      const isElsewhere = mine.kind === "none" && resolveBuilding(place, candidates).kind !== "none";
      (isElsewhere ? foreign : unknown).push(saidName(place));
    }
  }
  return { found: [...found.values()], foreign, unknown, isOpen: false };
}

function withOthers(meant: MeantBuildings, house: readonly Building[]): MeantBuildings {
  const known = new Set(meant.found.map(({ building }) => building.code));
  const others = house.filter(({ code }) => !known.has(code)).map((building) => ({ building, isNormal: true }));
  return { ...meant, found: [...meant.found, ...others] };
}

/** The same buildings, all of them well. */
export const allNormal = (meant: MeantBuildings): MeantBuildings => ({
  ...meant,
  found: meant.found.map((one) => ({ ...one, isNormal: true })),
});
