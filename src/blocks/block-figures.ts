/**
 * What is counted of a grid (块数据), in the order in which it is stored. Every figure of a larger area is the sum of its
 * grids. `…30` are of the last 30 times 24 hours.
 */
export const figureNames = [
  "buildings",
  /** Buildings with a position. */
  "onMap",
  /** Registered units of a building, or where there are none the number that its file says. */
  "units",
  /** People with a verified role in a building; somebody with several houses in a grid counts once there. */
  "tenants",
  "landlords",
  "heads",
  "sublandlords",
  /** Buildings by the star in force. */
  "star5",
  "star4",
  "star3",
  "star2",
  "star1",
  "withdrawn",
  "unrated",
  /** Cases that are not over, by severity. */
  "openMinor",
  "openMajor",
  "openCritical",
  "openEmergency",
  /** Open cases that are past their deadline and not said to be fixed. */
  "overdue",
  /** Cases without false alarms, duplicates and what was taken back. */
  "opened30",
  /** Of these, declared by the owner's side itself (主动申报), and reported by tenants. */
  "selfDeclared30",
  "tenantReported30",
  /** 已销号, and of these said to be fixed by the deadline; one without a deadline is on time. */
  "closed30",
  "closedOnTime30",
] as const;

/** Name of a figure. */
export type FigureName = (typeof figureNames)[number];
/** The figures of an area. */
export type BlockFigures = Readonly<Record<FigureName, number>>;

/** The sum of figures that are stored in the order of `figureNames`. */
export function sumFigures(rows: Iterable<readonly number[]>): BlockFigures {
  const sums = figureNames.map(() => 0);
  for (const row of rows) row.forEach((value, at) => (sums[at] = (sums[at] ?? 0) + value));
  return Object.fromEntries(figureNames.map((name, at) => [name, sums[at] ?? 0])) as BlockFigures;
}

/** Share of the cases closed in the last 30 days that were fixed in time, 0 to 1; null where none was closed. */
export const onTimeShare = (figures: BlockFigures): number | null => share(figures.closedOnTime30, figures.closed30);

/** Share of the cases of the last 30 days that the owner's side declared itself, 0 to 1; null where there was none. */
export const selfDeclaredShare = (figures: BlockFigures): number | null =>
  share(figures.selfDeclared30, figures.opened30);

const share = (part: number, all: number): number | null => (all === 0 ? null : Math.round((part / all) * 1e4) / 1e4);
