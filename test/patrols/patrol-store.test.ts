import { beforeAll, beforeEach, expect, it } from "vitest";
import type { OpenedDatabase } from "../../src/database/database.prisma.js";
import type { PatrolEntry } from "../../src/patrols/patrol.js";
import type { PatrolStore } from "../../src/patrols/patrol-store.js";
import { createPatrolStore, writePatrols } from "../../src/patrols/patrol-store.prisma.js";
import { type MessageId, newId, type PersonId } from "../../src/shared/ids.js";
import { createStarStore } from "../../src/stars/star-store.prisma.js";
import { codeOf } from "../support/builders.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";
import { buildChange } from "../stars/star-builders.js";
import { insertBuilding } from "../stars/star-rows.js";

const at = new Date("2026-12-01T09:00:00+08:00");

describeOnEachDatabase("the patrol log", (open) => {
  let database: OpenedDatabase;
  let store: PatrolStore;
  let head: PersonId;
  beforeAll(async () => {
    database = await open();
    store = createPatrolStore(database);
  });
  beforeEach(async () => {
    await emptyDatabase(database);
    for (const serial of [3, 4, 5]) await insertBuilding(database, serial);
    head = await person("伟叔");
  });

  const person = async (name: string, mergedInto?: PersonId): Promise<PersonId> => {
    const id = newId<PersonId>();
    await database.prisma.person.create({ data: { id, name, ...(mergedInto ? { mergedInto } : {}) } });
    return id;
  };
  const buildEntry = (over: Partial<PatrolEntry> = {}): PatrolEntry => ({
    id: newId<string>(),
    buildingCode: codeOf(3),
    personId: head,
    side: "house",
    day: "2026-12-01",
    part: "morning",
    isNormal: true,
    words: "早巡完 3栋正常",
    messageId: newId<MessageId>(),
    at,
    ...over,
  });
  const write = (...entries: readonly PatrolEntry[]): Promise<void> =>
    database.transaction((tx) => writePatrols(tx, entries));
  const december = { from: "2026-12-01", to: "2026-12-31" };

  it("keeps a report once, and each that says something else", async () => {
    await write(buildEntry(), buildEntry());
    await write(buildEntry());
    expect(await store.findOf(head, december)).toEqual([
      { buildingCode: codeOf(3), side: "house", day: "2026-12-01", part: "morning", isNormal: true },
    ]);
    await write(
      buildEntry({ isNormal: false }),
      buildEntry({ part: "noon" }),
      buildEntry({ day: "2026-12-02" }),
      buildEntry({ buildingCode: codeOf(4) }),
      buildEntry({ side: "staff" }),
      buildEntry({ personId: await person("兰姐") }),
    );
    expect(await store.findOf(head, december)).toHaveLength(6);
    expect(await store.findOf(head, { from: "2026-12-02", to: "2026-12-02" })).toHaveLength(1);
  });

  it("finds also what somebody logged before they were known to be the same person", async () => {
    await write(buildEntry({ personId: await person("小号", head) }));
    expect(await store.findOf(head, december)).toHaveLength(1);
  });

  it("is never changed but for words that were taken back", async () => {
    await write(buildEntry());
    const change = (sql: string): Promise<number> => database.prisma.$executeRawUnsafe(sql);
    await expect(change("UPDATE patrol SET is_normal = false")).rejects.toThrow("append-only");
    await expect(change("UPDATE patrol SET words = '别的'")).rejects.toThrow("append-only");
    await expect(change("DELETE FROM patrol")).rejects.toThrow("append-only");
    expect(await change("UPDATE patrol SET words = ''")).toBe(1);
  });

  it("tells for each building of a grid the star in force and the last time that staff looked", async () => {
    const stars = createStarStore(database);
    const change = { stage: "effective", kind: "withdrawn", toStar: null, effectiveAt: at } as const;
    const worker = await person("覃工");
    await database.transaction(async (tx) => {
      await stars.insertChange(tx, buildChange({ ...change, id: newId(), buildingCode: codeOf(4) }));
    });
    await write(
      buildEntry({ personId: worker, side: "staff", day: "2026-11-20" }),
      buildEntry({ personId: worker, side: "staff", day: "2026-11-28" }),
      buildEntry({ day: "2026-12-01" }),
    );
    const grid = codeOf(3).slice(0, 14);
    expect(await store.findRounds([grid])).toEqual([
      { code: codeOf(3), name: "3栋", since: "2026-11-28" },
      { code: codeOf(4), name: "4栋", since: "2025-01-01", star: null },
      { code: codeOf(5), name: "5栋", since: "2025-01-01" },
    ]);
    expect(await store.findRounds(["44030601800306"])).toEqual([]);
  });
});
