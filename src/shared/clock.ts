/** The one source of the present instant; everything else is handed `now` or a Clock. */
export interface Clock {
  now(): Date;
}

/** The machine's own time. */
export const systemClock: Clock = { now: () => new Date() };

/** A clock that runs at the machine's pace but can be moved forward; the sandbox shows deadlines with it. */
export interface MovableClock extends Clock {
  /** Milliseconds that this clock is ahead of (or, right after a reset, behind) the machine's time. */
  readonly offsetMs: number;
  setOffset(offsetMs: number): void;
}

/** @param offsetMs where the clock starts, relative to the machine's time. */
export function createMovableClock(offsetMs = 0, base: Clock = systemClock): MovableClock {
  let current = offsetMs;
  return {
    now: () => new Date(base.now().getTime() + current),
    get offsetMs() {
      return current;
    },
    setOffset(next) {
      current = next;
    },
  };
}
