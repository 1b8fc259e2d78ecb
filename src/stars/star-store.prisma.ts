import type { Database, Tx } from "../database/database.prisma.js";
import type { BuildingCode, PersonId } from "../shared/ids.js";
import type { Appeal } from "./appeal.js";
import { loadFacts } from "./load-facts.prisma.js";
import type { Rating } from "./rating.js";
import type { CurrentStar, StarChange } from "./star-change.js";
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
    saveRatings: (ratings, computedAt) => saveRatings(prisma, ratings, computedAt),
    findCurrent,
    currentStars: async (codes) => new Map([...(await findCurrent(codes))].map(([code, { star }]) => [code, star])),
    async findStandings(codes) {
      const [current, ratings] = await Promise.all([findCurrent(codes), newestRatings(prisma, codes)]);
      return new Map(codes.map((code) => [code, standing(current.get(code), ratings.get(code))]));
    },
    latestRating: async (code) => (await newestRatings(prisma, [code])).get(code),
    findChange: async (id) => (await findChanges("c.id = $1::uuid", id))[0],
    findOpenChange: async (code) => (await findChanges(`c.building_code = $1::bpchar AND ${isOpen}`, code))[0],
    async findOpenChanges(codes) {
      const found = await findChanges(`c.building_code = ANY($1::bpchar[]) AND ${isOpen}`, codes);
      return new Map(found.map((change) => [change.buildingCode, change]));
    },
    findOpenChangesOfArea: (prefix) =>
      findChanges(`c.building_code LIKE $1 AND ${isOpen} ORDER BY c.proposed_at, c.id`, `${prefix}%`),
    listDueChanges: (now, limit) => findChanges(dueSql, now, limit),
    findPendingAppeal: (changeId) => findPendingAppeal(prisma, changeId),
    insertChange: insertStarChange,
    updateChange: updateStarChange,
    saveAppeal,
    transaction: (work) => database.transaction(work),
  };
}

// A confirmed fall is not listed: it waits until somebody serves the notice to an owner whom no chat reaches.
const dueSql = `((c.stage = 'notified' AND c.hearing_until <= $1::timestamptz)
    OR (c.stage = 'publicised' AND c.publicity_until <= $1::timestamptz))
  AND NOT EXISTS (SELECT 1 FROM appeal a WHERE a.change_id = c.id AND a.state = 'filed')
  ORDER BY coalesce(c.publicity_until, c.hearing_until), c.id LIMIT $2::int`;

const standing = (current: CurrentStar | undefined, rating: Rating | undefined) => ({
  star: current?.star ?? null,
  ...(rating ? { rating } : {}),
});

async function listCodes(prisma: Prisma, after: string, limit: number): Promise<readonly BuildingCode[]> {
  const rows = await prisma.building.findMany({
    where: { code: { gt: after } },
    select: { code: true },
    orderBy: { code: "asc" },
    take: limit,
  });
  return rows.map((row) => row.code as BuildingCode);
}

async function saveRatings(prisma: Prisma, ratings: readonly Rating[], computedAt: Date): Promise<void> {
  if (ratings.length === 0) return;
  await prisma.$executeRaw`
    INSERT INTO star_rating (building_code, as_of, star, score, result, rules_version, computed_at)
    SELECT r->>'buildingCode', (r->>'asOf')::date, (r->>'star')::int, (r->>'score')::float8, r, r->>'rulesVersion', ${computedAt}
    FROM jsonb_array_elements(${JSON.stringify(ratings)}::jsonb) AS r
    ON CONFLICT (building_code, as_of) DO UPDATE SET star = EXCLUDED.star, score = EXCLUDED.score, result = EXCLUDED.result,
      rules_version = EXCLUDED.rules_version, computed_at = EXCLUDED.computed_at`;
}

async function newestRatings(
  prisma: Prisma,
  codes: readonly BuildingCode[],
): Promise<ReadonlyMap<BuildingCode, Rating>> {
  const rows = await prisma.$queryRawUnsafe<{ result: Rating }[]>(
    `SELECT DISTINCT ON (building_code) result FROM star_rating WHERE building_code = ANY($1::bpchar[])
     ORDER BY building_code, as_of DESC`,
    codes,
  );
  return new Map(rows.map(({ result }) => [result.buildingCode, result]));
}

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

async function findPendingAppeal(prisma: Prisma, changeId: string): Promise<Appeal | undefined> {
  const row = await prisma.appeal.findFirst({ where: { changeId, state: "filed" } });
  if (!row) return undefined;
  return {
    id: row.id,
    changeId,
    personId: row.personId as PersonId,
    text: row.text,
    state: "filed",
    filedAt: row.filedAt,
  };
}

/** Writes a new change. False, and nothing written, where the building has one on its way already. */
export async function insertStarChange(tx: Tx, change: StarChange): Promise<boolean> {
  // Not FOR UPDATE, which would hold up new hazards of the building. The lock lets two proposals for one building come one after the other, so that the second one sees the first.
  await tx.$executeRaw`SELECT code FROM building WHERE code = ${change.buildingCode}::bpchar FOR NO KEY UPDATE`;
  const open = await tx.starChange.findFirst({
    where: { buildingCode: change.buildingCode, stage: { notIn: ["effective", "dropped"] } },
    select: { id: true },
  });
  if (open) return false;
  await tx.starChange.create({
    data: { id: change.id, buildingCode: change.buildingCode, ...movingColumns(change), ...fixedColumns(change) },
  });
  return true;
}

/** Writes where a change stands now. Throws StaleStarChangeError when it is over in the database already. */
export async function updateStarChange(tx: Tx, change: StarChange): Promise<void> {
  const { count } = await tx.starChange.updateMany({
    where: { id: change.id, stage: { notIn: ["effective", "dropped"] } },
    data: movingColumns(change),
  });
  if (count !== 1) throw new StaleStarChangeError(change.id);
}

/** Inserts or replaces an objection. */
export async function saveAppeal(tx: Tx, appeal: Appeal): Promise<void> {
  const decided = {
    state: appeal.state,
    decidedAt: appeal.decidedAt ?? null,
    decidedBy: appeal.decidedBy ?? null,
    result: appeal.result ?? null,
  };
  const { id, changeId, personId, text, filedAt } = appeal;
  await tx.appeal.upsert({
    where: { id },
    create: { id, changeId, personId, text, filedAt, ...decided },
    update: decided,
  });
}
