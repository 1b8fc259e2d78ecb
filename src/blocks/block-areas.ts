import type { StreetTable } from "../buildings/streets.js";
import type { BlockGrid } from "./block-board.js";
import { type BlockFigures, sumFigures } from "./block-figures.js";
import { groupBy } from "../shared/group-by.js";

/** Sizes of areas, largest first. */
export const blockLevels = ["district", "street", "community", "grid"] as const;
/** The size of an area. */
export type BlockLevel = (typeof blockLevels)[number];
/** Digits of an area's code: so many of a building's code. */
export const levelDigits: Readonly<Record<BlockLevel, number>> = { district: 6, street: 9, community: 12, grid: 14 };

/** An area with its figures. */
export interface BlockArea {
  readonly code: string;
  /** Such as 宝安区, 西乡街道, 麻布社区 or 麻布社区05网格. */
  readonly name: string;
  readonly figures: BlockFigures;
}

/** The areas of a size in the order of their codes, those whose code begins with `within`. */
export function listAreas(
  grids: readonly BlockGrid[],
  wanted: { readonly level: BlockLevel; readonly within: string },
  streets: StreetTable,
): readonly BlockArea[] {
  const digits = levelDigits[wanted.level];
  const inside = grids.filter(({ grid }) => grid.startsWith(wanted.within));
  return [...groupBy(inside, ({ grid }) => grid.slice(0, digits))].map(([code, members]) => ({
    code,
    name: nameArea(wanted.level, members, streets),
    figures: sumFigures(members.map(({ figures }) => figures)),
  }));
}

/** Streets are named by the district's table, smaller areas as most of their buildings call them. */
function nameArea(level: BlockLevel, [first]: readonly BlockGrid[], table: StreetTable): string {
  if (!first) return "";
  const { grid, street, community } = first;
  switch (level) {
    case "district":
      return grid.startsWith(`${table.province}${table.city}${table.district}`) ? table.districtName : grid.slice(0, 6);
    case "street":
      return table.streets[grid.slice(6, 9)] ?? street;
    case "community":
      return community;
    case "grid":
      return `${community}${grid.slice(12)}网格`;
  }
}
