import { Prisma } from "../database/client/client.js";
import type { Database, Tx } from "../database/database.prisma.js";
import type { Writes } from "../database/write-sheet.prisma.js";
import { groupBy } from "../shared/group-by.js";
import type { HazardId, MessageId, PersonId } from "../shared/ids.js";
import type { Hazard, HazardEvent, HazardEventData } from "./hazard.js";
import {
  findHazardsAsJson,
  findWaitingAsJson,
  type HazardRow,
  reportedColumns,
  reportedOf,
} from "./hazard-rows.prisma.js";
import type { CaseQuery, HazardStore, ReportedHazard } from "./hazard-store.js";
import type { HazardStep } from "./apply-event.js";
import { findLastSteps } from "./last-steps.prisma.js";
import { countFalseAlarms, hasAgreedMalice } from "./malice.prisma.js";

/** Cases on PostgreSQL or PGlite. */
export function createHazardStore(database: Database): HazardStore {
  const { prisma } = database;
  const query = async (sql: string, ...values: readonly unknown[]): Promise<readonly ReportedHazard[]> =>
    (await prisma.$queryRawUnsafe<HazardRow[]>(`SELECT ${reportedColumns} FROM hazard h ${sql}`, ...values)).map(
      reportedOf,
    );
  const store: HazardStore = {
    findRelated: (wanted) => query(relatedSql, ...relatedValues(wanted)),
    async findById(id) {
      const [found] = await query("WHERE h.id = $1::uuid", id);
      return found;
    },
    async findByIds(ids) {
      const found = await findHazardsAsJson(database, Prisma.sql`h.id = ANY(${[...ids]}::uuid[])`);
      return new Map(found.map((hazard) => [hazard.id, hazard]));
    },
    async findWaitingOf(ids) {
      const found = groupBy(await findWaitingAsJson(database, ids), ({ responsibleId }) => responsibleId);
      return new Map([...found].map(([id, waiting]) => [id, waiting.map(({ hazard }) => hazard)]));
    },
    async findEvents(id) {
      const rows = await prisma.hazardEvent.findMany({ where: { hazardId: id }, orderBy: { seq: "asc" } });
      return rows.map((row) => ({
        hazardId: row.hazardId as HazardId,
        seq: row.seq,
        kind: row.kind as HazardEvent["kind"],
        at: row.at,
        data: row.data as HazardEventData,
        ...(row.actorId ? { actorId: row.actorId as PersonId } : {}),
        ...(row.messageId ? { messageId: row.messageId as MessageId } : {}),
      }));
    },
    async findClosed({ buildingCodes, codes, since }) {
      const where = `WHERE h.building_code = ANY($1::text[]) AND h.state = 'closed' AND h.code = ANY($2::text[])
        AND h.closed_at >= $3::timestamptz ORDER BY h.closed_at DESC LIMIT 100`;
      return (await query(where, buildingCodes, codes, since)).map(({ hazard }) => hazard);
    },
    findOpenOfGrids: (grids) => findHazardsAsJson(database, Prisma.sql`h.closed_at IS NULL AND ${isOfGrids(grids)}`),
    countClosed: (asked) => countClosed(database, asked),
    async findByNumber(number, areas) {
      const where = "WHERE h.number = $1 AND h.building_code LIKE ANY($2::text[]) ORDER BY h.opened_at DESC LIMIT 1";
      const [found] = await query(where, number, areas.map(asPrefix));
      return found;
    },
    countFalseAlarms: (reporterId, which) => countFalseAlarms(database, { reporterId, ...which }),
    hasAgreedMalice: (reporterId, since) => hasAgreedMalice(database, reporterId, since),
    findLastSteps: (actorId, since) => findLastSteps(database, store, { actorId, since }),
  };
  return store;
}

const isOfGrids = (grids: readonly string[]): Prisma.Sql =>
  Prisma.sql`h.building_code IN (SELECT b.code::text FROM building b WHERE b.grid = ANY(${[...grids]}::bpchar[]))`;

async function countClosed(
  { prisma }: Pick<Database, "prisma">,
  { grids, since }: { readonly grids: readonly string[]; readonly since: Date },
): Promise<number> {
  const [row] = await prisma.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM hazard h
    WHERE h.state = 'closed' AND h.closed_at >= ${since.toISOString()}::timestamptz AND ${isOfGrids(grids)}`;
  return row?.count ?? 0;
}

// A union of index look-ups: one OR over four columns would read the whole table.
const relatedSql = `WHERE h.id IN (
    SELECT id FROM hazard WHERE closed_at IS NULL AND building_code = ANY($1::text[])
    UNION SELECT id FROM hazard WHERE responsible_id = ANY($2::uuid[]) AND closed_at IS NULL
    UNION SELECT r.hazard_id FROM hazard_reporter r JOIN hazard x ON x.id = r.hazard_id
      WHERE r.person_id = ANY($2::uuid[]) AND (x.closed_at IS NULL OR x.closed_at >= $3::timestamptz)
    UNION SELECT id FROM hazard WHERE closed_at IS NULL AND building_code LIKE ANY($4::text[])
  ) ORDER BY h.opened_at DESC LIMIT least(20000, 500 * cardinality($2::uuid[]))`;

const relatedValues = (wanted: CaseQuery): readonly unknown[] => [
  wanted.buildingCodes,
  wanted.reporterIds,
  wanted.closedSince,
  wanted.areas.map(asPrefix),
];

const asPrefix = (area: string): string => `${area}%`;

/** Gives out the next numbers of the day, `count` for each (community, day): returns the first one. */
export async function takeNumbers(
  tx: Tx,
  wanted: { readonly communityCode: string; readonly day: string; readonly count: number },
): Promise<number> {
  const [row] = await tx.$queryRaw<{ last: number }[]>`
    INSERT INTO case_counter (community_code, day, last) VALUES (${wanted.communityCode}, ${wanted.day}::date, ${wanted.count})
    ON CONFLICT (community_code, day) DO UPDATE SET last = case_counter.last + EXCLUDED.last RETURNING last`;
  if (!row) throw new Error("case_counter gave no number");
  return row.last - wanted.count + 1;
}

/**
 * Writes events and the folded cases; what is new goes to `writes`. A case that moved on since it was read makes the
 * whole transaction fail.
 */
export async function writeSteps(tx: Tx, steps: readonly HazardStep[], writes: Writes = tx): Promise<void> {
  if (steps.length === 0) return;
  // One order everywhere, so that two transactions do not wait for each other.
  const latest = [...new Map(steps.map((step) => [step.hazard.id, step.hazard])).values()].toSorted(byId);
  const counts = new Map([...groupBy(steps, (step) => step.hazard.id)].map(([id, own]) => [id, own.length]));
  const opened = new Set(steps.filter((step) => step.event.seq === 1).map((step) => step.hazard.id));
  await insertHazards(
    writes,
    latest.filter((hazard) => opened.has(hazard.id)),
  );
  await updateHazards(
    tx,
    latest
      .filter((one) => !opened.has(one.id))
      .map((hazard) => ({ ...movable(hazard), before: hazard.version - (counts.get(hazard.id) ?? 0) })),
  );
  await insertEvents(
    writes,
    steps.map((step) => step.event),
  );
}

const byId = (a: Hazard, b: Hazard): number => (a.id < b.id ? -1 : 1);

async function insertHazards(tx: Writes, hazards: readonly Hazard[]): Promise<void> {
  if (hazards.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO hazard (id, number, opened_on, community_code, building_code, code, severity, state, origin, place, summary,
      channel, account, chat, reporter_id, responsible_id, rules_version, opened_at, due_at, closed_at, marks, version)
    SELECT (h->>'id')::uuid, h->>'number', (h->>'openedOn')::date, h->>'communityCode', h->>'buildingCode', h->>'code',
      h->>'severity', h->>'state', h->>'origin', h->'place', h->>'summary', h->'ref'->>'channel', h->'ref'->>'account',
      h->'ref'->>'chat', (h->>'reporterId')::uuid, (h->>'responsibleId')::uuid, h->>'rulesVersion',
      (h->>'openedAt')::timestamptz, (h->>'dueAt')::timestamptz, (h->>'closedAt')::timestamptz, h->'marks', (h->>'version')::int
    FROM jsonb_array_elements(${JSON.stringify(hazards)}::jsonb) AS h`;
}

type MovableHazard = Pick<
  Hazard,
  "id" | "state" | "code" | "severity" | "dueAt" | "closedAt" | "responsibleId" | "marks" | "version"
>;

/** What events change of a case. */
const movable = ({ id, state, code, severity, marks, version, ...rest }: Hazard): MovableHazard => ({
  id,
  state,
  code,
  severity,
  marks,
  version,
  ...(rest.dueAt ? { dueAt: rest.dueAt } : {}),
  ...(rest.closedAt ? { closedAt: rest.closedAt } : {}),
  ...(rest.responsibleId ? { responsibleId: rest.responsibleId } : {}),
});

async function updateHazards(tx: Tx, hazards: readonly (MovableHazard & { readonly before: number })[]): Promise<void> {
  if (hazards.length === 0) return;
  const changed = await tx.$executeRaw`
    UPDATE hazard SET state = h->>'state', code = h->>'code', severity = h->>'severity',
      due_at = (h->>'dueAt')::timestamptz, closed_at = (h->>'closedAt')::timestamptz, responsible_id = (h->>'responsibleId')::uuid,
      marks = h->'marks', version = (h->>'version')::int
    FROM jsonb_array_elements(${JSON.stringify(hazards)}::jsonb) AS h
    WHERE hazard.id = (h->>'id')::uuid AND hazard.version = (h->>'before')::int`;
  if (changed !== hazards.length) throw new StaleHazardError(hazards.map((one) => one.id));
}

/** The case moved on between reading and writing; the cause is to be decided again. */
class StaleHazardError extends Error {
  override readonly name = "StaleHazardError";
  constructor(ids: readonly HazardId[]) {
    super(`one of the hazards ${ids.join(", ")} has moved on`);
  }
}

async function insertEvents(tx: Writes, events: readonly HazardEvent[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO hazard_event (hazard_id, seq, kind, actor_id, at, data, message_id)
    SELECT (e->>'hazardId')::uuid, (e->>'seq')::int, e->>'kind', (e->>'actorId')::uuid, (e->>'at')::timestamptz, e->'data',
      (e->>'messageId')::uuid
    FROM jsonb_array_elements(${JSON.stringify(events)}::jsonb) AS e`;
}
