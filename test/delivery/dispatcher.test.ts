import { beforeAll, beforeEach, expect, it, vi } from "vitest";
import { SendRejected } from "../../src/channels/channel.js";
import type { Database } from "../../src/database/database.prisma.js";
import { createOutbox } from "../../src/delivery/outbox-store.prisma.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";
import { createDeliveryBench } from "../support/delivery-bench.js";
import { buildLine } from "../support/line-builders.js";

const at = (time: string): Date => new Date(`2026-11-26T${time}+08:00`);
const never = (): Promise<never> => new Promise(() => {});

describeOnEachDatabase("dispatcher", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(() => emptyDatabase(database));

  it("sends what is due, in order, files it and notes the network's id", async () => {
    const bench = createDeliveryBench(database);
    await bench.put(buildLine({ text: "1" }), buildLine({ text: "2" }), buildLine({ text: "x", chat: "g1" }));
    const dispatcher = bench.dispatcher();
    expect(await dispatcher.isIdle()).toBe(false);
    await dispatcher.runDue();
    expect(bench.channel.textsTo("direct:wang")).toEqual(["1", "2"]);
    expect(bench.channel.textsTo("g1")).toEqual(["x"]);
    expect(bench.filed.toSorted()).toEqual(["net-1", "net-2", "net-3"]);
    expect(await bench.states()).toEqual({ 1: "sent", 2: "sent", x: "sent" });
    expect(await dispatcher.isIdle()).toBe(true);
  });

  it("sends by itself once started, when it is woken", async () => {
    const bench = createDeliveryBench(database);
    const dispatcher = bench.dispatcher();
    await dispatcher.start();
    await bench.put(buildLine({ text: "1" }));
    dispatcher.wake();
    await vi.waitFor(async () => expect(await bench.states()).toEqual({ 1: "sent" }));
    await dispatcher.stop();
    await bench.put(buildLine({ text: "2" }));
    dispatcher.wake();
    await dispatcher.runDue();
    expect(await bench.states()).toEqual({ 1: "sent", 2: "queued" });
    await dispatcher.start();
    await dispatcher.runDue();
    await dispatcher.stop();
    expect(await bench.states()).toEqual({ 1: "sent", 2: "sent" });
  });

  it("tries a refused line again later, and gives up after the last try", async () => {
    const bench = createDeliveryBench(database);
    const dispatcher = bench.dispatcher();
    const refuse = (): Promise<never> => Promise.reject(new SendRejected("too fast", true));
    bench.channel.faults.push(refuse, refuse, refuse);
    await bench.put(buildLine({ text: "1" }));
    await dispatcher.runDue();
    expect(await dispatcher.nextDueAt()).toEqual(at("09:00:02"));
    bench.now = at("09:00:02");
    await dispatcher.runDue();
    expect(await dispatcher.nextDueAt()).toEqual(at("09:00:12"));
    bench.now = at("09:00:12");
    await dispatcher.runDue();
    expect(await bench.states()).toEqual({ 1: "failed" });
    expect(bench.channel.sent).toEqual([]);
  });

  it("gives up at once where another try cannot help, and goes on with the chat", async () => {
    const bench = createDeliveryBench(database);
    bench.channel.faults.push(() => Promise.reject(new SendRejected("no such group", false)));
    await bench.put(buildLine({ text: "1" }), buildLine({ text: "2" }));
    await bench.dispatcher().runDue();
    expect(await bench.states()).toEqual({ 1: "failed", 2: "sent" });
  });

  it("never repeats a line of which it is not known whether it went out", async () => {
    const bench = createDeliveryBench(database);
    bench.channel.faults.push(() => Promise.reject(new Error("no answer in 20 seconds")));
    await bench.put(buildLine({ text: "1" }), buildLine({ text: "2" }));
    const dispatcher = bench.dispatcher();
    await dispatcher.runDue();
    await dispatcher.start();
    await dispatcher.stop();
    expect(await bench.states()).toEqual({ 1: "in-doubt", 2: "sent" });
    const ref = { channel: "fake", account: "bot", chat: "direct:wang" };
    await dispatcher.onEcho({ ref, externalId: "late", text: "1", sentAt: bench.now });
    expect(await bench.states()).toEqual({ 1: "confirmed", 2: "sent" });
    expect(bench.filed).toEqual(["net-1", "late"]);
  });

  it("confirms what the network shows, whether before or after its receipt", async () => {
    const bench = createDeliveryBench(database);
    const dispatcher = bench.dispatcher();
    bench.channel.faults.push(async ({ ref, text }) => {
      await dispatcher.onEcho({ ref, externalId: "early", text, sentAt: bench.now });
      return { externalId: "early", sentAt: bench.now };
    });
    await bench.put(buildLine({ text: "1" }), buildLine({ text: "2" }));
    await dispatcher.runDue();
    await dispatcher.onEcho({ ref: buildLine().ref, externalId: "net-1", text: "2", sentAt: bench.now });
    expect(await bench.states()).toEqual({ 1: "confirmed", 2: "confirmed" });
  });

  it("lets an emergency through while every hand waits for a network that hangs", async () => {
    const bench = createDeliveryBench(database);
    bench.channel.faults.push(...Array.from({ length: 50 }, () => never));
    await bench.put(...Array.from({ length: 60 }, (_, index) => buildLine({ chat: `g${index}` })));
    const dispatcher = bench.dispatcher();
    await dispatcher.start();
    await vi.waitFor(() => expect(bench.channel.faults).toEqual([]));
    await bench.put(buildLine({ text: "煤气", chat: "g0", urgency: "emergency" }));
    dispatcher.wake();
    await vi.waitFor(() => expect(bench.channel.textsTo("g0")).toEqual(["煤气"]));
    expect(bench.channel.sent.length).toBe(1);
    // The hanging sends never end; the poll does.
    void dispatcher.stop();
  });

  it("claims nothing while the account is not ready", async () => {
    const bench = createDeliveryBench(database);
    await bench.put(buildLine({ text: "1" }));
    const dispatcher = bench.dispatcher();
    dispatcher.onStatus("logged-out");
    await dispatcher.runDue();
    expect(await bench.states()).toEqual({ 1: "queued" });
    dispatcher.onStatus("ready");
    await dispatcher.runDue();
    expect(await bench.states()).toEqual({ 1: "sent" });
  });

  it("writes down what went out when the database is back, and never sends it again", async () => {
    const bench = createDeliveryBench(database);
    const outbox = createOutbox(database);
    let outages = 3;
    const markSent: typeof outbox.markSent = (line, receipt) =>
      outages-- > 0 ? Promise.reject(new Error("connection lost")) : outbox.markSent(line, receipt);
    await bench.put(buildLine({ text: "1" }));
    await bench.dispatcher({ outbox: { ...outbox, markSent } }).runDue();
    expect(bench.channel.textsTo("direct:wang")).toEqual(["1"]);
    expect(await bench.states()).toEqual({ 1: "sent" });
  });

  it("marks a line that could not be filed, and files it at the second try", async () => {
    const bench = createDeliveryBench(database);
    let failures = 1;
    await bench.put(buildLine({ text: "1" }));
    await bench
      .dispatcher({
        async archiveOwn(_, receipt) {
          if (failures-- > 0) throw new Error("no partition");
          bench.filed.push(receipt.externalId ?? "");
        },
      })
      .runDue();
    expect(await bench.states()).toEqual({ 1: "sent" });
    expect(bench.filed).toEqual(["net-1"]);
  });

  it("puts a line back that could not be made ready", async () => {
    const bench = createDeliveryBench(database);
    let failures = 1;
    const policyOf = async (): Promise<{ linesPerDay: number; isSilent: boolean }> => {
      if (failures-- > 0) throw new Error("connection lost");
      return { linesPerDay: 3, isSilent: false };
    };
    await bench.put(buildLine({ text: "1", chat: "g1" }));
    const dispatcher = bench.dispatcher({ policyOf });
    await dispatcher.runDue();
    expect(await bench.states()).toEqual({ 1: "queued" });
    bench.now = at("09:00:02");
    await dispatcher.runDue();
    expect(await bench.states()).toEqual({ 1: "sent" });
  });
});
