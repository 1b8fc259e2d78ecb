import type { Clock } from "../shared/clock.js";
import type { Log } from "../shared/log.js";
import {
  type DueTask,
  type DueTaskStore,
  type LeasedTask,
  LeaseLostError,
  type NextRun,
  type TaskHandler,
} from "./due-tasks.js";
import { createWakeLoop } from "./wake-loop.js";

/** What the scheduler needs. */
export interface SchedulerDeps<Tx> {
  readonly store: DueTaskStore<Tx>;
  readonly handlers: Readonly<Record<string, TaskHandler<Tx>>>;
  readonly clock: Clock;
  readonly log: Log;
  /** Called after a task ran: it may have put lines into the outbox. */
  readonly onRan?: () => void;
}

/** Wakes what is due, in the order of its time. */
export interface Scheduler {
  start(): void;
  wake(): void;
  /** Runs until nothing is due: after the clock was moved. */
  runDue(): Promise<void>;
  isIdle(): Promise<boolean>;
  /** When the next task falls due; undefined where there is none. */
  nextDueAt(): Promise<Date | undefined>;
  /** Resolves when the run under way has ended. */
  stop(): Promise<void>;
}

/** How long a run that shows no sign of life keeps its task. */
const leaseMs = 60_000;
/** A run shows one this often. */
const renewEveryMs = leaseMs / 3;
/** A task that sets itself no later instant comes up again after this time. */
const leastStepMs = 1000;
const firstRetryMs = 30_000;
const longestRetryMs = 3_600_000;

/** Creates the scheduler; one task is under way at a time. */
export function createScheduler<Tx>(deps: SchedulerDeps<Tx>): Scheduler {
  const { store, clock, log } = deps;
  const loop = createWakeLoop(
    async (shouldEnd) => {
      while (!shouldEnd() && (await runOne(deps)));
    },
    { log, what: "due work" },
  );
  return {
    start: loop.start,
    wake: loop.wake,
    runDue: loop.run,
    isIdle: async () => !loop.isRunning() && !(await store.hasDue(clock.now())),
    nextDueAt: () => store.nextDueAt(),
    stop: loop.stop,
  };
}

/** Runs the task that has been due longest. Returns whether there was one. */
async function runOne<Tx>(deps: SchedulerDeps<Tx>): Promise<boolean> {
  const { store, clock, log } = deps;
  const now = clock.now();
  const task = await store.claim(now, new Date(now.getTime() + leaseMs));
  if (!task) return false;
  const lease = holdLease(deps, task);
  try {
    await handle(deps, lease, now);
    deps.onRan?.();
  } catch (error) {
    const about = { err: error, kind: task.kind, subject: task.subject };
    if (error instanceof LeaseLostError) log.info(about, "a due task was changed while it ran: nothing was done");
    else log.error(about, "a due task failed and will run again");
    await store.fail(lease.task(), retryAt(task, now), error instanceof Error ? error.message : String(error));
  } finally {
    lease.end();
  }
  return true;
}

async function handle<Tx>(deps: SchedulerDeps<Tx>, lease: Lease, now: Date): Promise<void> {
  const task = lease.task();
  const handler = deps.handlers[task.kind];
  if (!handler) throw new Error(`nobody handles tasks of kind ${task.kind}`);
  let isCompleted = false;
  await handler(task, {
    now,
    async complete(tx, next) {
      lease.end();
      await deps.store.complete(tx, lease.task(), next && movedOn(task, next, now));
      isCompleted = true;
    },
  });
  if (!isCompleted) throw new Error(`the handler of ${task.kind} did not complete its task`);
}

const movedOn = (task: DueTask, next: NextRun, now: Date): NextRun =>
  next.dueAt > task.dueAt ? next : { ...next, dueAt: new Date(now.getTime() + leastStepMs) };

interface Lease {
  task(): LeasedTask;
  /** Renews no more. A renewal under way is not waited for: on PGlite it waits for the transaction that asks. */
  end(): void;
}

/** Keeps a task ours while a long run works on it. */
function holdLease<Tx>({ store, clock, log }: SchedulerDeps<Tx>, claimed: LeasedTask): Lease {
  let task = claimed;
  const renew = async (): Promise<void> => {
    const until = new Date(clock.now().getTime() + leaseMs);
    const before = task;
    task = { ...before, until: [...before.until, until] };
    try {
      if (await store.renew(before, until)) task = { ...before, until: [until] };
    } catch (error) {
      log.warn({ err: error, kind: task.kind }, "the lease of a due task could not be renewed");
    }
  };
  const timer = setInterval(() => void renew(), renewEveryMs);
  return { task: () => task, end: () => clearInterval(timer) };
}

const retryAt = (task: DueTask, now: Date): Date =>
  new Date(now.getTime() + Math.min(firstRetryMs * 2 ** (task.attempts - 1), longestRetryMs));
