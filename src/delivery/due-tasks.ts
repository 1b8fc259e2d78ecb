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

/** A task that a run holds. Together with `attempts` its instants are the fence against a run that lost its lease. */
export interface LeasedTask extends DueTask {
  /** When the lease runs out: one instant, or two while a renewal is under way. */
  readonly until: readonly Date[];
}

/** The work list of time. */
export interface DueTaskStore<Tx> {
  /** Takes the task that has been due longest, until `until`; nothing where none is due. */
  claim(now: Date, until: Date): Promise<LeasedTask | undefined>;
  /** Holds the task longer; false where it is no longer ours. */
  renew(task: LeasedTask, until: Date): Promise<boolean>;
  /** As `TaskRun.complete`. */
  complete(tx: Tx, task: LeasedTask, next?: NextRun): Promise<void>;
  /** After a failure: again at `retryAt`. */
  fail(task: LeasedTask, retryAt: Date, error: string): Promise<void>;
  hasDue(now: Date): Promise<boolean>;
  /** When the next task falls due; undefined where there is none. */
  nextDueAt(): Promise<Date | undefined>;
}

/** Another run took the task over, or it was replaced meanwhile: the effects of this run must not be committed. */
export class LeaseLostError extends Error {
  override readonly name = "LeaseLostError";
  constructor(task: Pick<DueTask, "kind" | "subject">) {
    super(`task ${task.kind} ${task.subject} is no longer ours`);
  }
}
