import type { Clock } from "../shared/clock.js";
import type { Log } from "../shared/log.js";
import type { BatchHandler, DueTaskStore, TaskHandler } from "./due-tasks.js";
import { runTasks } from "./run-tasks.js";
import { holdLease, leaseMs } from "./task-lease.js";
import { createWakeLoop } from "./wake-loop.js";

/** What the scheduler needs. */
export interface SchedulerDeps<Tx> {
  readonly store: DueTaskStore<Tx>;
  /** By kind: one that does a task at a time, or many at once. */
  readonly handlers: Readonly<Record<string, TaskHandler<Tx> | BatchHandler<Tx>>>;
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

/** Creates the scheduler; the tasks of one claim are under way at a time. */
export function createScheduler<Tx>(deps: SchedulerDeps<Tx>): Scheduler {
  const { store, clock, log } = deps;
  const handlers = new Map(Object.entries(deps.handlers).map(([kind, handler]) => [kind, asBatch(handler)]));
  const atMost = Object.fromEntries([...handlers].map(([kind, handler]) => [kind, handler.atMost]));

  /** Runs the task that has been due longest, and those that may run with it. Returns whether there was one. */
  const runNext = async (): Promise<boolean> => {
    const now = clock.now();
    const tasks = await store.claim({ now, until: new Date(now.getTime() + leaseMs), atMost });
    const [first] = tasks;
    if (!first) return false;
    const lease = holdLease(deps, tasks);
    try {
      await runTasks({ store, handler: handlers.get(first.kind), lease, now, log, onRan: deps.onRan }, tasks);
    } finally {
      lease.end();
    }
    return true;
  };
  const loop = createWakeLoop(
    async (shouldEnd) => {
      while (!shouldEnd() && (await runNext()));
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

/** A handler of one task takes batches of one. */
const asBatch = <Tx>(handler: TaskHandler<Tx> | BatchHandler<Tx>): BatchHandler<Tx> =>
  typeof handler === "object"
    ? handler
    : {
        atMost: 1,
        async handle(tasks, run) {
          for (const task of tasks)
            await handler(task, { now: run.now, complete: (tx, next) => run.complete(tx, [{ task, next }]) });
        },
      };
