import type { StreetTable } from "../buildings/streets.js";
import { parseBuildingCode } from "../buildings/building-code.js";
import { wholePlace } from "../buildings/resolve-building.js";
import type { Database } from "../database/database.prisma.js";
import type { BuildingCode } from "../shared/ids.js";
import { findAnywhere } from "./find-people.prisma.js";

/** The building of a cell, or in Chinese why it is none. */
export type PlacedCell = { readonly code: BuildingCode } | { readonly fault: string };

/** Makes what finds the building of a cell; each text is looked up once. */
export function createPlaceCell(
  database: Pick<Database, "prisma">,
  streets: StreetTable,
): (text: string) => Promise<PlacedCell> {
  const known = new Map<string, PlacedCell>();
  return async (text) => {
    const before = known.get(text);
    if (before) return before;
    const placed = await place(database, streets, text);
    known.set(text, placed);
    return placed;
  };
}

async function place(database: Pick<Database, "prisma">, streets: StreetTable, text: string): Promise<PlacedCell> {
  if (/^[0-9]{6,}$/u.test(text)) {
    const parsed = parseBuildingCode(text, streets);
    if (!parsed.ok) return { fault: parsed.refusal.explanation };
  }
  const found = await findAnywhere(database, wholePlace(text) ?? { building: text });
  if (found.kind === "one") return { code: found.building.code };
  return { fault: found.kind === "none" ? `没有楼栋“${text}”` : `叫“${text}”的有好几栋,请写19位楼栋编码` };
}
