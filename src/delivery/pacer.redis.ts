import type { Redis } from "ioredis";
import type { Log } from "../shared/log.js";
import { mostGapsAhead, type Pacer } from "./pacer.js";

// GCRA without a burst: the key holds the last place given out, and expires when it no longer matters.
const script = `
local now, gap = tonumber(ARGV[1]), tonumber(ARGV[2])
local last = redis.call('GET', KEYS[1])
local at = now
if last then
  local free = tonumber(last) + gap
  if free > now and free - now <= gap * tonumber(ARGV[3]) then at = free end
end
redis.call('SET', KEYS[1], string.format('%.0f', at), 'PX', string.format('%.0f', at - now + gap + 1000))
return string.format('%.0f', at - now)`;

/** Where Redis is lost each process keeps to this part of the rate, as if as many others sent besides it. */
const lostShare = 4;
/** Redis that does not answer in this time counts as lost. */
const answerWithinMs = 500;

/** A pacer that tells how often it had to do without Redis. */
export interface RedisPacer extends Pacer {
  /** Places given out by this process alone, since its start. */
  readonly lonePlaces: number;
}

/**
 * Pacing shared by all processes of an installation. Where Redis is lost it falls back to a stricter pace of its own,
 * counts it, and logs that it begins and ends. Give it a connection with `enableOfflineQueue: false`.
 */
export function createRedisPacer(redis: Redis, alone: Pacer, log: Log): RedisPacer {
  let lonePlaces = 0;
  let isLost = false;
  return {
    get lonePlaces() {
      return lonePlaces;
    },
    async reserve(key, gapMs, nowMs) {
      if (gapMs <= 0) return 0;
      try {
        const waitMs = Number(await answered(redis.eval(script, 1, `louxin:pace:${key}`, nowMs, gapMs, mostGapsAhead)));
        if (isLost) log.info({ lonePlaces }, "Redis is back: the pace is shared again");
        isLost = false;
        // The place is taken here too: a Redis that is lost or emptied does not make us forget our own last line.
        return waitMs + (await alone.reserve(key, gapMs, nowMs + waitMs));
      } catch (error) {
        if (!isLost) log.warn({ err: error }, "Redis is away: sending at a quarter of the pace until it is back");
        isLost = true;
        lonePlaces += 1;
        return alone.reserve(key, gapMs * lostShare, nowMs);
      }
    },
  };
}

async function answered<T>(asked: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Redis did not answer in ${answerWithinMs} ms`)), answerWithinMs);
  });
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}
