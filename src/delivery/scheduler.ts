import type { Clock } from "../shared/clock.js";
import type { Log } from "../shared/log.js";
import type { BatchHandler, DueTaskStore, LeasedTask, TaskHandler } from "./due-tasks.js";
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

/** So many full batches of a kind are under way side by side: while the database writes one the next is decided. */
const batchesAtOnce = 2;

/** Creates the scheduler; the tasks of one claim are under way at a time. */
export function createScheduler<Tx>(deps: SchedulerDeps<Tx>): Scheduler {
  const { store, clock, log } = deps;
  const handlers = new Map(Object.entries(deps.handlers).map(([kind, handler]) => [kind, asBatch(handler)]));
  const atMost = Object.fromEntries([...handlers].map(([kind, handler]) => [kind, mostAtOnce(handler)]));

  const runBatch = async (tasks: readonly LeasedTask[], now: Date): Promise<void> => {
    const lease = holdLease(deps, tasks);
    const handler = handlers.get(tasks[0]?.kind ?? "");
    try {
      await runTasks({ store, handler, lease, now, log, onRan: deps.onRan }, tasks);
    } finally {
      lease.end();
    }
  };

  /** Runs the task that has been due longest, and those that may run with it. Returns whether there was one. */
  const runNext = async (): Promise<boolean> => {
    const now = clock.now();
    const tasks = await store.claim({ now, until: new Date(now.getTime() + leaseMs), atMost });
    const most = handlers.get(tasks[0]?.kind ?? "")?.atMost ?? 1;
    await allEnded(chunksOf(tasks, most).map((batch) => runBatch(batch, now)));
    return tasks.length > 0;
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

/** What is done one at a time keeps its order. */
const mostAtOnce = ({ atMost }: Pick<BatchHandler<never>, "atMost">): number =>
  atMost > 1 ? atMost * batchesAtOnce : 1;

const chunksOf = <Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));

/** Rejects only when none is under way any more. */
async function allEnded(runs: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(runs)).find((run) => run.status === "rejected");
  if (failed) throw failed.reason;
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
