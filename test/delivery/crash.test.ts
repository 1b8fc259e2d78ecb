import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../src/database/database.prisma.js";
import type { CrashPoint, DispatcherDeps } from "../../src/delivery/dispatcher.js";
import { createOutbox } from "../../src/delivery/outbox-store.prisma.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";
import { createDeliveryBench, type DeliveryBench } from "../support/delivery-bench.js";
import { buildLine } from "../support/line-builders.js";
import { seededRandom } from "../support/seeded-random.js";

const never = (): Promise<never> => new Promise(() => {});

interface Mortal extends Pick<DispatcherDeps, "outbox"> {
  readonly crashPoint: NonNullable<DispatcherDeps["crashPoint"]>;
  /** Resolves when it is dead and what it had asked of the database is done. */
  readonly died: Promise<void>;
}

/** Parts of a process that dies at the first crash point that `isHere` says; from then on it asks and does nothing more. */
function createMortal(database: Database, isHere: (name: CrashPoint) => boolean): Mortal {
  const asked = new Set<Promise<unknown>>();
  let isDead = false;
  let die: () => void = () => {};
  const died = new Promise<void>((resolve) => (die = resolve));
  const outbox = new Proxy(createOutbox(database), {
    get(target, name) {
      const method = Reflect.get(target, name) as (...args: unknown[]) => Promise<unknown>;
      return (...args: unknown[]) => {
        if (isDead) return never();
        const answer = method(...args);
        const settled: Promise<unknown> = answer.catch(() => {}).finally(() => asked.delete(settled));
        asked.add(settled);
        return answer.then((value) => (isDead ? never() : value));
      };
    },
  });
  return {
    outbox,
    died: died.then(async () => void (await Promise.all(asked))),
    crashPoint(name) {
      isDead ||= isHere(name);
      if (!isDead) return;
      die();
      return never();
    },
  };
}

/** A process that dies at the point while it sends. */
async function dieAt(bench: DeliveryBench, isHere: (name: CrashPoint) => boolean): Promise<void> {
  const { died, ...parts } = createMortal(bench.database, isHere);
  await Promise.race([died, bench.dispatcher(parts).runDue()]);
}

/** The next process: settles, sends all that is left, ends. */
async function liveOn(bench: DeliveryBench): Promise<void> {
  const next = bench.dispatcher();
  await next.start();
  await next.runDue();
  await next.stop();
}

const points = ["claimed", "before-send", "after-send", "before-mark"] as const;

describeOnEachDatabase("a dispatcher that dies", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(() => emptyDatabase(database));

  describe.each(points)("%s", (point) => {
    it("loses and repeats nothing on a network that can tell, not even of two equal lines", async () => {
      const bench = createDeliveryBench(database);
      await bench.put(...["同", "同", "末"].map((text) => buildLine({ text })));
      await dieAt(bench, (name) => name === point);
      await liveOn(bench);
      expect(bench.channel.textsTo("direct:wang")).toEqual(["同", "同", "末"]);
      expect(await bench.states()).toEqual({ 同: "sent", "同#2": "sent", 末: "sent" });
      expect([...new Set(bench.filed)].toSorted()).toEqual(["net-1", "net-2", "net-3"]);
    });

    it("knows the second of two equal lines from the first", async () => {
      const bench = createDeliveryBench(database);
      await bench.put(buildLine({ text: "同" }), buildLine({ text: "同" }));
      let count = 0;
      await dieAt(bench, (name) => name === point && (count += 1) === 2);
      await liveOn(bench);
      expect(bench.channel.textsTo("direct:wang")).toEqual(["同", "同"]);
      expect(await bench.states()).toEqual({ 同: "sent", "同#2": "sent" });
    });

    it("finds lines again that went out merged", async () => {
      const bench = createDeliveryBench(database);
      await bench.put(...["甲", "乙"].map((text) => buildLine({ text, mergeKey: "m" })));
      await dieAt(bench, (name) => name === point);
      await liveOn(bench);
      expect(bench.channel.textsTo("direct:wang")).toEqual(["甲\n\n乙"]);
      expect(await bench.states()).toEqual({ 甲: "sent", 乙: "sent" });
    });

    it("repeats nothing on a network that cannot tell, and puts in doubt only what was handed over", async () => {
      const bench = createDeliveryBench(database, { canLookUpSent: false });
      await bench.put(buildLine({ text: "1" }), buildLine({ text: "2" }));
      await dieAt(bench, (name) => name === point);
      const wentOut = bench.channel.textsTo("direct:wang");
      await liveOn(bench);
      const isInDoubt = point !== "claimed";
      expect(await bench.states()).toEqual({ 1: isInDoubt ? "in-doubt" : "sent", 2: "sent" });
      expect(bench.channel.textsTo("direct:wang")).toEqual(isInDoubt ? [...wentOut, "2"] : ["1", "2"]);
    });

    it("sends an emergency again where the network cannot tell", async () => {
      const bench = createDeliveryBench(database, { canLookUpSent: false });
      await bench.put(buildLine({ text: "煤气", urgency: "emergency" }));
      await dieAt(bench, (name) => name === point);
      const before = bench.channel.sent.length;
      await liveOn(bench);
      expect(bench.channel.sent.length).toBe(before + 1);
      expect(await bench.states()).toEqual({ 煤气: "sent" });
    });
  });

  it.each([1, 2, 3])("sends each of many lines once and in order, whenever it dies (seed %i)", async (seed) => {
    const random = seededRandom(seed);
    const bench = createDeliveryBench(database);
    const chats = ["g1", "g2", "g3", "direct:a", "direct:b"];
    const lines = Array.from({ length: 60 }, (_, index) =>
      buildLine({ text: `${index % 7}`, urgency: "reply", kind: "receipt", chat: chats[index % chats.length] ?? "" }),
    );
    await bench.put(...lines);
    let deaths = 0;
    for (let isOver = false; !isOver;) {
      let left = 1 + Math.floor(random() * 12);
      const { died, ...parts } = createMortal(database, () => (left -= 1) < 0);
      const dispatcher = bench.dispatcher(parts);
      // Stopped as a process that is gone: its poll ends, what hangs in it hangs for ever.
      await dispatcher.start();
      isOver = await Promise.race([died.then(() => false), dispatcher.runDue().then(() => true)]);
      void dispatcher.stop();
      deaths += isOver ? 0 : 1;
    }
    expect(deaths).toBeGreaterThan(10);
    for (const chat of chats)
      expect(bench.channel.textsTo(chat)).toEqual(
        lines.filter((line) => line.ref.chat === chat).map((line) => line.text),
      );
    expect(new Set(Object.values(await bench.states()))).toEqual(new Set(["sent"]));
    expect(new Set(bench.filed).size).toBe(lines.length);
  });

  it("finds a line that a dead process claimed after its successor had looked", async () => {
    const bench = createDeliveryBench(database);
    const minuteMs = 60_000;
    const next = bench.dispatcher();
    await next.runDue();
    await bench.put(buildLine({ text: "1" }), buildLine({ text: "2" }));
    await createOutbox(database).claim({ channel: "fake", account: "bot", now: bench.now, limit: 1, mergeLimit: 1 });
    await next.runDue();
    expect(await bench.states()).toEqual({ 1: "sending", 2: "queued" });
    bench.now = new Date(bench.now.getTime() + minuteMs);
    await next.runDue();
    expect(bench.channel.textsTo("direct:wang")).toEqual(["1", "2"]);
  });

  it("asks again when the network does not answer at the start, and sends nothing to that chat before", async () => {
    const bench = createDeliveryBench(database);
    await bench.put(buildLine({ text: "1" }), buildLine({ text: "2" }), buildLine({ text: "x", chat: "g1" }));
    await dieAt(bench, (name) => name === "after-send");
    let outages = 1;
    const findSent: typeof bench.channel.findSent = (line, since) =>
      outages-- > 0
        ? Promise.reject(new Error("not logged in yet"))
        : (bench.channel.findSent?.(line, since) ?? Promise.resolve([]));
    const next = bench.dispatcher({ channel: { ...bench.channel, findSent } });
    await next.start();
    await next.runDue();
    await next.stop();
    expect(bench.channel.textsTo("direct:wang")).toEqual(["1", "2"]);
    expect(await bench.states()).toEqual({ 1: "sent", 2: "sent", x: "sent" });
  });
});
