import type { Clock } from "../shared/clock.js";
import type { Log } from "../shared/log.js";
import type { DueTask, DueTaskStore, LeasedTask } from "./due-tasks.js";

/** How long a run that shows no sign of life keeps its tasks, in milliseconds. */
export const leaseMs = 60_000;
/** A run shows one this often. */
const renewEveryMs = leaseMs / 3;

/** What keeps tasks ours while a long run works on them. */
export interface Lease {
  /** The task with the instants that it is held by now. */
  holding(task: DueTask): LeasedTask;
  /** Whether to renew; not while a transaction is open: on PGlite a renewal waits for it. */
  renewing(isOn: boolean): void;
  /** Renews no more. A renewal under way is not waited for. */
  end(): void;
}

/** Keeps the tasks of one claim. */
export function holdLease(
  {
    store,
    clock,
    log,
  }: { readonly store: Pick<DueTaskStore<never>, "renew">; readonly clock: Clock; readonly log: Log },
  claimed: readonly LeasedTask[],
): Lease {
  const byKey = new Map(claimed.map((task) => [keyOf(task), task]));
  let until = claimed[0]?.until ?? [];
  let isRenewing = true;
  const renew = async (): Promise<void> => {
    if (!isRenewing) return;
    const next = new Date(clock.now().getTime() + leaseMs);
    const before = until;
    until = [...before, next];
    try {
      await store.renew(
        claimed.map((task) => ({ ...task, until: before })),
        next,
      );
      until = [next];
    } catch (error) {
      log.warn({ err: error, kind: claimed[0]?.kind }, "the lease of due tasks could not be renewed");
    }
  };
  const timer = setInterval(() => void renew(), renewEveryMs);
  return {
    holding(task) {
      const leased = byKey.get(keyOf(task));
      if (!leased) throw new Error(`task ${keyOf(task)} is not of this run`);
      return { ...leased, until };
    },
    renewing(isOn) {
      isRenewing = isOn;
    },
    end: () => clearInterval(timer),
  };
}

const keyOf = ({ kind, subject }: DueTask): string => `${kind} ${subject}`;
