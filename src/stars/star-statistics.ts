/** Changes that took effect (升星, 降星, 摘牌, 恢复挂牌, 首评), by the day of their effect. */
export interface StarCounts {
  readonly up: number;
  readonly down: number;
  readonly withdrawn: number;
  readonly restored: number;
  readonly first: number;
}

/** How many stars changed in a community. */
export interface AreaStatistics extends StarCounts {
  readonly street: string;
  readonly community: string;
}

/** From one day to another, both included (YYYY-MM-DD, Shanghai), in the buildings whose code begins with `area`. */
export interface StatisticsPeriod {
  readonly from: string;
  readonly to: string;
  /** Missing: all that there are. */
  readonly area?: string;
}

/** All changes of a period, and those of each community in which there were any, by street. */
export interface StarStatistics extends StatisticsPeriod, StarCounts {
  readonly areas: readonly AreaStatistics[];
}

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
