/** Runs the given work when all work given before has settled. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>;

/** Work one after the other, in the order given; one that fails does not stop the next. */
export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(() => undefined); // only its end matters here; the caller gets the failure
    return turn;
  };
}
