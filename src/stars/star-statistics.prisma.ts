import type { Database } from "../database/database.prisma.js";

/** How many stars changed in a community (升星, 降星, 摘牌, 恢复挂牌, 首评), by the day of their effect. */
export interface AreaStatistics extends StarCounts {
  readonly street: string;
  readonly community: string;
}

/** Changes that took effect. */
export interface StarCounts {
  readonly up: number;
  readonly down: number;
  readonly withdrawn: number;
  readonly restored: number;
  readonly first: number;
}

/** The communities in which stars changed from one day to another, both included (YYYY-MM-DD, Shanghai), by street. */
export const countStarChanges = (
  { prisma }: Pick<Database, "prisma">,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<readonly AreaStatistics[]> =>
  prisma.$queryRaw<AreaStatistics[]>`
    SELECT b.street, b.community, count(*) FILTER (WHERE c.kind = 'up')::int AS up,
      count(*) FILTER (WHERE c.kind = 'down')::int AS down, count(*) FILTER (WHERE c.kind = 'withdrawn')::int AS withdrawn,
      count(*) FILTER (WHERE c.kind = 'restored')::int AS restored, count(*) FILTER (WHERE c.kind = 'first')::int AS first
    FROM star_change c JOIN building b ON b.code = c.building_code
    WHERE c.stage = 'effective' AND c.effective_at >= ${from}::date::timestamp AT TIME ZONE 'Asia/Shanghai'
      AND c.effective_at < (${to}::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
    GROUP BY b.street, b.community ORDER BY b.street, b.community`;

/** All areas together. */
export const sumCounts = (areas: readonly StarCounts[]): StarCounts => ({
  up: sum(areas, "up"),
  down: sum(areas, "down"),
  withdrawn: sum(areas, "withdrawn"),
  restored: sum(areas, "restored"),
  first: sum(areas, "first"),
});

const sum = (areas: readonly StarCounts[], kind: keyof StarCounts): number =>
  areas.reduce((total, area) => total + area[kind], 0);
