import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Database } from "../../src/database/database.prisma.js";
import { createFindLastTold, type FindLastTold } from "../../src/delivery/last-told.prisma.js";
import { createOutbox, enqueueLines } from "../../src/delivery/outbox-store.prisma.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";
import { buildLine } from "../support/line-builders.js";

const at = (time: string): Date => new Date(`2026-11-26T${time}:00+08:00`);

describeOnEachDatabase("what a chat was told last", (open) => {
  let database: Database;
  let findLastTold: FindLastTold;
  beforeAll(async () => {
    database = await open();
    findLastTold = createFindLastTold(database);
  });
  beforeEach(() => emptyDatabase(database));

  const chats = ["direct:wang", "direct:li"].map((chat) => buildLine({ chat }).ref);
  const reminders = { kinds: ["reminder"], since: at("00:00") };

  it("is the newest line of the kinds that went out, by the time of its decision", async () => {
    const outbox = createOutbox(database);
    for (const [kind, decided] of [
      ["reminder", "09:00"],
      ["reminder", "10:00"],
      ["notice", "11:00"],
    ] as const) {
      const line = buildLine({ kind, chat: "direct:wang" });
      await database.transaction((tx) => enqueueLines(tx, [line], at(decided)));
      const [claimed] = await outbox.claim({ ...line.ref, now: at("12:00"), limit: 1, mergeLimit: 1 });
      if (!claimed) throw new Error("nothing was claimed");
      await outbox.depart(claimed, at("12:00"));
      await outbox.markSent(claimed, { externalId: decided, sentAt: at("12:00") });
    }
    expect(await findLastTold(chats, reminders)).toEqual(new Map([["fake bot direct:wang", at("10:00")]]));
    expect(await findLastTold(chats, { ...reminders, since: at("13:00") })).toEqual(new Map());
  });

  it("is nothing while the line waits, and where nobody is asked about", async () => {
    await database.transaction((tx) => enqueueLines(tx, [buildLine({ kind: "reminder" })], at("09:00")));
    expect(await findLastTold(chats, reminders)).toEqual(new Map());
    expect(await findLastTold([], reminders)).toEqual(new Map());
  });
});
