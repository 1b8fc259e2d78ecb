import type { Database } from "../database/database.prisma.js";
import type { HazardId, PersonId } from "../shared/ids.js";

/** How many cases that somebody reported since then ended as false alarms, one of them left out. */
export const countFalseAlarms = (
  { prisma }: Pick<Database, "prisma">,
  { reporterId, since, except }: { readonly reporterId: PersonId; readonly since: Date; readonly except: HazardId },
): Promise<number> =>
  prisma.hazard.count({ where: { reporterId, openedAt: { gte: since }, state: "false-alarm", id: { not: except } } });

/** Whether two of the staff agreed since then that a report of this person was malice. */
export async function hasAgreedMalice(
  { prisma }: Pick<Database, "prisma">,
  reporterId: PersonId,
  since: Date,
): Promise<boolean> {
  // All instants in marks are written alike, so that they compare as text.
  const [row] = await prisma.$queryRaw<{ has: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM hazard WHERE reporter_id = ${reporterId}::uuid
      AND marks->>'maliceAgreedAt' >= ${since.toISOString()}) AS has`;
  return row?.has === true;
}
