import type { Log } from "../shared/log.js";

/** Work that is looked for when somebody calls, and every second besides. */
export interface WakeLoop {
  /** Begins to look; the first look is at once. */
  start(): void;
  /** Looks now, or once more after the look that is under way. Does nothing before `start`. */
  wake(): void;
  /** Resolves when a look that began after this call has ended; works without `start` too. */
  run(): Promise<void>;
  isRunning(): boolean;
  /** Ends the looking; resolves when the look under way has ended. */
  stop(): Promise<void>;
}

/** The longest that anything due waits when nobody calls: real time, whatever the service's clock says. */
const pollMs = 1000;

/**
 * Creates a loop around `look`, which is never under way twice; a look that fails is logged and tried at the next poll.
 * A long look asks `shouldEnd` between its steps.
 */
export function createWakeLoop(
  look: (shouldEnd: () => boolean) => Promise<void>,
  { log, what }: { readonly log: Log; readonly what: string },
): WakeLoop {
  let running: Promise<void> | undefined;
  let isWanted = false;
  let isStopping = false;
  let timer: NodeJS.Timeout | undefined;

  const lookWhileWanted = async (): Promise<void> => {
    while (isWanted) {
      isWanted = false;
      try {
        await look(() => isStopping);
      } catch (error) {
        log.error({ err: error }, `${what}: failed, trying again at the next poll`);
      }
    }
    running = undefined;
  };
  const run = (): Promise<void> => {
    isWanted = true;
    return (running ??= lookWhileWanted());
  };
  const wake = (): void => {
    if (timer) void run();
  };
  return {
    start() {
      timer ??= setInterval(wake, pollMs);
      wake();
    },
    wake,
    run,
    isRunning: () => running !== undefined,
    async stop() {
      clearInterval(timer);
      timer = undefined;
      isWanted = false;
      isStopping = true;
      await running;
      isStopping = false;
    },
  };
}
