import { plainArray } from "../database/array-literal.js";
import type { Database, Tx } from "../database/database.prisma.js";
import type { BuildingCode } from "../shared/ids.js";
import { createAppealRows, saveAppeal } from "./appeal-rows.prisma.js";
import { loadFacts } from "./load-facts.prisma.js";
import { listChangedCodes, listCodes, newestRatings, saveRatings } from "./rating-rows.prisma.js";
import type { CurrentStar, DeclinedChange, StarChange, StarChangeKind } from "./star-change.js";
import {
  changeOfRow,
  fixedColumns,
  movingColumns,
  selectChanges,
  type StarChangeRow,
} from "./star-change-rows.prisma.js";
import { StaleStarChangeError, type StarStore } from "./star-store.js";

type Prisma = Database["prisma"];
const isOpen = "c.stage NOT IN ('effective', 'dropped')";

/** Ratings and star changes on PostgreSQL or PGlite. */
export function createStarStore(database: Database): StarStore<Tx> {
  const { prisma } = database;
  const findChanges = async (where: string, ...values: readonly unknown[]): Promise<readonly StarChange[]> =>
    (await prisma.$queryRawUnsafe<StarChangeRow[]>(`${selectChanges} WHERE ${where}`, ...values)).map(changeOfRow);
  const findCurrent = (codes: readonly BuildingCode[]) => currentOf(prisma, codes);
  return {
    loadFacts: (codes, asOf) => loadFacts(prisma, codes, asOf),
    listCodes: (after, limit) => listCodes(prisma, after, limit),
    listChangedCodes: (between) => listChangedCodes(prisma, between),
    saveRatings: (rated, computedAt) => saveRatings(prisma, rated, computedAt),
    findCurrent,
    currentStars: async (codes) => new Map([...(await findCurrent(codes))].map(([code, { star }]) => [code, star])),
    latestRating: async (code) => (await newestRatings(prisma, [code])).get(code),
    findChange: async (id) => (await findChanges("c.id = $1::uuid", id))[0],
    findOpenChange: async (code) => (await findChanges(`c.building_code = $1::bpchar AND ${isOpen}`, code))[0],
    async findOpenChanges(codes) {
      const found = await findChanges(`c.building_code = ANY($1::bpchar[]) AND ${isOpen}`, codes);
      return new Map(found.map((change) => [change.buildingCode, change]));
    },
    findOpenChangesOf: (codes) =>
      findChanges(`c.building_code = ANY($1::bpchar[]) AND ${isOpen} ORDER BY c.proposed_at, c.id`, codes),
    findProposals: ({ areas, limit }) =>
      findChanges(
        `c.stage = 'proposed' AND c.building_code LIKE ANY($1::text[])
         ORDER BY jsonb_array_length(c.steps) DESC, c.proposed_at, c.id LIMIT $2`,
        prefixes(areas),
        limit,
      ),
    findProposalsPerGrid: (limit) =>
      findChanges(
        `c.id IN (SELECT id FROM (
           SELECT id, row_number() OVER (PARTITION BY left(building_code, 14), jsonb_array_length(steps)
             ORDER BY proposed_at, id) AS place FROM star_change WHERE stage = 'proposed') AS placed WHERE place <= $1)
         ORDER BY c.proposed_at, c.id`,
        limit,
      ),
    findUntold: (areas) =>
      findChanges(
        `c.stage = 'confirmed' AND c.building_code LIKE ANY($1::text[]) ORDER BY c.proposed_at, c.id`,
        prefixes(areas),
      ),
    findDeclined: (codes) => findDeclined(prisma, codes),
    ...createAppealRows(prisma),
    insertChange: insertStarChange,
    insertChanges: insertStarChanges,
    updateChange: updateStarChange,
    saveAppeal,
    transaction: (work) => database.transaction(work),
  };
}

const prefixes = (areas: readonly string[]): readonly string[] => areas.map((area) => `${area}%`);

async function currentOf(
  prisma: Prisma,
  codes: readonly BuildingCode[],
): Promise<ReadonlyMap<BuildingCode, CurrentStar>> {
  const rows = await prisma.$queryRawUnsafe<{ code: BuildingCode; star: number | null; raised_at: Date | null }[]>(
    `SELECT DISTINCT ON (c.building_code) c.building_code AS code, c.to_star AS star,
       max(c.effective_at) FILTER (WHERE c.kind = 'up') OVER (PARTITION BY c.building_code) AS raised_at
     FROM star_change c WHERE c.building_code = ANY($1::bpchar[]) AND c.stage = 'effective'
     ORDER BY c.building_code, c.effective_at DESC, c.id DESC`,
    codes,
  );
  return new Map(
    rows.map(({ code, star, raised_at }) => [code, { star, ...(raised_at ? { raisedAt: raised_at } : {}) }]),
  );
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

/** Writes a new change. False, and nothing written, where the building has one on its way already. */
export const insertStarChange = async (tx: Tx, change: StarChange): Promise<boolean> =>
  (await insertStarChanges(tx, [change])).length === 1;

/** Writes new changes of different buildings, and returns those that were: not where one is on its way already. */
async function insertStarChanges(tx: Tx, changes: readonly StarChange[]): Promise<readonly StarChange[]> {
  if (changes.length === 0) return [];
  const codes = plainArray(changes.map((change) => change.buildingCode));
  // Not FOR UPDATE, which would hold up new hazards of the buildings. The lock lets two proposals for one building come one after the other, so that the second one sees the first.
  await tx.$executeRaw`SELECT code FROM building WHERE code = ANY(${codes}::bpchar[]) ORDER BY code FOR NO KEY UPDATE`;
  const rows = changes.map((change) => ({
    id: change.id,
    buildingCode: change.buildingCode,
    ...fixedColumns(change),
    ...movingColumns(change),
  }));
  const written = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO star_change (id, building_code, kind, from_star, to_star, stage, items, proposed_at, proposed_by, confirmed_at,
      confirmed_by, notice_at, hearing_until, hearing_text, publicity_from, publicity_until, effective_at, plate_number,
      steps, declined_at)
    SELECT id, "buildingCode", kind, "fromStar", "toStar", stage, items, "proposedAt", "proposedBy", "confirmedAt",
      "confirmedBy", "noticeAt", "hearingUntil", "hearingText", "publicityFrom", "publicityUntil", "effectiveAt", "plateNumber",
      steps, "declinedAt"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n(id uuid, "buildingCode" bpchar, kind text, "fromStar" int,
      "toStar" int, stage text, items jsonb, "proposedAt" timestamptz, "proposedBy" uuid, "confirmedAt" timestamptz,
      "confirmedBy" uuid, "noticeAt" timestamptz, "hearingUntil" timestamptz, "hearingText" text, "publicityFrom" timestamptz,
      "publicityUntil" timestamptz, "effectiveAt" timestamptz, "plateNumber" text, steps jsonb, "declinedAt" timestamptz)
    WHERE NOT EXISTS (SELECT 1 FROM star_change o
      WHERE o.building_code = n."buildingCode" AND o.stage NOT IN ('effective', 'dropped'))
    RETURNING id::text`;
  const ids: ReadonlySet<string> = new Set(written.map(({ id }) => id));
  return changes.filter(({ id }) => ids.has(id));
}

/** Writes where a change stands now. Throws StaleStarChangeError when it is over or another one was written meanwhile. */
export async function updateStarChange(tx: Tx, change: StarChange): Promise<void> {
  const { count } = await tx.starChange.updateMany({
    where: { id: change.id, version: change.version, stage: { notIn: ["effective", "dropped"] } },
    data: { ...movingColumns(change), version: change.version + 1 },
  });
  if (count !== 1) throw new StaleStarChangeError(change.id);
}
