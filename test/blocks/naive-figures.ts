import type { FigureName } from "../../src/blocks/block-figures.js";
import type { Database } from "../../src/database/database.prisma.js";
import type { HazardState } from "../../src/hazards/hazard.js";
import { isOverdue } from "../../src/hazards/standing.js";

const dayMs = 86_400_000;
const severities = ["minor", "major", "critical", "emergency"];
type Rows = Awaited<ReturnType<typeof loadRows>>;

/** The figures and points of each grid that has buildings, worked out from plain rows one building at a time. */
export async function countNaively(database: Database, now: Date): Promise<ReadonlyMap<string, NaiveBlock>> {
  const rows = await loadRows(database);
  const grids = [...new Set(rows.buildings.map(({ grid }) => grid))];
  return new Map(grids.map((grid) => [grid, countGrid(grid, rows, now)]));
}

/** A grid as the plain counting sees it. */
export interface NaiveBlock {
  readonly figures: Readonly<Record<FigureName, number>>;
  /** Without the serial's leading zeros; positions rounded to a hundred-thousandth. */
  readonly points: readonly (readonly number[])[];
}

const loadRows = async ({ prisma }: Database) => ({
  buildings: await prisma.building.findMany({ orderBy: { code: "asc" } }),
  units: await prisma.unit.findMany(),
  roles: await prisma.role.findMany(),
  hazards: await prisma.hazard.findMany({ include: { events: { orderBy: { seq: "asc" } } } }),
  changes: await prisma.starChange.findMany({ where: { stage: "effective" } }),
});

function countGrid(grid: string, rows: Rows, now: Date): NaiveBlock {
  const buildings = rows.buildings.filter((one) => one.grid === grid);
  const hazards = rows.hazards.filter((one) => one.buildingCode.startsWith(grid));
  const since = new Date(now.getTime() - 30 * dayMs);
  const open = hazards.filter(({ closedAt }) => !closedAt);
  const opened = hazards.filter(
    ({ state, openedAt }) => !["false-alarm", "duplicate", "withdrawn"].includes(state) && openedAt > since,
  );
  const closed = hazards.filter(({ state, closedAt }) => state === "closed" && closedAt && closedAt > since);
  const stars = buildings.map(({ code }) => starOf(rows, code));
  const people = (kind: string): number =>
    new Set(
      rows.roles
        .filter((role) => role.kind === kind && role.buildingCode?.startsWith(grid) && role.verifiedAt && !role.endedAt)
        .map(({ personId }) => personId),
    ).size;
  const withStar = (star: number): number => stars.filter((one) => one === star).length;
  const ofSeverity = (severity: string): number => open.filter((one) => one.severity === severity).length;
  return {
    figures: {
      buildings: buildings.length,
      onMap: buildings.filter(({ lat, lon }) => lat !== null && lon !== null).length,
      units: buildings.reduce((sum, one) => sum + unitsOf(rows, one), 0),
      tenants: people("tenant"),
      landlords: people("landlord"),
      heads: people("head"),
      sublandlords: people("sublandlord"),
      star5: withStar(5),
      star4: withStar(4),
      star3: withStar(3),
      star2: withStar(2),
      star1: withStar(1),
      withdrawn: withStar(6),
      unrated: withStar(0),
      openMinor: ofSeverity("minor"),
      openMajor: ofSeverity("major"),
      openCritical: ofSeverity("critical"),
      openEmergency: ofSeverity("emergency"),
      overdue: open.filter((one) => isLate(one, now)).length,
      opened30: opened.length,
      selfDeclared30: opened.filter(({ origin }) => origin === "self").length,
      tenantReported30: opened.filter(({ origin }) => origin === "tenant").length,
      closed30: closed.length,
      closedOnTime30: closed.filter(isOnTime).length,
    },
    points: buildings.flatMap((one, at) => {
      const theirs = open.filter(({ buildingCode }) => buildingCode === one.code);
      const worst = Math.max(0, ...theirs.map(({ severity }) => severities.indexOf(severity) + 1));
      if (one.lat === null || one.lon === null) return [];
      const position = [Math.round(one.lon * 1e5), Math.round(one.lat * 1e5)];
      const late = theirs.some((hazard) => isLate(hazard, now)) ? 1 : 0;
      return [[Number(one.code.slice(14)), ...position, stars[at] ?? 0, theirs.length, worst, late]];
    }),
  };
}

const unitsOf = ({ units }: Rows, { code, unitCount }: Rows["buildings"][number]): number =>
  units.filter(({ buildingCode }) => buildingCode === code).length || (unitCount ?? 0);

/** 6: withdrawn, 0: never rated. */
function starOf({ changes }: Rows, code: string): number {
  const [newest] = changes
    .filter(({ buildingCode }) => buildingCode === code)
    .toSorted((a, b) => Number(b.effectiveAt) - Number(a.effectiveAt) || (a.id < b.id ? 1 : -1));
  return newest ? (newest.toStar ?? 6) : 0;
}

const isLate = ({ state, dueAt }: Rows["hazards"][number], now: Date): boolean =>
  isOverdue({ state: state as HazardState, ...(dueAt ? { dueAt } : {}) }, now);

function isOnTime({ dueAt, closedAt, events }: Rows["hazards"][number]): boolean {
  if (!dueAt || !closedAt || closedAt <= dueAt) return true;
  const back = events.findLastIndex(({ kind }) => kind === "returned" || kind === "reopened");
  const fixed = events.findLastIndex(({ kind }) => kind === "fixed");
  const fixedAt = events[fixed]?.at;
  return fixed > back && fixedAt !== undefined && fixedAt <= dueAt;
}
