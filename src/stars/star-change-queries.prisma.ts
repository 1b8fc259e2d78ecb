import type { Database, Tx } from "../database/database.prisma.js";
import { groupBy } from "../shared/group-by.js";
import type { BuildingCode } from "../shared/ids.js";
import type { CurrentStar, DeclinedChange, StarChange, StarChangeKind } from "./star-change.js";
import { changeOfRow, selectChanges, type StarChangeRow } from "./star-change-rows.prisma.js";
import type { StarStore } from "./star-store.js";

type Prisma = Database["prisma"];
const isOpen = "c.stage NOT IN ('effective', 'dropped')";

const findChanges = async (
  prisma: Prisma,
  where: string,
  ...values: readonly unknown[]
): Promise<readonly StarChange[]> =>
  (await prisma.$queryRawUnsafe<StarChangeRow[]>(`${selectChanges} WHERE ${where}`, ...values)).map(changeOfRow);

/** The stars in force and the changes of stars, looked up on PostgreSQL or PGlite. */
export const createChangeRows = (prisma: Prisma): StarsInForce & ChangesOnTheirWay => ({
  ...starsInForce(prisma),
  ...changesOnTheirWay(prisma),
});

type StarsInForce = Pick<StarStore<Tx>, "findCurrent" | "findHistory" | "meanStarsOfGrids" | "findDeclined">;

const starsInForce = (prisma: Prisma): StarsInForce => ({
  findCurrent: (codes) => currentOf(prisma, codes),
  async findHistory(codes, most) {
    const found = await findChanges(
      prisma,
      `c.id IN (SELECT id FROM (
         SELECT id, row_number() OVER (PARTITION BY building_code ORDER BY effective_at DESC, id DESC) AS place
         FROM star_change WHERE building_code = ANY($1::bpchar[]) AND stage = 'effective') AS placed WHERE place <= $2)
       ORDER BY c.effective_at DESC, c.id DESC`,
      codes,
      most,
    );
    return groupBy(found, ({ buildingCode }) => buildingCode);
  },
  meanStarsOfGrids: (grids) => meanStarsOfGrids(prisma, grids),
  findDeclined: (codes) => findDeclined(prisma, codes),
});

type ChangesOnTheirWay = Pick<
  StarStore<Tx>,
  "findChange" | "findOpenChange" | "findOpenChanges" | "findProposals" | "findProposalsPerGrid" | "findUntold"
>;

const changesOnTheirWay = (prisma: Prisma): ChangesOnTheirWay => ({
  findChange: async (id) => (await findChanges(prisma, "c.id = $1::uuid", id))[0],
  findOpenChange: async (code) => (await findChanges(prisma, `c.building_code = $1::bpchar AND ${isOpen}`, code))[0],
  async findOpenChanges(codes) {
    const where = `c.building_code = ANY($1::bpchar[]) AND ${isOpen} ORDER BY c.proposed_at, c.id`;
    const found = await findChanges(prisma, where, codes);
    return new Map(found.map((change) => [change.buildingCode, change]));
  },
  findProposals: ({ areas, limit }) =>
    findChanges(
      prisma,
      `c.stage = 'proposed' AND c.building_code LIKE ANY($1::text[])
       ORDER BY jsonb_array_length(c.steps) DESC, c.proposed_at, c.id LIMIT $2`,
      prefixes(areas),
      limit,
    ),
  findProposalsPerGrid: (limit) =>
    findChanges(
      prisma,
      `c.id IN (SELECT id FROM (
         SELECT id, row_number() OVER (PARTITION BY left(building_code, 14), jsonb_array_length(steps)
           ORDER BY proposed_at, id) AS place FROM star_change WHERE stage = 'proposed') AS placed WHERE place <= $1)
       ORDER BY c.proposed_at, c.id`,
      limit,
    ),
  findUntold: (areas) =>
    findChanges(
      prisma,
      `c.stage = 'confirmed' AND c.building_code LIKE ANY($1::text[]) ORDER BY c.proposed_at, c.id`,
      prefixes(areas),
    ),
});

const prefixes = (areas: readonly string[]): readonly string[] => areas.map((area) => `${area}%`);

async function currentOf(
  prisma: Prisma,
  codes: readonly BuildingCode[],
): Promise<ReadonlyMap<BuildingCode, CurrentStar>> {
  const rows = await prisma.$queryRawUnsafe<
    { code: BuildingCode; star: number | null; since: Date; raised_at: Date | null }[]
  >(
    `SELECT DISTINCT ON (c.building_code) c.building_code AS code, c.to_star AS star, c.effective_at AS since,
       max(c.effective_at) FILTER (WHERE c.kind = 'up') OVER (PARTITION BY c.building_code) AS raised_at
     FROM star_change c WHERE c.building_code = ANY($1::bpchar[]) AND c.stage = 'effective'
     ORDER BY c.building_code, c.effective_at DESC, c.id DESC`,
    codes,
  );
  return new Map(
    rows.map(({ code, star, since, raised_at }) => [
      code,
      { star, since, ...(raised_at ? { raisedAt: raised_at } : {}) },
    ]),
  );
}

async function meanStarsOfGrids(
  prisma: Prisma,
  grids: readonly string[],
): Promise<ReadonlyMap<string, { readonly star: number; readonly buildings: number }>> {
  const rows = await prisma.$queryRawUnsafe<{ grid: string; star: number; buildings: number }[]>(
    `SELECT b.grid, round(avg(newest.to_star), 1)::float8 AS star, count(*)::int AS buildings
     FROM building b CROSS JOIN LATERAL (
       SELECT to_star FROM star_change c WHERE c.building_code = b.code AND c.stage = 'effective'
       ORDER BY effective_at DESC, id DESC LIMIT 1) AS newest
     WHERE b.grid = ANY($1::bpchar[]) AND newest.to_star IS NOT NULL GROUP BY b.grid`,
    grids,
  );
  return new Map(rows.map(({ grid, star, buildings }) => [grid, { star, buildings }]));
}

async function findDeclined(
  prisma: Prisma,
  codes: readonly BuildingCode[],
): Promise<ReadonlyMap<BuildingCode, DeclinedChange>> {
  const rows = await prisma.$queryRawUnsafe<
    { code: BuildingCode; kind: StarChangeKind; to_star: number | null; declined_at: Date }[]
  >(
    `SELECT DISTINCT ON (building_code) building_code AS code, kind, to_star, declined_at FROM star_change
     WHERE building_code = ANY($1::bpchar[]) AND declined_at IS NOT NULL ORDER BY building_code, declined_at DESC`,
    codes,
  );
  return new Map(
    rows.map(({ code, kind, to_star, declined_at }) => [code, { kind, toStar: to_star, declinedAt: declined_at }]),
  );
}
