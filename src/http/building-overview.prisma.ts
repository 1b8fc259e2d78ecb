import type { Database } from "../database/database.prisma.js";
import type { BuildingCode } from "../shared/ids.js";
import type { BuildingOverview } from "./building-overview.js";

interface Row {
  readonly code: string;
  readonly name: string;
  readonly estate: string;
  readonly address: string;
  readonly star: number | null;
  readonly open_hazards: number;
}

/** The list on PostgreSQL or PGlite. The star is that of the newest change in effect. */
export function createBuildingOverview({ prisma }: Pick<Database, "prisma">): BuildingOverview {
  return {
    async listBuildings({ after = "", limit }) {
      const rows = await prisma.$queryRaw<Row[]>`
        SELECT b.code, b.name, b.estate, b.address,
          (SELECT c.to_star FROM star_change c WHERE c.building_code = b.code AND c.stage = 'effective'
           ORDER BY c.effective_at DESC, c.id DESC LIMIT 1) AS star,
          (SELECT count(*)::int FROM hazard h
           WHERE h.building_code = b.code AND h.closed_at IS NULL) AS open_hazards
        FROM building b WHERE b.code > ${after}::bpchar ORDER BY b.code LIMIT ${limit}::int`;
      return rows.map(({ star, open_hazards, code, ...rest }) => ({
        ...rest,
        code: code as BuildingCode,
        ...(star === null ? {} : { star }),
        openHazards: open_hazards,
      }));
    },
  };
}
