import { once } from "node:events";
import { Redis } from "ioredis";
import { afterAll, describe, expect, it } from "vitest";
import { createMemoryPacer } from "../../src/delivery/pacer.memory.js";
import { createRedisPacer } from "../../src/delivery/pacer.redis.js";
import type { Pacer } from "../../src/delivery/pacer.js";
import { silentLog } from "../../src/shared/log.js";
import { describeWithRedis } from "../support/real-parts.js";

/** Far from any real instant, so that no key of a running service is meant. */
const start = 1_000_000;
let count = 0;
const freshKey = (): string => `test-${process.pid}-${(count += 1)}`;

/** What every pacer does. */
function describePacer(create: () => Pacer): void {
  it("gives places one gap apart", async () => {
    const pacer = create();
    const key = freshKey();
    const waits = [];
    for (let place = 0; place < 4; place += 1) waits.push(await pacer.reserve(key, 3000, start));
    expect(waits).toEqual([0, 3000, 6000, 9000]);
  });

  it("lets a line go at the gap, not a millisecond before", async () => {
    const pacer = create();
    const [early, exact] = [freshKey(), freshKey()];
    await pacer.reserve(early, 3000, start);
    await pacer.reserve(exact, 3000, start);
    expect(await pacer.reserve(early, 3000, start + 2999)).toBe(1);
    expect(await pacer.reserve(exact, 3000, start + 3000)).toBe(0);
  });

  it("saves nothing up while nobody sends", async () => {
    const pacer = create();
    const key = freshKey();
    await pacer.reserve(key, 3000, start);
    expect(await pacer.reserve(key, 3000, start + 60_000)).toBe(0);
    expect(await pacer.reserve(key, 3000, start + 60_000)).toBe(3000);
  });

  it("keeps keys apart", async () => {
    const pacer = create();
    await pacer.reserve(freshKey(), 3000, start);
    expect(await pacer.reserve(freshKey(), 3000, start)).toBe(0);
  });

  it("never holds up a network without a pace, whatever its clock did", async () => {
    const pacer = create();
    const key = freshKey();
    expect(await pacer.reserve(key, 0, start + 1_000_000)).toBe(0);
    expect(await pacer.reserve(key, 0, start)).toBe(0);
  });

  it("begins anew when the clock was set back", async () => {
    const pacer = create();
    const key = freshKey();
    await pacer.reserve(key, 100, start + 864_000_000);
    expect(await pacer.reserve(key, 100, start)).toBe(0);
    expect(await pacer.reserve(key, 100, start)).toBe(100);
  });
}

describe("memory pacer", () => describePacer(createMemoryPacer));

describeWithRedis("Redis pacer", (url) => {
  const connections: Redis[] = [];
  const connect = (): Redis => {
    const redis = new Redis(url, { maxRetriesPerRequest: 1, enableOfflineQueue: false, lazyConnect: true });
    redis.on("error", () => {});
    connections.push(redis);
    return redis;
  };
  const ready = connect();
  const connected = ready.connect();
  afterAll(() => connections.forEach((redis) => redis.disconnect()));
  const create = (redis: Redis = ready): ReturnType<typeof createRedisPacer> => {
    const pacer = createRedisPacer(redis, createMemoryPacer(), silentLog);
    return {
      get lonePlaces() {
        return pacer.lonePlaces;
      },
      reserve: async (...place) => {
        await connected;
        return pacer.reserve(...place);
      },
    };
  };
  describePacer(create);

  it("shares the pace between processes, and counts nothing as lost", async () => {
    const [one, other] = [create(), create()];
    const key = freshKey();
    const waits = await Promise.all([one, other, one, other].map((pacer) => pacer.reserve(key, 3000, start)));
    expect(waits.toSorted((a, b) => a - b)).toEqual([0, 3000, 6000, 9000]);
    expect(one.lonePlaces + other.lonePlaces).toBe(0);
  });

  it("forgets keys by itself", async () => {
    const key = freshKey();
    await create().reserve(key, 3000, start);
    expect(await ready.pttl(`louxin:pace:${key}`)).toBeGreaterThan(0);
  });

  it("keeps to a quarter of the pace of its own while Redis is lost, and comes back", async () => {
    const redis = connect();
    await redis.connect();
    const pacer = create(redis);
    const key = freshKey();
    expect(await pacer.reserve(key, 1000, start)).toBe(0);
    const ended = once(redis, "end");
    redis.disconnect();
    await ended;
    expect(await pacer.reserve(key, 1000, start)).toBe(4000);
    expect(await pacer.reserve(key, 1000, start)).toBe(8000);
    expect(pacer.lonePlaces).toBe(2);
    await redis.connect();
    expect(await pacer.reserve(key, 1000, start + 8000)).toBe(1000);
    expect(pacer.lonePlaces).toBe(2);
  });

  it("remembers its own last line when Redis is emptied", async () => {
    const pacer = create();
    const key = freshKey();
    await pacer.reserve(key, 1000, start);
    await ready.del(`louxin:pace:${key}`);
    expect(await pacer.reserve(key, 1000, start)).toBe(1000);
  });

  it("does not wait for a Redis that hangs", async () => {
    const hanging = { eval: () => new Promise(() => {}) } as unknown as Redis;
    const pacer = create(hanging);
    const key = freshKey();
    expect(await pacer.reserve(key, 1000, start)).toBe(0);
    expect(await pacer.reserve(key, 1000, start)).toBe(4000);
    expect(pacer.lonePlaces).toBe(2);
  });
});
