import { createHash } from "node:crypto";
import { plainArray, textArray } from "../database/array-literal.js";
import type { Database } from "../database/database.prisma.js";
import type { BuildingCode } from "../shared/ids.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import type { DatedRating, Rating } from "./rating.js";

type Prisma = Database["prisma"];

/**
 * Writes the ratings that differ from the newest stored one, and for all of them when they may change by time alone. A
 * second one of the same day takes the place of the first.
 */
export async function saveRatings(prisma: Prisma, rated: readonly DatedRating[], computedAt: Date): Promise<void> {
  if (rated.length === 0) return;
  const known = await findStates(
    prisma,
    rated.map(({ rating }) => rating.buildingCode),
  );
  const rows = rated.map((one) => ({ ...one, digest: digestOf(one.rating) }));
  const differing = rows.filter(({ rating, digest }) => known.get(rating.buildingCode)?.digest !== digest);
  const moved = rows.filter(({ rating, digest, dueOn }) => {
    const state = known.get(rating.buildingCode);
    return state?.digest !== digest || state.due_on !== (dueOn ?? null);
  });
  if (moved.length === 0) return;
  const ratings = differing.map(({ rating }) => rating);
  await prisma.$executeRaw`
    WITH state AS (
      INSERT INTO rating_state (building_code, digest, due_on)
      SELECT * FROM unnest(${plainArray(moved.map(({ rating }) => rating.buildingCode))}::text[],
        ${plainArray(moved.map(({ digest }) => digest))}::text[], ${textArray(moved.map(({ dueOn }) => dueOn))}::date[])
      ON CONFLICT (building_code) DO UPDATE SET digest = EXCLUDED.digest, due_on = EXCLUDED.due_on)
    INSERT INTO star_rating (building_code, as_of, star, score, result, rules_version, computed_at)
    SELECT *, ${computedAt}::timestamptz
    FROM unnest(${plainArray(ratings.map((one) => one.buildingCode))}::text[], ${plainArray(ratings.map((one) => one.asOf))}::date[],
      ${textArray(ratings.map(({ star }) => (star === null ? undefined : String(star))))}::int[],
      ${plainArray(ratings.map((one) => one.score))}::float8[],
      ${textArray(ratings.map((one) => JSON.stringify(withoutFull(one))))}::jsonb[],
      ${textArray(ratings.map((one) => one.rulesVersion))}::text[])
    ON CONFLICT (building_code, as_of) DO UPDATE SET star = EXCLUDED.star, score = EXCLUDED.score, result = EXCLUDED.result,
      rules_version = EXCLUDED.rules_version, computed_at = EXCLUDED.computed_at`;
}

/** Of each building's items and needs only those that are not as they should be: the rest follows from the rules. */
const withoutFull = (rating: Rating): Rating => ({
  ...rating,
  items: rating.items.filter(({ points, max }) => points < max),
  gates: rating.gates.filter(({ isMet }) => !isMet),
});

const digestOf = (rating: Rating): string =>
  createHash("md5")
    .update(JSON.stringify({ ...rating, asOf: undefined }))
    .digest("base64url");

interface StateRow {
  readonly code: string;
  readonly digest: string;
  readonly due_on: string | null;
}

async function findStates(prisma: Prisma, codes: readonly BuildingCode[]): Promise<ReadonlyMap<string, StateRow>> {
  const rows = await prisma.$queryRaw<StateRow[]>`
    SELECT building_code AS code, digest, to_char(due_on, 'YYYY-MM-DD') AS due_on FROM rating_state
    WHERE building_code = ANY(${plainArray(codes)}::bpchar[])`;
  return new Map(rows.map((row) => [row.code, row]));
}

/** The newest stored rating of each building. */
export async function newestRatings(
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

/** All buildings in order, those after `after`. */
export async function listCodes(prisma: Prisma, after: string, limit: number): Promise<readonly BuildingCode[]> {
  const rows = await prisma.building.findMany({
    where: { code: { gt: after } },
    select: { code: true },
    orderBy: { code: "asc" },
    take: limit,
  });
  return rows.map((row) => row.code as BuildingCode);
}

/**
 * The buildings that may be rated otherwise than at `since`: something happened to them, their day has come, or they were
 * never rated. In order.
 */
export async function listChangedCodes(
  prisma: Prisma,
  { since, now }: { readonly since: Date; readonly now: Date },
): Promise<readonly BuildingCode[]> {
  const [from, today] = [shanghaiDay(since), shanghaiDay(now)];
  const rows = await prisma.$queryRaw<{ code: BuildingCode }[]>`
    SELECT h.building_code AS code FROM hazard_event e JOIN hazard h ON h.id = e.hazard_id WHERE e.at >= ${since}
    UNION SELECT building_code FROM building_fact WHERE recorded_at >= ${since}
    UNION SELECT building_code FROM metric WHERE recorded_at >= ${since} OR (as_of > ${from}::date AND as_of <= ${today}::date)
    UNION SELECT building_code FROM incentive WHERE granted_at >= ${since} AND change_id IS NULL
    UNION SELECT building_code FROM patrol WHERE side = 'house' AND at >= ${since}
    UNION SELECT building_code FROM role
      WHERE kind = 'head' AND building_code IS NOT NULL AND (verified_at >= ${since} OR ended_at >= ${since})
    UNION SELECT building_code FROM star_change WHERE effective_at >= ${since}
    UNION SELECT c.building_code FROM appeal a JOIN star_change c ON c.id = a.change_id
      WHERE a.filed_at >= ${since} OR a.decided_at >= ${since}
    UNION SELECT building_code FROM rating_state WHERE due_on <= ${today}::date
    UNION SELECT b.code FROM building b WHERE NOT EXISTS (SELECT 1 FROM rating_state s WHERE s.building_code = b.code)
    ORDER BY 1`;
  return rows.map(({ code }) => code);
}
