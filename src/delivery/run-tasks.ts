import type { Log } from "../shared/log.js";
import {
  type BatchHandler,
  type DueTask,
  type DueTaskStore,
  type LeasedTask,
  LeaseLostError,
  type NextRun,
  type TaskEnd,
} from "./due-tasks.js";
import type { Lease } from "./task-lease.js";

/** What a run of tasks needs. */
export interface RunDeps<Tx> {
  readonly store: DueTaskStore<Tx>;
  /** Missing where nobody handles the kind. */
  readonly handler: BatchHandler<Tx> | undefined;
  readonly lease: Lease;
  readonly now: Date;
  readonly log: Log;
  /** Called after each commit. */
  readonly onRan?: (() => void) | undefined;
}

/** A task that sets itself no later instant comes up again after this time. */
const leastStepMs = 1000;
const firstRetryMs = 30_000;
const longestRetryMs = 3_600_000;

/**
 * Runs claimed tasks of one kind together. Where that fails those that are no longer ours are left out, or the tasks are
 * run in halves, until the one that fails stands alone: it comes up again later, and has not held up the others.
 */
export async function runTasks<Tx>(deps: RunDeps<Tx>, tasks: readonly LeasedTask[]): Promise<void> {
  if (tasks.length === 0) return;
  let forgotten: readonly LeasedTask[];
  try {
    forgotten = await attempt(deps, tasks);
  } catch (error) {
    return tryParts(deps, tasks, error);
  }
  deps.onRan?.();
  await setBack(deps, forgotten, new Error(`the handler of ${tasks[0]?.kind} did not complete its task`));
}

async function tryParts<Tx>(deps: RunDeps<Tx>, tasks: readonly LeasedTask[], error: unknown): Promise<void> {
  if (tasks.length === 1) return setBack(deps, tasks, error);
  const lost = lostOf(tasks, error);
  const about = { err: error, kind: tasks[0]?.kind, count: tasks.length, lost: lost.length };
  deps.log.warn(about, "due tasks could not be done together and are tried in parts");
  await setBack(deps, lost, error);
  const parts = lost.length > 0 ? [tasks.filter((task) => !lost.includes(task))] : halvesOf(tasks);
  for (const part of parts) await runTasks(deps, part);
}

/** Resolves with those tasks that the handler forgot. */
async function attempt<Tx>(
  { handler, ...deps }: RunDeps<Tx>,
  tasks: readonly LeasedTask[],
): Promise<readonly LeasedTask[]> {
  if (!handler) throw new Error(`nobody handles tasks of kind ${tasks[0]?.kind}`);
  const completed = new Set<DueTask>();
  deps.lease.renewing(true);
  await handler.handle(tasks, {
    now: deps.now,
    async complete(tx, ends) {
      deps.lease.renewing(false);
      await deps.store.complete(
        tx,
        ends.map((end) => heldEnd(deps, end)),
      );
      for (const { task } of ends) completed.add(task);
    },
  });
  return tasks.filter((task) => !completed.has(task));
}

const heldEnd = <Tx>(
  { lease, now }: Pick<RunDeps<Tx>, "lease" | "now">,
  { task, next }: TaskEnd,
): TaskEnd<LeasedTask> => ({
  task: lease.holding(task),
  next: next && movedOn(task, next, now),
});

const movedOn = (task: DueTask, next: NextRun, now: Date): NextRun =>
  next.dueAt > task.dueAt ? next : { ...next, dueAt: new Date(now.getTime() + leastStepMs) };

/** The tasks come up again later, each by the number of its tries. */
async function setBack<Tx>(
  { store, lease, now, log }: RunDeps<Tx>,
  tasks: readonly LeasedTask[],
  error: unknown,
): Promise<void> {
  const isLost = error instanceof LeaseLostError;
  for (const task of tasks) {
    const about = { err: error, kind: task.kind, subject: task.subject };
    if (isLost) log.info(about, "a due task was changed while it ran: nothing was done");
    else log.error(about, "a due task failed and will run again");
    await store.fail(lease.holding(task), retryAt(task, now), error instanceof Error ? error.message : String(error));
  }
}

const lostOf = (tasks: readonly LeasedTask[], error: unknown): readonly LeasedTask[] =>
  error instanceof LeaseLostError
    ? tasks.filter((task) => error.lost.some(({ kind, subject }) => kind === task.kind && subject === task.subject))
    : [];

function halvesOf(tasks: readonly LeasedTask[]): readonly (readonly LeasedTask[])[] {
  const middle = Math.ceil(tasks.length / 2);
  return [tasks.slice(0, middle), tasks.slice(middle)];
}

const retryAt = (task: DueTask, now: Date): Date =>
  new Date(now.getTime() + Math.min(firstRetryMs * 2 ** (task.attempts - 1), longestRetryMs));
