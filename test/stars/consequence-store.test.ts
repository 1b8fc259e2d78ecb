import { beforeAll, beforeEach, expect, it } from "vitest";
import type { OpenedDatabase } from "../../src/database/database.prisma.js";
import { type MessageId, newId, type PersonId } from "../../src/shared/ids.js";
import type { ConsequenceEntry, ConsequenceWrite } from "../../src/stars/consequence-entry.js";
import type { ConsequenceStore } from "../../src/stars/consequence-store.js";
import { createConsequenceStore, writeConsequences } from "../../src/stars/consequence-store.prisma.js";
import { codeOf } from "../support/builders.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";

const at = (day: string): Date => new Date(`${day}T10:00:00+08:00`);
const changeId = newId<string>();
const worker = newId<PersonId>();
const buildEntry = (over: Partial<ConsequenceEntry> = {}): ConsequenceEntry => ({
  id: newId(),
  buildingCode: codeOf(3),
  changeId,
  kind: "interview",
  grantedAt: at("2026-12-11"),
  ...over,
});
const granted = (over: Partial<ConsequenceEntry> = {}): ConsequenceWrite => ({
  kind: "granted",
  entry: buildEntry(over),
});
const done = (id: string, day: string, by = worker): ConsequenceWrite => ({
  kind: "done",
  id,
  by,
  at: at(day),
  messageId: newId<MessageId>(),
  isWaived: false,
});

describeOnEachDatabase("what follows from stars", (open) => {
  let database: OpenedDatabase;
  let store: ConsequenceStore;
  beforeAll(async () => {
    database = await open();
    store = createConsequenceStore(database);
  });
  beforeEach(() => emptyDatabase(database));
  const write = (...writes: readonly ConsequenceWrite[]): Promise<void> =>
    database.transaction((tx) => writeConsequences(tx, writes));
  const asked = (area: string, since = at("2026-12-01")) => store.findAsked([area], since);

  it("is granted once for a change, and not mixed with what people grant", async () => {
    await write(granted(), granted());
    await write(granted());
    await database.prisma.incentive.create({
      data: { id: newId(), buildingCode: codeOf(3), kind: "good-deed", points: 1, grantedAt: at("2026-12-01") },
    });
    expect(await store.findOpen(codeOf(3))).toEqual([buildEntry({ id: expect.any(String) as unknown as string })]);
    expect(await store.findOpen(codeOf(4))).toEqual([]);
  });

  it("is closed by the first who did it, and ends only while it is open", async () => {
    const [first, second] = [buildEntry(), buildEntry({ kind: "green-lane" })];
    await write({ kind: "granted", entry: first }, { kind: "granted", entry: second });
    await write(done(first.id, "2026-12-12"), done(first.id, "2026-12-13", newId<PersonId>()));
    await write(
      { kind: "ended", id: first.id, at: at("2026-12-14") },
      { kind: "ended", id: second.id, at: at("2026-12-14") },
    );
    await write(done(second.id, "2026-12-15"));
    expect(await store.findOpen(codeOf(3))).toEqual([]);
    const rows = await database.prisma.incentive.findMany({ orderBy: { kind: "desc" } });
    expect(rows).toMatchObject([
      { kind: "interview", doneAt: at("2026-12-12"), doneBy: worker, endedAt: null },
      { kind: "green-lane", doneAt: null, endedAt: at("2026-12-14") },
    ]);
  });

  it("tells staff of their areas what was asked of them, open or done not long ago", async () => {
    const [one, other] = [buildEntry(), buildEntry({ kind: "supervision-order" })];
    await write(
      { kind: "granted", entry: one },
      { kind: "granted", entry: other },
      granted({ kind: "recommended-list" }),
    );
    await write(done(one.id, "2026-12-12"));
    expect((await asked(codeOf(3).slice(0, 14))).map(({ kind, doneBy }) => [kind, doneBy])).toEqual([
      ["interview", worker],
      ["supervision-order", undefined],
    ]);
    expect((await asked(codeOf(3).slice(0, 9), at("2026-12-13"))).map(({ kind }) => kind)).toEqual([
      "supervision-order",
    ]);
    expect(await asked("44030601800306")).toEqual([]);
  });
});
