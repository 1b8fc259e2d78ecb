import type { Building } from "../buildings/building.js";
import type { BuildingContacts, Directory } from "../buildings/directory.js";
import type { BuildingCode } from "../shared/ids.js";
import type { MessageContext } from "./context.js";

/** Buildings with the people to turn to. */
export type Neighbourhood = Pick<MessageContext, "buildings" | "contacts">;

/** Finds the neighbourhood of building codes; `known` are buildings that need not be asked for. */
export type FindNeighbourhood = (codes: readonly BuildingCode[], known: readonly Building[]) => Promise<Neighbourhood>;

/** For one batch: many of its messages come from the same grid, whose neighbourhood is put together once. */
export function createFindNeighbourhood(directory: Directory): FindNeighbourhood {
  const found = new Map<string, Promise<Neighbourhood>>();
  return (codes, known) => {
    const key = codes.join();
    const before = found.get(key);
    if (before) return before;
    const neighbourhood = findNeighbourhood(directory, codes, known);
    found.set(key, neighbourhood);
    return neighbourhood;
  };
}

async function findNeighbourhood(
  directory: Directory,
  codes: readonly BuildingCode[],
  known: readonly Building[],
): Promise<Neighbourhood> {
  const buildings = new Map(known.map((building) => [building.code, building]));
  const missing = codes.filter((code) => !buildings.has(code));
  const [others, contacts] = await Promise.all([
    directory.findBuildings(missing),
    Promise.all(
      codes.map(async (code): Promise<[BuildingCode, BuildingContacts]> => [code, await directory.findContacts(code)]),
    ),
  ]);
  return { buildings: new Map([...buildings, ...others]), contacts: new Map(contacts) };
}
