/** Something to do at an instant. */
export interface DueTask {
  readonly kind: string;
  /** What it is about; one task per kind and subject. */
  readonly subject: string;
  /**
   * When it fell due: may lie far behind where the service was down or its clock was moved. After a failed run it is the
   * instant of the new try.
   */
  readonly dueAt: Date;
  readonly data: Readonly<Record<string, unknown>>;
  /** Runs so far since it last went well, this one included. */
  readonly attempts: number;
}

/** When the task comes up again. */
export interface NextRun {
  readonly dueAt: Date;
  readonly data: Readonly<Record<string, unknown>>;
}

/** One run of a task; `Tx` is the database's transaction. */
export interface TaskRun<Tx> {
  /** The clock's now, which every task of a late run shares: a handler judges by it, and plans from `task.dueAt` or from it. */
  readonly now: Date;
  /**
   * Ends the task, or sets its next instant, in the transaction of its effects. Throws LeaseLostError when another run
   * took the task over or it was replaced or deleted meanwhile (in the same transaction too). A next instant that is not
   * after `task.dueAt` becomes a second from now: a task must not keep the list busy for ever.
   */
  complete(tx: Tx, next?: NextRun): Promise<void>;
}

/** Does what is due. It commits its effects and `run.complete` in one transaction. */
export type TaskHandler<Tx> = (task: DueTask, run: TaskRun<Tx>) => Promise<void>;

/** The end of a task, or when it comes up again. */
export interface TaskEnd<Task extends DueTask = DueTask> {
  readonly task: Task;
  readonly next?: NextRun | undefined;
}

/** One run of many tasks of a kind. */
export interface BatchRun<Tx> {
  readonly now: Date;
  /** As `TaskRun.complete`, for all tasks of the run together: where one of them is no longer ours, none is completed. */
  complete(tx: Tx, ends: readonly TaskEnd[]): Promise<void>;
}

/** Does many tasks of its kind at once. */
export interface BatchHandler<Tx> {
  /** The most tasks of one run. */
  readonly atMost: number;
  /**
   * Commits the effects of all tasks and `run.complete` in one transaction. Where it throws nothing of it may be
   * committed: it is called again with a part of the tasks, in the end with one, so that one of them does not hold up
   * the others. It reads the facts anew each time.
   */
  readonly handle: (tasks: readonly DueTask[], run: BatchRun<Tx>) => Promise<void>;
}

/** A task that a run holds. Together with `attempts` its instants are the fence against a run that lost its lease. */
export interface LeasedTask extends DueTask {
  /** When the lease runs out: one instant, or two while a renewal is under way. */
  readonly until: readonly Date[];
}

/** Which tasks to take. */
export interface TaskClaim {
  readonly now: Date;
  readonly until: Date;
  /** The most tasks at once by kind; 1 for kinds that are missing. */
  readonly atMost: Readonly<Record<string, number>>;
}

/** The work list of time. */
export interface DueTaskStore<Tx> {
  /** Takes the task that has been due longest, and those of its kind that follow it, until `until`, in their order. */
  claim(request: TaskClaim): Promise<readonly LeasedTask[]>;
  /** Holds the tasks longer; returns how many of them are still ours. */
  renew(tasks: readonly LeasedTask[], until: Date): Promise<number>;
  /** As `BatchRun.complete`. Throws LeaseLostError with the tasks that are no longer ours. */
  complete(tx: Tx, ends: readonly TaskEnd<LeasedTask>[]): Promise<void>;
  /** After a failure: again at `retryAt`. */
  fail(task: LeasedTask, retryAt: Date, error: string): Promise<void>;
  hasDue(now: Date): Promise<boolean>;
  /** When the next task falls due; undefined where there is none. */
  nextDueAt(): Promise<Date | undefined>;
}

/** Another run took tasks over, or they were replaced meanwhile: the effects of this run must not be committed. */
export class LeaseLostError extends Error {
  override readonly name = "LeaseLostError";
  constructor(readonly lost: readonly Pick<DueTask, "kind" | "subject">[]) {
    super(`no longer ours: ${lost.map(({ kind, subject }) => `${kind} ${subject}`).join(", ")}`);
  }
}
