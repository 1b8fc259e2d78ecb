import { mostGapsAhead, type Pacer } from "./pacer.js";

/** Above so many keys, those whose last place lies an hour back are dropped. */
const mostKeys = 10_000;
const forgottenAfterMs = 3_600_000;

/** The pacing of one process (GCRA without a burst). */
export function createMemoryPacer(): Pacer {
  const lastPlace = new Map<string, number>();
  return {
    async reserve(key, gapMs, nowMs) {
      const free = (lastPlace.get(key) ?? -Infinity) + gapMs;
      const at = free > nowMs && free - nowMs <= gapMs * mostGapsAhead ? free : nowMs;
      lastPlace.set(key, at);
      if (lastPlace.size > mostKeys)
        for (const [one, last] of lastPlace) if (last < nowMs - forgottenAfterMs) lastPlace.delete(one);
      return at - nowMs;
    },
  };
}
