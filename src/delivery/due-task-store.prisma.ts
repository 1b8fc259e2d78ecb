import { Prisma } from "../database/client/client.js";
import type { Database, Tx } from "../database/database.prisma.js";
import type { Writes } from "../database/write-sheet.prisma.js";
import {
  type DueTask,
  type DueTaskStore,
  type LeasedTask,
  LeaseLostError,
  type TaskClaim,
  type TaskEnd,
} from "./due-tasks.js";

type TaskKey = Pick<DueTask, "kind" | "subject">;

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

/** Puts tasks on the list; one of the same kind and subject that stands there keeps its time, also while it runs. */
export async function addDueTasks(tx: Writes, tasks: readonly DueTaskDraft[]): Promise<void> {
  if (tasks.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO due_task (kind, subject, due_at, data, attempts)
    SELECT t->>'kind', t->>'subject', (t->>'dueAt')::timestamptz, t->'data', 0
    FROM jsonb_array_elements(${JSON.stringify(tasks)}::jsonb) AS t ON CONFLICT DO NOTHING`;
}

/** Takes tasks off the list; one that is not there is no matter. */
export async function deleteDueTasks(tx: Writes, tasks: readonly TaskKey[]): Promise<void> {
  if (tasks.length === 0) return;
  await tx.$executeRaw`
    DELETE FROM due_task USING jsonb_array_elements(${JSON.stringify(tasks)}::jsonb) AS t
    WHERE due_task.kind = t->>'kind' AND due_task.subject = t->>'subject'`;
}

const keyOf = (task: TaskKey): string => `${task.kind} ${task.subject}`;
// One order everywhere, so that two transactions never wait for each other.
const byKey = (a: TaskKey, b: TaskKey): number => (keyOf(a) < keyOf(b) ? -1 : 1);

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
    async claim(request) {
      const rows = await prisma.$queryRaw<TaskRow[]>`${claiming(request)}`;
      return rows.map((row) => leasedTask(row, request.until)).toSorted(byTime);
    },
    renew: (tasks, until) => prisma.$executeRaw`
      UPDATE due_task d SET due_at = ${until} FROM ${listed(tasks)} WHERE ${areOurs(tasks)}`,
    complete,
    async fail(task, retryAt, error) {
      await prisma.$executeRaw`
        UPDATE due_task d SET due_at = ${retryAt}, error = ${error.slice(0, 500)}
        FROM ${listed([task])} WHERE ${areOurs([task])}`;
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

/**
 * The lease is the due time moved on: a process that dies here leaves tasks that come up again by themselves. The order
 * is that of the index alone, since a morning may bring a hundred thousand tasks of one instant; and the number of rows
 * is a plain figure that the planner can see.
 */
const claiming = ({ now, until, atMost }: TaskClaim): Prisma.Sql => Prisma.sql`
  WITH first AS (
    SELECT kind FROM due_task WHERE due_at <= ${now} ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED
  ), found AS (
    SELECT kind, subject, due_at FROM due_task WHERE due_at <= ${now} AND kind = (SELECT kind FROM first)
    ORDER BY due_at LIMIT ${Math.max(1, ...Object.values(atMost))} FOR UPDATE SKIP LOCKED
  ), taken AS (
    SELECT kind, subject, due_at FROM (SELECT *, row_number() OVER (ORDER BY due_at) AS place FROM found) AS placed
    WHERE place <= (SELECT coalesce((${JSON.stringify(atMost)}::jsonb->>kind)::int, 1) FROM first)
  )
  UPDATE due_task d SET due_at = ${until}, attempts = d.attempts + 1
  FROM taken WHERE d.kind = taken.kind AND d.subject = taken.subject
  RETURNING d.kind, d.subject, taken.due_at, d.data, d.attempts`;

const leasedTask = ({ due_at: dueAt, ...row }: TaskRow, until: Date): LeasedTask => ({ ...row, dueAt, until: [until] });

const byTime = (a: LeasedTask, b: LeasedTask): number => a.dueAt.getTime() - b.dueAt.getTime() || byKey(a, b);

async function complete(tx: Tx, ends: readonly TaskEnd<LeasedTask>[]): Promise<void> {
  const sorted = ends.toSorted((a, b) => byKey(a.task, b.task));
  const moved = sorted.flatMap(({ task, next }) => (next ? [{ ...task, dueAt: next.dueAt, data: next.data }] : []));
  const over = sorted.flatMap(({ task, next }) => (next ? [] : [task]));
  const done = [...(await moveOn(tx, moved)), ...(await endTasks(tx, over))];
  if (done.length === ends.length) return;
  const doneKeys = new Set(done.map(keyOf));
  throw new LeaseLostError(ends.map(({ task }) => task).filter((task) => !doneKeys.has(keyOf(task))));
}

const moveOn = async (tx: Tx, tasks: readonly LeasedTask[]): Promise<readonly TaskKey[]> =>
  tasks.length === 0
    ? []
    : tx.$queryRaw<TaskKey[]>`
        UPDATE due_task d SET due_at = (t->>'dueAt')::timestamptz, data = t->'data', attempts = 0, error = NULL
        FROM ${listed(tasks)} WHERE ${areOurs(tasks)} RETURNING d.kind, d.subject`;

const endTasks = async (tx: Tx, tasks: readonly LeasedTask[]): Promise<readonly TaskKey[]> =>
  tasks.length === 0
    ? []
    : tx.$queryRaw<TaskKey[]>`
        DELETE FROM due_task d USING ${listed(tasks)} WHERE ${areOurs(tasks)} RETURNING d.kind, d.subject`;

const listed = (tasks: readonly LeasedTask[]): Prisma.Sql =>
  Prisma.sql`jsonb_array_elements(${JSON.stringify(tasks)}::jsonb) AS t`;

/** The fence: whose count of runs or instant differs was taken over or replaced. Tasks of one run share their instants. */
const areOurs = (
  tasks: readonly LeasedTask[],
): Prisma.Sql => Prisma.sql`d.kind = t->>'kind' AND d.subject = t->>'subject'
  AND d.attempts = (t->>'attempts')::int
  AND d.due_at = ANY(${[...new Set(tasks.flatMap((task) => task.until.map((at) => at.toISOString())))]}::timestamptz[])`;
