import type { Database } from "../database/database.prisma.js";
import type { AuditStore } from "./audit-store.js";
import type { HazardEventKind } from "./hazard.js";
import { hazardColumns, type HazardRow, hazardOf } from "./hazard-rows.prisma.js";

/** A task that has failed so often does not mend itself; one that is so late was never taken. */
const failures = 5;
const lateMs = 3_600_000;

/** Whether the log of the case `h` has an entry of that kind that nobody took back; the same as `countedEvents`. */
const countedEvent = (name: string, kind: HazardEventKind): string =>
  `SELECT 1 FROM hazard_event ${name} WHERE ${name}.hazard_id = h.id AND ${name}.kind = '${kind}' AND NOT EXISTS (
    SELECT 1 FROM hazard_event u WHERE u.hazard_id = h.id AND u.kind = 'undone' AND (u.data->>'undoes')::int = ${name}.seq)`;

/** The auditor's questions on PostgreSQL or PGlite. */
export function createAuditStore({ prisma }: Pick<Database, "prisma">): AuditStore {
  const query = async (where: string, ...values: readonly unknown[]) =>
    (await prisma.$queryRawUnsafe<HazardRow[]>(`SELECT ${hazardColumns} FROM hazard h ${where}`, ...values)).map(
      hazardOf,
    );
  return {
    findWithoutTimer: (kind, limit) =>
      query(
        `WHERE h.closed_at IS NULL AND h.due_at IS NOT NULL AND h.severity <> 'emergency'
          AND h.state IN ('reported', 'accepted', 'notified', 'rectifying')
          AND NOT EXISTS (SELECT 1 FROM due_task t WHERE t.kind = $1 AND t.subject = h.id::text)
        ORDER BY h.due_at LIMIT $2`,
        kind,
        limit,
      ),
    findReferredWithoutTimer: (kind, limit) =>
      query(
        `WHERE h.state = 'referred' AND h.closed_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM due_task t WHERE t.kind = $1 AND t.subject = h.id::text)
          AND NOT EXISTS (${countedEvent("a", "answered")} AND NOT EXISTS (
            ${countedEvent("r", "referred")} AND r.seq > a.seq))
        ORDER BY h.opened_at LIMIT $2`,
        kind,
        limit,
      ),
    findWaitingForStaff: (limit) =>
      query(
        `WHERE h.closed_at IS NULL AND (h.state IN ('reported', 'awaiting-recheck') OR h.severity = 'emergency'
          OR h.marks ? 'delayAskedAt') ORDER BY h.opened_at LIMIT $1`,
        limit,
      ),
    async countStuckTasks(now) {
      const [row] = await prisma.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS count FROM due_task
        WHERE attempts >= ${failures} OR due_at < ${new Date(now.getTime() - lateMs)}`;
      return row?.count ?? 0;
    },
  };
}
