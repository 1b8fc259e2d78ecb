/** Lets lines of one account through at its pace, the most urgent first. */
export interface Turnstile {
  /** Resolves true when the line may go, false when the turnstile was closed before. Lower lanes go first. */
  pass(lane: number): Promise<boolean>;
}

/** What a turnstile is made of. */
export interface TurnstileDeps {
  /** Takes the next place of the account; returns the milliseconds until it. */
  readonly reserve: () => Promise<number>;
  /** Resolves after the time, or at once when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
}

interface Waiting {
  readonly lane: number;
  readonly open: (mayGo: boolean) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Creates a turnstile. A place is given to whoever is the most urgent when it comes up, not when it was reserved, so an
 * emergency waits for one place at most, however many lines wait.
 */
export function createTurnstile({ reserve, sleep, signal }: TurnstileDeps): Turnstile {
  const waiting: Waiting[] = [];
  let isTurning = false;

  const turn = async (): Promise<void> => {
    isTurning = true;
    try {
      while (waiting.length > 0) {
        const waitMs = await reserve();
        if (waitMs > 0) await sleep(waitMs, signal);
        const first = Math.min(...waiting.map((one) => one.lane));
        const [next] = waiting.splice(
          waiting.findIndex((one) => one.lane === first),
          1,
        );
        next?.open(!signal.aborted);
      }
    } catch (error) {
      for (const one of waiting.splice(0)) one.fail(error);
    } finally {
      isTurning = false;
    }
  };
  return {
    pass: (lane) =>
      new Promise((open, fail) => {
        waiting.push({ lane, open, fail });
        if (!isTurning) void turn();
      }),
  };
}
