import { waitingStates } from "../hazards/hazard.js";
import { type FigureName, figureNames } from "./block-figures.js";
import { severitiesOnMap, starOnMap, unitsPerDegree } from "./map-layout.js";

/** Raise it with every change of what is counted or drawn: all grids are then counted anew. */
export const countingVersion = 1;

const list = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(", ");
const since = "$2::timestamptz - interval '30 days'";
const counts = "h.state NOT IN ('false-alarm', 'duplicate', 'withdrawn')";
const waits = `h.closed_at IS NULL AND h.state IN (${list(waitingStates)})`;
const wasClosed = `h.state = 'closed' AND h.closed_at > ${since}`;
const wasOpened = `${counts} AND h.opened_at > ${since}`;

/** As the rating sees it: fixed when it was last said so and not found wanting since; else when it was closed. */
const isOnTime = `(h.due_at IS NULL OR h.closed_at <= h.due_at OR (
  SELECT max(e.seq) FILTER (WHERE e.kind = 'fixed') > coalesce(max(e.seq) FILTER (WHERE e.kind IN ('returned', 'reopened')), 0)
    AND max(e.at) FILTER (WHERE e.kind = 'fixed') <= h.due_at
  FROM hazard_event e WHERE e.hazard_id = h.id))`;

const count = (condition: string): string => `count(*) FILTER (WHERE ${condition})::int`;
const open = (severity: string): string => count(`h.closed_at IS NULL AND h.severity = '${severity}'`);

/** Of each building with a case that matters now. */
const casesSql = `SELECT h.building_code AS code, ${open("minor")} AS minor, ${open("major")} AS major,
    ${open("critical")} AS critical, ${open("emergency")} AS emergency, ${count("h.closed_at IS NULL")} AS open,
    ${count(`${waits} AND h.due_at <= $2::timestamptz`)} AS overdue, ${count(wasOpened)} AS opened,
    ${count(`${wasOpened} AND h.origin = 'self'`)} AS by_self, ${count(`${wasOpened} AND h.origin = 'tenant'`)} AS by_tenant,
    ${count(wasClosed)} AS closed, ${count(`${wasClosed} AND ${isOnTime}`)} AS on_time,
    least(min(h.due_at) FILTER (WHERE ${waits} AND h.due_at > $2::timestamptz),
      min(h.opened_at) FILTER (WHERE ${wasOpened}) + interval '30 days',
      min(h.closed_at) FILTER (WHERE ${wasClosed}) + interval '30 days') AS next_at
  FROM hazard h JOIN built b ON b.code = h.building_code
  WHERE h.closed_at IS NULL OR h.closed_at > ${since} OR h.opened_at > ${since} GROUP BY h.building_code`;

/** 1 to 5, or the mark of a withdrawal; a building without a star in force is missing. */
const starsSql = `SELECT DISTINCT ON (c.building_code) c.building_code AS code, coalesce(c.to_star, ${starOnMap.withdrawn}) AS star
  FROM star_change c JOIN built b ON b.code = c.building_code WHERE c.stage = 'effective'
  ORDER BY c.building_code, c.effective_at DESC, c.id DESC`;

const people = (kind: string): string => `count(DISTINCT r.person_id) FILTER (WHERE r.kind = '${kind}')::int`;
const peopleSql = `SELECT b.grid, ${people("tenant")} AS tenants, ${people("landlord")} AS landlords,
    ${people("head")} AS heads, ${people("sublandlord")} AS sublandlords
  FROM role r JOIN built b ON b.code = r.building_code WHERE r.verified_at IS NOT NULL AND r.ended_at IS NULL GROUP BY b.grid`;

const sum = (column: string): string => `coalesce(sum(o.${column}), 0)::int`;
const star = (value: number): string => `count(*) FILTER (WHERE o.star = ${value})::int`;
const figureSql: Readonly<Record<FigureName, string>> = {
  buildings: "count(o.code)::int",
  onMap: "count(o.code) FILTER (WHERE o.is_on_map)::int",
  units: sum("units"),
  tenants: "coalesce(max(p.tenants), 0)",
  landlords: "coalesce(max(p.landlords), 0)",
  heads: "coalesce(max(p.heads), 0)",
  sublandlords: "coalesce(max(p.sublandlords), 0)",
  star5: star(5),
  star4: star(4),
  star3: star(3),
  star2: star(2),
  star1: star(1),
  withdrawn: star(starOnMap.withdrawn),
  unrated: star(starOnMap.unrated),
  openMinor: sum("minor"),
  openMajor: sum("major"),
  openCritical: sum("critical"),
  openEmergency: sum("emergency"),
  overdue: sum("overdue"),
  opened30: sum("opened"),
  selfDeclared30: sum("by_self"),
  tenantReported30: sum("by_tenant"),
  closed30: sum("closed"),
  closedOnTime30: sum("on_time"),
};

/** In the order of `pointColumns`. */
const pointSql = `concat_ws(',', right(o.code, 5)::int, round(o.lon * ${unitsPerDegree})::int, round(o.lat * ${unitsPerDegree})::int,
  o.star, coalesce(o.open, 0),
  CASE ${severitiesOnMap
    .toReversed()
    .map((severity, at) =>
      severity === "none" ? "ELSE 0" : `WHEN o.${severity} > 0 THEN ${severitiesOnMap.length - 1 - at}`,
    )
    .join(" ")} END,
  (coalesce(o.overdue, 0) > 0)::int, coalesce(array_position($4::text[], o.kind) - 1, cardinality($4::text[])))`;

/**
 * Counts the grids $1 as of $2 and stores them under the version $3; $4 are the kinds of buildings that the map knows. A
 * row keeps its version where it says the same as before.
 */
export const countSql = `
WITH built AS MATERIALIZED (
    SELECT code, grid, street, community, lat, lon, kind, unit_count FROM building WHERE grid = ANY($1::bpchar[])),
  cases AS (${casesSql}),
  stars AS (${starsSql}),
  people AS (${peopleSql}),
  units AS (SELECT u.building_code AS code, count(*)::int AS units FROM unit u JOIN built b ON b.code = u.building_code GROUP BY 1),
  of_building AS (
    SELECT b.code, b.grid, b.street, b.community, b.lat, b.lon, b.kind, b.lat IS NOT NULL AND b.lon IS NOT NULL AS is_on_map,
      coalesce(u.units, b.unit_count, 0) AS units, coalesce(s.star, ${starOnMap.unrated}) AS star, c.minor, c.major, c.critical, c.emergency,
      c.open, c.overdue, c.opened, c.by_self, c.by_tenant, c.closed, c.on_time, c.next_at
    FROM built b LEFT JOIN cases c USING (code) LEFT JOIN stars s USING (code) LEFT JOIN units u USING (code))
INSERT INTO block_grid AS old (grid, street, community, figures, points, next_at, version, points_at)
SELECT w.grid, coalesce(mode() WITHIN GROUP (ORDER BY o.street), ''), coalesce(mode() WITHIN GROUP (ORDER BY o.community), ''),
  ARRAY[${figureNames.map((name) => figureSql[name]).join(", ")}],
  '[' || coalesce(string_agg(${pointSql}, ',' ORDER BY o.code) FILTER (WHERE o.is_on_map), '') || ']',
  min(o.next_at), $3::bigint, $2::timestamptz
FROM unnest($1::bpchar[]) AS w (grid) LEFT JOIN of_building o ON o.grid = w.grid LEFT JOIN people p ON p.grid = w.grid
GROUP BY w.grid
ON CONFLICT (grid) DO UPDATE SET street = EXCLUDED.street, community = EXCLUDED.community, figures = EXCLUDED.figures,
  points = EXCLUDED.points, next_at = EXCLUDED.next_at,
  version = CASE WHEN (old.street, old.community, old.figures, old.points)
    = (EXCLUDED.street, EXCLUDED.community, EXCLUDED.figures, EXCLUDED.points) THEN old.version ELSE EXCLUDED.version END,
  points_at = CASE WHEN old.points = EXCLUDED.points THEN old.points_at ELSE EXCLUDED.points_at END`;
