import { Prisma } from "../database/client/client.js";
import type { Database } from "../database/database.prisma.js";
import type { PersonId } from "../shared/ids.js";
import type { Duty, DutyId } from "./duty.js";

interface DutyRow {
  readonly id: DutyId;
  readonly person_id: PersonId;
  readonly area: string;
  readonly kind: Duty["kind"];
  readonly for_person_id: PersonId | null;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly created_by: PersonId;
  readonly created_at: Date;
}

const columns = Prisma.sql`d.id::text, d.person_id::text, d.area, d.kind, d.for_person_id::text, d.starts_at, d.ends_at,
  d.created_by::text, d.created_at`;

/** One duty. */
export async function findDuty({ prisma }: Pick<Database, "prisma">, id: DutyId): Promise<Duty | undefined> {
  const [row] = await prisma.$queryRaw<DutyRow[]>`SELECT ${columns} FROM duty d WHERE d.id = ${id}::uuid`;
  return row && toDuty(row);
}

/** Duties of a person, or in their place, that are not over; the first to begin first. */
export async function findDutiesOf(
  { prisma }: Pick<Database, "prisma">,
  personId: PersonId,
  now: Date,
): Promise<readonly Duty[]> {
  const rows = await prisma.$queryRaw<DutyRow[]>`
    SELECT ${columns} FROM duty d
    WHERE (d.person_id = ${personId}::uuid OR d.for_person_id = ${personId}::uuid)
      AND d.ends_at > ${now.toISOString()}::timestamptz
    ORDER BY d.starts_at, d.id`;
  return rows.map(toDuty);
}

const toDuty = (row: DutyRow): Duty => ({
  id: row.id,
  personId: row.person_id,
  area: row.area,
  kind: row.kind,
  ...(row.for_person_id ? { forPersonId: row.for_person_id } : {}),
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  createdBy: row.created_by,
  createdAt: row.created_at,
});
