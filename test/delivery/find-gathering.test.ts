import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Database } from "../../src/database/database.prisma.js";
import { findGathering } from "../../src/delivery/find-gathering.prisma.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";
import { createDeliveryBench } from "../support/delivery-bench.js";
import { testDeliveryRules } from "../support/delivery-rules.js";
import { buildLine } from "../support/line-builders.js";

const at = (time: string): Date => new Date(`2026-11-26T${time}:00+08:00`);

describeOnEachDatabase("when a group hears of a new case", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(() => emptyDatabase(database));

  const receipt = (text: string, chat = "g1") => buildLine({ text, chat, kind: "receipt", urgency: "reply" });
  const find = (now: Date) => findGathering({ database, rules: testDeliveryRules.receipts }, receipt("").ref, now);

  it("is at once, until it got or is about to get its lines; other kinds and chats do not count", async () => {
    const bench = createDeliveryBench(database);
    bench.now = at("19:00");
    await bench.put(receipt("1"), receipt("x", "g2"), buildLine({ text: "y", chat: "g1", kind: "closed" }));
    await bench.dispatcher().runDue();
    expect(await find(at("19:01"))).toBeUndefined();
    await bench.put(receipt("2"));
    expect(await find(at("19:01"))).toEqual(at("19:10"));
    await bench.dispatcher().runDue();
    expect(await find(at("19:10"))).toEqual(at("19:20"));
    expect(await find(at("20:01"))).toBeUndefined();
  });
});
