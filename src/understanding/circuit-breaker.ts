import type { Clock } from "../shared/clock.js";

/** Leaves a peer alone that failed several times in a row. */
export interface CircuitBreaker {
  /** Whether the peer may be asked now. Each yes must be followed by `succeed` or `fail`. */
  mayAsk(): boolean;
  succeed(): void;
  /** True where this failure opened the circuit. */
  fail(): boolean;
}

/** Closed at first. After `failures` in a row it is open for `restMs`; then one trial decides. */
export function createCircuitBreaker(
  clock: Clock,
  { failures, restMs }: { readonly failures: number; readonly restMs: number },
): CircuitBreaker {
  let inARow = 0;
  let openedAt: Date | undefined;
  let isOnTrial = false;
  return {
    mayAsk() {
      if (openedAt === undefined) return true;
      const restedMs = clock.now().getTime() - openedAt.getTime();
      // A clock that was set back must not keep the circuit open.
      if (isOnTrial || (restedMs >= 0 && restedMs < restMs)) return false;
      isOnTrial = true;
      return true;
    },
    succeed() {
      inARow = 0;
      openedAt = undefined;
      isOnTrial = false;
    },
    fail() {
      inARow += 1;
      // What was under way when the circuit opened does not prolong the rest.
      const opens = openedAt === undefined ? inARow >= failures : isOnTrial;
      if (opens) openedAt = clock.now();
      isOnTrial = false;
      return opens;
    },
  };
}
