import { Prisma } from "../database/client/client.js";
import type { Database, Tx } from "../database/database.prisma.js";
import type { Writes } from "../database/write-sheet.prisma.js";
import { type DueTask, type DueTaskStore, type LeasedTask, LeaseLostError, type NextRun } from "./due-tasks.js";

/** A task to write: a task of the same kind and subject is replaced. */
export type DueTaskDraft = Pick<DueTask, "kind" | "subject" | "dueAt" | "data">;

/** Puts tasks on the list; the newest of a kind and subject counts, also against a run that is under way. */
export async function upsertDueTasks(tx: Writes, tasks: readonly DueTaskDraft[]): Promise<void> {
  if (tasks.length === 0) return;
  const latest = [...new Map(tasks.map((task) => [keyOf(task), task])).values()].toSorted(byKey);
  await tx.$executeRaw`
    INSERT INTO due_task (kind, subject, due_at, data, attempts)
    SELECT t->>'kind', t->>'subject', (t->>'dueAt')::timestamptz, t->'data', 0
    FROM jsonb_array_elements(${JSON.stringify(latest)}::jsonb) AS t
    ON CONFLICT (kind, subject) DO UPDATE SET due_at = EXCLUDED.due_at, data = EXCLUDED.data, attempts = 0, error = NULL`;
}

/** Takes tasks off the list; one that is not there is no matter. */
export async function deleteDueTasks(tx: Writes, tasks: readonly Pick<DueTask, "kind" | "subject">[]): Promise<void> {
  if (tasks.length === 0) return;
  await tx.$executeRaw`
    DELETE FROM due_task USING jsonb_array_elements(${JSON.stringify(tasks)}::jsonb) AS t
    WHERE due_task.kind = t->>'kind' AND due_task.subject = t->>'subject'`;
}

const keyOf = (task: Pick<DueTask, "kind" | "subject">): string => `${task.kind} ${task.subject}`;
// One order everywhere, so that two transactions never wait for each other.
const byKey = (a: DueTaskDraft, b: DueTaskDraft): number => (keyOf(a) < keyOf(b) ? -1 : 1);

interface TaskRow {
  kind: string;
  subject: string;
  due_at: Date;
  data: Record<string, unknown>;
  attempts: number;
}

/** The work list of time on PostgreSQL or PGlite. */
export function createDueTaskStore(database: Database): DueTaskStore<Tx> {
  const { prisma } = database;
  return {
    async claim(now, until) {
      // The lease is the due time moved on: a process that dies here leaves a task that comes up again by itself.
      const [row] = await prisma.$queryRaw<TaskRow[]>`
        WITH taken AS (
          SELECT kind, subject, due_at FROM due_task WHERE due_at <= ${now} ORDER BY due_at, kind, subject LIMIT 1 FOR UPDATE SKIP LOCKED
        )
        UPDATE due_task d SET due_at = ${until}, attempts = d.attempts + 1
        FROM taken WHERE d.kind = taken.kind AND d.subject = taken.subject
        RETURNING d.kind, d.subject, taken.due_at, d.data, d.attempts`;
      if (!row) return undefined;
      return {
        kind: row.kind,
        subject: row.subject,
        dueAt: row.due_at,
        data: row.data,
        attempts: row.attempts,
        until: [until],
      };
    },
    async renew(task, until) {
      const changed = await prisma.$executeRaw`UPDATE due_task SET due_at = ${until} WHERE ${isOurs(task)}`;
      return changed === 1;
    },
    complete,
    async fail(task, retryAt, error) {
      await prisma.$executeRaw`
        UPDATE due_task SET due_at = ${retryAt}, error = ${error.slice(0, 500)} WHERE ${isOurs(task)}`;
    },
    async hasDue(now) {
      const [row] = await prisma.$queryRaw<
        { due: boolean }[]
      >`SELECT EXISTS (SELECT 1 FROM due_task WHERE due_at <= ${now}) AS due`;
      return row?.due ?? false;
    },
    async nextDueAt() {
      const [row] = await prisma.$queryRaw<{ at: Date | null }[]>`SELECT min(due_at) AS at FROM due_task`;
      return row?.at ?? undefined;
    },
  };
}

async function complete(tx: Tx, task: LeasedTask, next?: NextRun): Promise<void> {
  const changed = next
    ? await tx.$executeRaw`
        UPDATE due_task SET due_at = ${next.dueAt}, data = ${JSON.stringify(next.data)}::jsonb, attempts = 0, error = NULL
        WHERE ${isOurs(task)}`
    : await tx.$executeRaw`DELETE FROM due_task WHERE ${isOurs(task)}`;
  if (changed !== 1) throw new LeaseLostError(task);
}

const isOurs = ({ kind, subject, attempts, until }: LeasedTask): Prisma.Sql =>
  Prisma.sql`kind = ${kind} AND subject = ${subject} AND attempts = ${attempts}
    AND due_at = ANY(${until.map((at) => at.toISOString())}::timestamptz[])`;
