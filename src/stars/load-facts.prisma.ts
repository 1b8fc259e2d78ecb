import type { Database } from "../database/database.prisma.js";
import type { BuildingCode } from "../shared/ids.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import type { BuildingFacts, RatedHazard, RatedOrigin, RatedSeverity } from "./building-facts.js";
import { type BuildingFactRow, readFacts } from "./fact-rows.js";

type Prisma = Database["prisma"];

/**
 * Loads what the ratings of many buildings follow from, in six queries. Unknown codes are missing in the answer. Emergencies
 * are no rated hazards. Metrics: the newest value on or before `asOf`, `declared_rate` becoming `declaredRate`.
 */
export async function loadFacts(
  prisma: Prisma,
  codes: readonly BuildingCode[],
  asOf: string,
): Promise<readonly BuildingFacts[]> {
  const [buildings, metrics, facts, hazards, heads, appeals] = [
    await prisma.building.findMany({
      where: { code: { in: [...codes] } },
      select: { code: true, createdAt: true },
      orderBy: { code: "asc" },
    }),
    groupByCode(await loadMetrics(prisma, codes, asOf)),
    groupByCode(await loadFactRows(prisma, codes, asOf)),
    groupByCode(await loadHazards(prisma, codes)),
    await codesWith(prisma, headSql, codes),
    await codesWith(prisma, appealSql, codes),
  ];
  return buildings.map(({ code, createdAt }) => {
    const { isHeadTrained, ...known } = readFacts(facts.get(code) ?? []);
    return {
      ...known,
      buildingCode: code as BuildingCode,
      metrics: Object.fromEntries((metrics.get(code) ?? []).map(({ kind, value }) => [camelCase(kind), value])),
      hasTrainedHead: isHeadTrained && heads.has(code),
      hazards: (hazards.get(code) ?? []).map(hazardOfRow),
      knownSince: known.knownSince ?? shanghaiDay(createdAt),
      hasPendingAppeal: appeals.has(code),
    };
  });
}

const camelCase = (kind: string): string => kind.replaceAll(/_(\w)/gu, (_, letter: string) => letter.toUpperCase());

function groupByCode<Row extends { readonly code: string }>(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.code);
    if (group) group.push(row);
    else groups.set(row.code, [row]);
  }
  return groups;
}

const loadMetrics = (prisma: Prisma, codes: readonly string[], asOf: string) =>
  prisma.$queryRawUnsafe<{ code: string; kind: string; value: number }[]>(
    `SELECT DISTINCT ON (building_code, kind) building_code AS code, kind, value FROM metric
     WHERE building_code = ANY($1::bpchar[]) AND as_of <= $2::date ORDER BY building_code, kind, as_of DESC`,
    codes,
    asOf,
  );

// Incentives are read as findings: a safety facility or a good deed that a person granted.
const loadFactRows = (prisma: Prisma, codes: readonly string[], asOf: string) =>
  prisma.$queryRawUnsafe<BuildingFactRow[]>(
    `SELECT building_code AS code, key, value, to_char(recorded_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS day
     FROM building_fact WHERE building_code = ANY($1::bpchar[])
       AND key IN ('head_trained', 'street_check', 'veto', 'finding', 'known_since')
       AND recorded_at < ($2::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
     UNION ALL
     SELECT building_code, 'finding', jsonb_build_object('kind', kind), to_char(granted_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')
     FROM incentive WHERE building_code = ANY($1::bpchar[])
     ORDER BY day`,
    codes,
    asOf,
  );

interface HazardFactRow {
  readonly code: string;
  readonly id: string;
  readonly number: string;
  readonly hazard_code: string;
  readonly severity: string;
  readonly origin: string;
  readonly state: string;
  readonly opened_on: string;
  readonly due_at: Date | null;
  readonly closed_at: Date | null;
  readonly fixed_at: Date | null;
  readonly is_looked_at: boolean | null;
}

// A fix counts while nobody has sent it back since.
const loadHazards = (prisma: Prisma, codes: readonly string[]) =>
  prisma.$queryRawUnsafe<HazardFactRow[]>(
    `SELECT h.building_code AS code, h.id::text, h.number, h.code AS hazard_code, h.severity, h.origin, h.state,
       to_char(h.opened_on, 'YYYY-MM-DD') AS opened_on, h.due_at, h.closed_at, e.is_looked_at,
       CASE WHEN e.fixed_seq > coalesce(e.back_seq, 0) THEN e.fixed_at END AS fixed_at
     FROM hazard h LEFT JOIN LATERAL (
       SELECT max(seq) FILTER (WHERE kind = 'fixed') AS fixed_seq, max(at) FILTER (WHERE kind = 'fixed') AS fixed_at,
         max(seq) FILTER (WHERE kind IN ('returned', 'reopened')) AS back_seq,
         bool_or(kind IN ('accepted', 'returned', 'passed', 'extended', 'referred')) AS is_looked_at
       FROM hazard_event WHERE hazard_id = h.id) e ON true
     WHERE h.building_code = ANY($1::bpchar[]) AND h.severity <> 'emergency' ORDER BY h.opened_at, h.id`,
    codes,
  );

const hazardOfRow = (row: HazardFactRow): RatedHazard => ({
  id: row.id,
  number: row.number,
  code: row.hazard_code,
  severity: row.severity as RatedSeverity,
  origin: row.origin as RatedOrigin,
  state: row.state,
  openedOn: row.opened_on,
  isConfirmed: row.origin === "inspection" || row.origin === "department" || row.is_looked_at === true,
  ...(row.due_at ? { dueAt: row.due_at } : {}),
  ...(row.fixed_at ? { fixedAt: row.fixed_at } : {}),
  ...(row.closed_at ? { closedAt: row.closed_at } : {}),
});

const headSql = `SELECT DISTINCT building_code AS code FROM role
  WHERE building_code = ANY($1::bpchar[]) AND kind = 'head' AND verified_at IS NOT NULL AND ended_at IS NULL`;

const appealSql = `SELECT DISTINCT c.building_code AS code FROM star_change c JOIN appeal a ON a.change_id = c.id
  WHERE c.building_code = ANY($1::bpchar[]) AND c.stage NOT IN ('effective', 'dropped') AND a.state = 'filed'`;

const codesWith = async (prisma: Prisma, sql: string, codes: readonly string[]): Promise<ReadonlySet<string>> =>
  new Set((await prisma.$queryRawUnsafe<{ code: string }[]>(sql, codes)).map((row) => row.code));
