import { plainArray } from "../database/array-literal.js";
import type { Database, Tx } from "../database/database.prisma.js";
import { createAppealRows, saveAppeal } from "./appeal-rows.prisma.js";
import { loadFacts } from "./load-facts.prisma.js";
import { listChangedCodes, listCodes, newestRatings, saveRatings } from "./rating-rows.prisma.js";
import { createChangeRows } from "./star-change-queries.prisma.js";
import type { StarChange } from "./star-change.js";
import { fixedColumns, movingColumns } from "./star-change-rows.prisma.js";
import { StaleStarChangeError, type StarStore } from "./star-store.js";

/** Ratings and star changes on PostgreSQL or PGlite. */
export function createStarStore(database: Database): StarStore<Tx> {
  const { prisma } = database;
  return {
    loadFacts: (codes, asOf) => loadFacts(prisma, codes, asOf),
    listCodes: (after, limit) => listCodes(prisma, after, limit),
    listChangedCodes: (between) => listChangedCodes(prisma, between),
    saveRatings: (rated, computedAt) => saveRatings(prisma, rated, computedAt),
    latestRating: async (code) => (await newestRatings(prisma, [code])).get(code),
    ...createChangeRows(prisma),
    ...createAppealRows(prisma),
    insertChange: insertStarChange,
    insertChanges: insertStarChanges,
    updateChange: updateStarChange,
    saveAppeal,
    transaction: (work) => database.transaction(work),
  };
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
