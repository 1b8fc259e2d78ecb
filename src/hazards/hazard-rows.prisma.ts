import { Prisma } from "../database/client/client.js";
import type { Database } from "../database/database.prisma.js";
import type { BuildingCode, HazardId, PersonId } from "../shared/ids.js";
import type { Severity } from "../understanding/reading.js";
import {
  type Hazard,
  type HazardMarks,
  type HazardOrigin,
  type HazardPlace,
  type HazardState,
  type WaitingHazard,
  waitingStates,
} from "./hazard.js";
import type { ReportedHazard } from "./hazard-store.js";

/** A row of the hazard table, as `hazardColumns` reads it. */
export interface HazardRow {
  id: string;
  number: string;
  opened_on: string;
  community_code: string;
  building_code: string;
  code: string;
  severity: string;
  state: string;
  origin: string;
  place: HazardPlace;
  summary: string;
  channel: string;
  account: string;
  chat: string;
  reporter_id: string;
  responsible_id: string | null;
  rules_version: string;
  opened_at: Date;
  due_at: Date | null;
  closed_at: Date | null;
  marks: HazardMarks;
  version: number;
  reporters?: string[] | null;
}

/** The columns of a case; the table is `h`. */
export const hazardColumns = `h.id::text, h.number, to_char(h.opened_on, 'YYYY-MM-DD') AS opened_on, h.community_code, h.building_code,
  h.code, h.severity, h.state, h.origin, h.place, h.summary, h.channel, h.account, h.chat, h.reporter_id::text,
  h.responsible_id::text, h.rules_version, h.opened_at, h.due_at, h.closed_at, h.marks, h.version`;

/** The same, with those who reported it. */
export const reportedColumns = `${hazardColumns},
  (SELECT array_agg(r.person_id::text ORDER BY r.joined_at, r.person_id) FROM hazard_reporter r WHERE r.hazard_id = h.id) AS reporters`;

/** The case of a row. */
export function hazardOf(row: HazardRow): Hazard {
  return {
    id: row.id as HazardId,
    number: row.number,
    openedOn: row.opened_on,
    communityCode: row.community_code,
    buildingCode: row.building_code as BuildingCode,
    code: row.code,
    severity: row.severity as Severity,
    state: row.state as HazardState,
    origin: row.origin as HazardOrigin,
    place: row.place,
    summary: row.summary,
    ref: { channel: row.channel, account: row.account, chat: row.chat },
    reporterId: row.reporter_id as PersonId,
    rulesVersion: row.rules_version,
    openedAt: row.opened_at,
    marks: row.marks,
    version: row.version,
    ...(row.responsible_id ? { responsibleId: row.responsible_id as PersonId } : {}),
    ...(row.due_at ? { dueAt: row.due_at } : {}),
    ...(row.closed_at ? { closedAt: row.closed_at } : {}),
  };
}

/** The case of a row, with those who reported it. */
export const reportedOf = (row: HazardRow): ReportedHazard => ({
  hazard: hazardOf(row),
  reporterIds: (row.reporters ?? []) as PersonId[],
});

/** A row as PostgreSQL's row_to_json writes it. */
type HazardJson = Omit<HazardRow, "opened_at" | "due_at" | "closed_at"> & {
  readonly opened_at: string;
  readonly due_at: string | null;
  readonly closed_at: string | null;
};

const instantOf = (text: string | null): Date | null => (text === null ? null : new Date(text));

/** Cases by the thousand, of which the condition on the row `h` holds. */
export async function findHazardsAsJson(
  database: Pick<Database, "prisma">,
  where: Prisma.Sql,
): Promise<readonly Hazard[]> {
  const rows = Prisma.sql`SELECT * FROM hazard h WHERE ${where}`;
  return (await findAsJson<HazardJson>(database, rows)).map((one) =>
    hazardOf({
      ...one,
      opened_at: new Date(one.opened_at),
      due_at: instantOf(one.due_at),
      closed_at: instantOf(one.closed_at),
    }),
  );
}

type WaitingJson = Pick<
  HazardJson,
  "id" | "number" | "building_code" | "code" | "severity" | "state" | "place" | "rules_version" | "due_at" | "marks"
> & { readonly responsible_id: string };

/**
 * The cases that wait for a fix by these people, most pressing first. Only what a reminder says of them is read: a
 * landlord may have many.
 */
export async function findWaitingAsJson(
  database: Pick<Database, "prisma">,
  responsibleIds: readonly PersonId[],
): Promise<readonly { readonly responsibleId: PersonId; readonly hazard: WaitingHazard }[]> {
  const rows = await findAsJson<WaitingJson>(
    database,
    Prisma.sql`
      SELECT id, number, building_code, code, severity, state, place, rules_version, due_at, marks, responsible_id FROM hazard
      WHERE responsible_id = ANY(${[...responsibleIds]}::uuid[]) AND closed_at IS NULL AND state = ANY(${[...waitingStates]})
      ORDER BY due_at NULLS LAST, id`,
  );
  return rows.map((row) => ({ responsibleId: row.responsible_id as PersonId, hazard: waitingOf(row) }));
}

const waitingOf = (row: WaitingJson): WaitingHazard => ({
  id: row.id as HazardId,
  number: row.number,
  buildingCode: row.building_code as BuildingCode,
  code: row.code,
  severity: row.severity as Severity,
  state: row.state as HazardState,
  place: row.place,
  rulesVersion: row.rules_version,
  marks: row.marks,
  ...(row.due_at === null ? {} : { dueAt: new Date(row.due_at) }),
});

/** One text that is parsed at once costs a fifth of what as many rows and columns cost. */
async function findAsJson<Row>({ prisma }: Pick<Database, "prisma">, rows: Prisma.Sql): Promise<readonly Row[]> {
  const [found] = await prisma.$queryRaw<{ rows: string | null }[]>`
    SELECT json_agg(one)::text AS rows FROM (${rows}) AS one`;
  return JSON.parse(found?.rows ?? "[]") as Row[];
}
