import type { Database } from "../database/database.prisma.js";
import { type AreaStatistics, type StarStatistics, type StatisticsPeriod, sumCounts } from "./star-statistics.js";

/** Counts what took effect in a period. */
export async function loadStarStatistics(
  database: Pick<Database, "prisma">,
  period: StatisticsPeriod,
): Promise<StarStatistics> {
  const areas = await countByCommunity(database, period);
  return { ...period, ...sumCounts(areas), areas };
}

const countByCommunity = (
  { prisma }: Pick<Database, "prisma">,
  { from, to, area = "" }: StatisticsPeriod,
): Promise<readonly AreaStatistics[]> =>
  prisma.$queryRaw<AreaStatistics[]>`
    SELECT b.street, b.community, count(*) FILTER (WHERE c.kind = 'up')::int AS up,
      count(*) FILTER (WHERE c.kind = 'down')::int AS down, count(*) FILTER (WHERE c.kind = 'withdrawn')::int AS withdrawn,
      count(*) FILTER (WHERE c.kind = 'restored')::int AS restored, count(*) FILTER (WHERE c.kind = 'first')::int AS first
    FROM star_change c JOIN building b ON b.code = c.building_code
    WHERE c.stage = 'effective' AND c.effective_at >= ${from}::date::timestamp AT TIME ZONE 'Asia/Shanghai'
      AND c.effective_at < (${to}::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
      AND c.building_code LIKE ${`${area}%`}
    GROUP BY b.street, b.community ORDER BY b.street, b.community`;
