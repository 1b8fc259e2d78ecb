/** A work that did not end in time; it may still be going on. */
export class DeadlinePassed extends Error {
  override readonly name = "DeadlinePassed";
}

/** The work's outcome, or a rejection with DeadlinePassed after so many milliseconds. */
export function withinDeadline<T>(work: Promise<T>, ms: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DeadlinePassed(`${what} within ${ms} ms`)), ms);
  });
  return Promise.race([work, deadline]).finally(() => clearTimeout(timer));
}
