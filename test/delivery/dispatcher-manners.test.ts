import { beforeAll, beforeEach, expect, it, vi } from "vitest";
import type { Database } from "../../src/database/database.prisma.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";
import { createDeliveryBench } from "../support/delivery-bench.js";
import { buildLine } from "../support/line-builders.js";

const at = (time: string): Date => new Date(`2026-11-26T${time}+08:00`);

describeOnEachDatabase("dispatcher's manners", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(() => emptyDatabase(database));

  it("holds notices and group lines through the night, late answers to a group too, not emergencies and private answers", async () => {
    const bench = createDeliveryBench(database);
    bench.now = at("22:00:00");
    await bench.put(
      buildLine({ text: "notice", chat: "a" }),
      buildLine({ text: "group", chat: "g", urgency: "group" }),
      buildLine({ text: "reply", chat: "direct:b", urgency: "reply" }),
      buildLine({ text: "late answer", chat: "h", urgency: "reply" }),
      buildLine({ text: "emergency", chat: "g", urgency: "emergency" }),
    );
    const dispatcher = bench.dispatcher();
    await dispatcher.runDue();
    expect(await bench.states()).toEqual({
      notice: "queued",
      group: "queued",
      "late answer": "queued",
      reply: "sent",
      emergency: "sent",
    });
    expect(await dispatcher.isIdle()).toBe(true);
    expect(await dispatcher.nextDueAt()).toEqual(new Date("2026-11-27T08:00:00+08:00"));
    bench.now = new Date("2026-11-27T08:00:00+08:00");
    await dispatcher.runDue();
    expect(await bench.states()).toMatchObject({ notice: "sent", group: "sent" });
  });

  it("spares a group that has heard its lines of the day, except what its rules exempt", async () => {
    const bench = createDeliveryBench(database);
    const put = (text: string, over: Parameters<typeof buildLine>[0]) =>
      bench.put(buildLine({ text, chat: "g1", urgency: "reply", ...over }));
    await put("1", { kind: "receipt" });
    await put("2", {});
    await put("e", { urgency: "emergency" });
    await put("3", { kind: "receipt" });
    await put("4", {});
    await put("5", { kind: "receipt" });
    await put("private", { chat: "direct:wang" });
    await bench.dispatcher().runDue();
    const sent = "sent";
    expect(await bench.states()).toEqual({
      1: sent,
      2: sent,
      e: sent,
      3: sent,
      4: "withdrawn",
      5: sent,
      private: sent,
    });
    bench.now = new Date("2026-11-27T09:00:00+08:00");
    await put("6", {});
    await bench.dispatcher().runDue();
    expect(await bench.states()).toMatchObject({ 6: sent });
  });

  it("sends merged lines as one", async () => {
    const bench = createDeliveryBench(database);
    await bench.put(buildLine({ text: "甲", mergeKey: "m" }), buildLine({ text: "乙", mergeKey: "m" }));
    await bench.dispatcher().runDue();
    expect(bench.channel.textsTo("direct:wang")).toEqual(["甲\n\n乙"]);
    expect(await bench.states()).toEqual({ 甲: "sent", 乙: "sent" });
  });

  it("keeps the pace of the chat and the account", async () => {
    const bench = createDeliveryBench(database, { rate: { perChatMs: 3000, perAccountMs: 1000 } });
    const waits: number[] = [];
    await bench.put(buildLine({ text: "1" }), buildLine({ text: "2" }), buildLine({ text: "x", chat: "g1" }));
    await bench.dispatcher({ sleep: async (ms) => void waits.push(ms) }).runDue();
    // The clock stands still: one second for the account's second line, then three for the chat's second and two for the account's third.
    expect(waits.toSorted((a, b) => a - b)).toEqual([1000, 2000, 3000]);
  });

  it("puts lines that wait for their pace back when it stops, and finishes those handed over", async () => {
    const bench = createDeliveryBench(database, { rate: { perChatMs: 0, perAccountMs: 60_000 } });
    let answer: () => void = () => {};
    bench.channel.faults.push(
      () => new Promise((resolve) => (answer = () => resolve({ externalId: "n", sentAt: bench.now }))),
    );
    await bench.put(buildLine({ text: "handed over", chat: "a" }));
    const sleep = (_: number, signal: AbortSignal): Promise<void> =>
      new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
    const dispatcher = bench.dispatcher({ sleep });
    await dispatcher.start();
    await vi.waitFor(() => expect(bench.channel.faults).toEqual([]));
    await bench.put(buildLine({ text: "waiting", chat: "b" }));
    dispatcher.wake();
    await vi.waitFor(async () =>
      expect(await bench.states()).toEqual({ "handed over": "sending", waiting: "sending" }),
    );
    const stopped = dispatcher.stop();
    answer();
    await stopped;
    expect(await bench.states()).toEqual({ "handed over": "sent", waiting: "queued" });
    expect((await database.prisma.outboxLine.findFirstOrThrow({ where: { text: "waiting" } })).attempts).toBe(0);
  });
});
