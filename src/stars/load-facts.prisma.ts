import type { Database } from "../database/database.prisma.js";
import type { BuildingCode } from "../shared/ids.js";
import type { BuildingFacts, RatedHazard, RatedOrigin, RatedSeverity } from "./building-facts.js";
import { type BuildingFactRow, readFacts } from "./fact-rows.js";
import { patrolWindowDays } from "./patrol-rules.js";

type Prisma = Database["prisma"];

/**
 * Loads what the ratings of many buildings follow from, in one query with one row a building, in the order of their
 * codes. Unknown codes are missing in the answer. Emergencies are no rated hazards. Metrics: the newest value on or before
 * `asOf`, `declared_rate` becoming `declaredRate`.
 */
export async function loadFacts(
  prisma: Prisma,
  codes: readonly BuildingCode[],
  asOf: string,
): Promise<readonly BuildingFacts[]> {
  const rows = await prisma.$queryRawUnsafe<FactsRow[]>(factsSql, codes, asOf);
  return rows.map(factsOfRow);
}

/** A building with its lists as JSON text, which costs a fraction of as many rows of their own. */
interface FactsRow {
  readonly code: string;
  readonly created_on: string;
  readonly metrics: string | null;
  readonly facts: string | null;
  readonly hazards: string | null;
  readonly patrols: string;
  readonly has_head: boolean;
  readonly has_pending_appeal: boolean;
}

function factsOfRow(row: FactsRow): BuildingFacts {
  const { code } = row;
  const { isHeadTrained, ...known } = readFacts(
    listOf<FactColumns>(row.facts).map(([key, value, day]): BuildingFactRow => ({ code, key, value, day })),
  );
  const [firstOn, days] = JSON.parse(row.patrols) as PatrolColumns;
  return {
    ...known,
    buildingCode: code as BuildingCode,
    metrics: Object.fromEntries(listOf<MetricColumns>(row.metrics).map(([kind, value]) => [camelCase(kind), value])),
    ...(firstOn === null ? {} : { patrols: { firstOn, days } }),
    hasTrainedHead: isHeadTrained && row.has_head,
    hazards: listOf<HazardColumns>(row.hazards).map(hazardOfColumns),
    knownSince: known.knownSince ?? row.created_on,
    hasPendingAppeal: row.has_pending_appeal,
  };
}

type FactColumns = readonly [key: string, value: unknown, day: string];
type PatrolColumns = readonly [firstOn: string | null, days: readonly string[]];
type MetricColumns = readonly [kind: string, value: number];
/** Instants are milliseconds. */
type HazardColumns = readonly [
  id: string,
  number: string,
  code: string,
  severity: string,
  origin: string,
  state: string,
  openedOn: string,
  dueAt: number | null,
  closedAt: number | null,
  fixedAt: number | null,
  isLookedAt: boolean | null,
];

const listOf = <Columns>(json: string | null): readonly Columns[] =>
  json === null ? [] : (JSON.parse(json) as readonly Columns[]);

const camelCase = (kind: string): string => kind.replaceAll(/_(\w)/gu, (_, letter: string) => letter.toUpperCase());

function hazardOfColumns(columns: HazardColumns): RatedHazard {
  const [id, number, code, severity, origin, state, openedOn, dueAt, closedAt, fixedAt, isLookedAt] = columns;
  return {
    id,
    number,
    code,
    severity: severity as RatedSeverity,
    origin: origin as RatedOrigin,
    state,
    openedOn,
    isConfirmed: origin === "inspection" || origin === "department" || isLookedAt === true,
    ...(dueAt === null ? {} : { dueAt: new Date(dueAt) }),
    ...(fixedAt === null ? {} : { fixedAt: new Date(fixedAt) }),
    ...(closedAt === null ? {} : { closedAt: new Date(closedAt) }),
  };
}

const shanghaiDay = (column: string): string => `to_char(${column} AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')`;
const milliseconds = (column: string): string => `floor(extract(epoch FROM ${column}) * 1000)::bigint`;

const metricsSql = `SELECT json_agg(json_build_array(kind, value))::text FROM (
    SELECT DISTINCT ON (kind) kind, value FROM metric
    WHERE building_code = b.code AND as_of <= $2::date ORDER BY kind, as_of DESC) AS newest`;

// The first day and those of the window of patrolDays.
const patrolsSql = `SELECT json_build_array(
    (SELECT min(day) FROM patrol WHERE building_code = b.code AND side = 'house' AND day <= $2::date),
    (SELECT coalesce(json_agg(DISTINCT day), '[]') FROM patrol WHERE building_code = b.code AND side = 'house'
      AND day > $2::date - ${patrolWindowDays} AND day <= $2::date))::text`;

// A veto counts only as the finding of a person: whoever entered it is on record. Incentives are read as findings: a safety facility or a good deed that a person granted.
const factsOfSql = `SELECT json_agg(json_build_array(key, value, ${shanghaiDay("at")}) ORDER BY at)::text FROM (
    SELECT key, value, recorded_at AS at FROM building_fact
    WHERE building_code = b.code AND key IN ('head_trained', 'street_check', 'veto', 'finding', 'known_since')
      AND (key <> 'veto' OR recorded_by IS NOT NULL)
      AND recorded_at < ($2::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
    UNION ALL
    SELECT 'finding', jsonb_build_object('kind', kind), granted_at FROM incentive
    WHERE building_code = b.code AND change_id IS NULL) AS fact`;

// A fix counts while nobody has sent it back since.
const hazardsSql = `SELECT json_agg(json_build_array(h.id, h.number, h.code, h.severity, h.origin, h.state, h.opened_on,
    ${milliseconds("h.due_at")}, ${milliseconds("h.closed_at")},
    CASE WHEN e.fixed_seq > coalesce(e.back_seq, 0) THEN ${milliseconds("e.fixed_at")} END, e.is_looked_at)
    ORDER BY h.opened_at, h.id)::text
  FROM hazard h LEFT JOIN LATERAL (
    SELECT max(seq) FILTER (WHERE kind = 'fixed') AS fixed_seq, max(at) FILTER (WHERE kind = 'fixed') AS fixed_at,
      max(seq) FILTER (WHERE kind IN ('returned', 'reopened')) AS back_seq,
      bool_or(kind IN ('accepted', 'returned', 'passed', 'extended', 'referred')) AS is_looked_at
    FROM hazard_event WHERE hazard_id = h.id) e ON true
  WHERE h.building_code = b.code AND h.severity <> 'emergency'`;

// Not EXISTS, for which the whole table is read and hashed, batch after batch: these are looked up building by building.
const isThere = (from: string): string => `coalesce((SELECT true ${from} LIMIT 1), false)`;

const factsSql = `SELECT b.code, ${shanghaiDay("b.created_at")} AS created_on, (${metricsSql}) AS metrics,
    (${patrolsSql}) AS patrols,
    (${factsOfSql}) AS facts, (${hazardsSql}) AS hazards,
    ${isThere("FROM role WHERE building_code = b.code AND kind = 'head' AND verified_at IS NOT NULL AND ended_at IS NULL")} AS has_head,
    ${isThere(`FROM star_change c JOIN appeal a ON a.change_id = c.id
      WHERE c.building_code = b.code AND c.stage NOT IN ('effective', 'dropped') AND a.state = 'filed'`)} AS has_pending_appeal
  FROM building b WHERE b.code = ANY($1::bpchar[]) ORDER BY b.code`;
