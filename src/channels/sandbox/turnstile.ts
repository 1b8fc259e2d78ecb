/** Lets works go on side by side, and one alone when none of them is under way. */
export interface Turnstile {
  /** Runs the work, after any that wants to be alone. */
  shared<T>(work: () => Promise<T>): Promise<T>;
  /** Runs the work when all that are under way have ended; later ones wait for it. */
  alone<T>(work: () => Promise<T>): Promise<T>;
}

const ended = (work: Promise<unknown>): Promise<void> =>
  work.then(
    () => {},
    () => {},
  );

/** Keeps a reset from falling between a line's commit and its acceptance. */
export function createTurnstile(): Turnstile {
  let gate = Promise.resolve();
  const underWay = new Set<Promise<void>>();
  const opened = async (): Promise<void> => {
    for (let seen: Promise<void> | undefined; seen !== gate; await seen) seen = gate;
  };
  return {
    async shared(work) {
      await opened();
      const running = work();
      const tail = ended(running);
      underWay.add(tail);
      void tail.then(() => underWay.delete(tail));
      return running;
    },
    alone(work) {
      const before = gate;
      const running = (async () => {
        await before;
        await Promise.all(underWay);
        return work();
      })();
      gate = ended(running);
      return running;
    },
  };
}
