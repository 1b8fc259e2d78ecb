import { Prisma } from "../database/client/client.js";
import type { Database } from "../database/database.prisma.js";
import { groupBy } from "../shared/group-by.js";
import type { BuildingCode } from "../shared/ids.js";
import type { Building } from "./building.js";

type Client = Pick<Database, "prisma">;

const columns = Prisma.sql`b.code, b.name, b.estate, b.address, b.community, b.street, b.grid,
  ARRAY(SELECT a.alias FROM building_alias a WHERE a.building_code = b.code ORDER BY a.alias) AS aliases`;

/** Buildings with their aliases, by code. */
export async function loadBuildings(
  { prisma }: Client,
  codes: readonly BuildingCode[],
): Promise<ReadonlyMap<BuildingCode, Building>> {
  const rows = await prisma.$queryRaw<
    Building[]
  >`SELECT ${columns} FROM building b WHERE b.code = ANY(${[...codes]}::bpchar[])`;
  return new Map(rows.map((row) => [row.code, row]));
}

/** All buildings of grids, by grid, in the order of their codes. A grid without buildings is missing. */
export async function loadGrids(
  { prisma }: Client,
  grids: readonly string[],
): Promise<ReadonlyMap<string, readonly Building[]>> {
  const rows = await prisma.$queryRaw<Building[]>`
    SELECT ${columns} FROM building b WHERE b.grid = ANY(${[...grids]}::bpchar[]) ORDER BY b.code`;
  return groupBy(rows, (row) => row.grid);
}
