/** Who waits for the bot to accept which line. */
export interface Acceptance {
  /** Resolves when the line is accepted; rejects when it is refused or nothing is heard in time. */
  wait(id: string): Promise<void>;
  /** What became of the line: told to all who wait for it. */
  settle(id: string, error?: Error): void;
}

type Waiter = (error?: Error) => void;

/** @param withinMs how long to wait for a line; it may still be accepted afterwards. */
export function createAcceptance(withinMs: number): Acceptance {
  const waiting = new Map<string, Set<Waiter>>();
  const leave = (id: string, waiter: Waiter): void => {
    const others = waiting.get(id);
    others?.delete(waiter);
    if (others?.size === 0) waiting.delete(id);
  };
  return {
    wait: (id) =>
      new Promise((resolve, reject) => {
        const waiter: Waiter = (error) => {
          clearTimeout(timer);
          leave(id, waiter);
          if (error) reject(error);
          else resolve();
        };
        const timer = setTimeout(
          () => waiter(new Error(`the bot did not take the line within ${withinMs} ms`)),
          withinMs,
        );
        waiting.set(id, (waiting.get(id) ?? new Set()).add(waiter));
      }),
    settle: (id, error) => [...(waiting.get(id) ?? [])].forEach((waiter) => waiter(error)),
  };
}
