import type { DeliveryDeps } from "./deliver-line.js";

const firstWaitMs = 100;
const longestWaitMs = 5000;

/**
 * Writes what is known until it is written: the network cannot be asked again. Gives up, with undefined, only when the
 * dispatcher stops; the line then stays `sending` and the next start settles it.
 */
export async function persist<T>(
  { log, sleep, signal }: Pick<DeliveryDeps, "log" | "sleep" | "signal">,
  write: () => Promise<T>,
): Promise<T | undefined> {
  for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
    try {
      return await write();
    } catch (error) {
      log.error({ err: error }, "what became of a line could not be written down; trying again");
      if (signal.aborted) return undefined;
      await sleep(waitMs, signal);
    }
  }
}
