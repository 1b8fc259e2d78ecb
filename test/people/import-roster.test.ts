import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Database } from "../../src/database/database.prisma.js";
import { importRows, type PlacedRow } from "../../src/people/import-roster.prisma.js";
import { createPeopleStore } from "../../src/people/people-store.prisma.js";
import { buildBuilding } from "../support/buildings.js";
import { codeOf } from "../support/builders.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";

const now = new Date("2026-11-26T09:00:00+08:00");
const row = (over: Partial<PlacedRow> = {}): PlacedRow => ({
  buildingCode: codeOf(3),
  role: "landlord",
  name: "陈伯",
  ...over,
});

describeOnEachDatabase("a roster", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await emptyDatabase(database);
    const { aliases: _, ...building } = buildBuilding(3);
    await database.prisma.building.create({ data: building });
  });
  const run = (...rows: PlacedRow[]) => database.transaction((tx) => importRows(tx, rows, now));

  it("gives people without an id on any network, with a verified role", async () => {
    expect(await run(row({ last4: "1234" }), row({ role: "tenant", name: "小王", room: "502" }))).toEqual({
      added: 2,
      known: 0,
      ended: 0,
    });
    expect(await createPeopleStore(database, { now: () => now }).findUnlinked(codeOf(3))).toMatchObject([
      { name: "陈伯", role: "landlord", last4: "1234" },
      { name: "小王", role: "tenant", room: "502" },
    ]);
    const roles = await database.prisma.role.findMany({ orderBy: { id: "asc" } });
    expect(roles).toMatchObject([
      { kind: "landlord", verifiedHow: "名册", verifiedAt: now, room: null },
      { kind: "tenant", room: "502" },
    ]);
    expect(await database.prisma.identity.count()).toBe(0);
  });

  it("changes nothing the second time, and only adds digits and rooms that were missing", async () => {
    const rows = [row(), row({ name: "兰姐", last4: "5678" })];
    await run(...rows);
    expect(await run(...rows, ...rows)).toEqual({ added: 0, known: 4, ended: 0 });
    expect(await run(row({ last4: "1234" }), row({ name: "兰姐" }))).toMatchObject({ added: 0, known: 2 });
    const entries = await database.prisma.rosterEntry.findMany({ orderBy: { id: "asc" } });
    expect(entries.map((one) => one.phoneLast4)).toEqual(["1234", "5678"]);
    expect(await database.prisma.person.count()).toBe(2);
    expect(await database.prisma.role.count()).toBe(2);
  });

  it("tells two of one name apart by their digits", async () => {
    expect(await run(row({ last4: "1234" }), row({ last4: "5678" }), row({ last4: "1234" }))).toMatchObject({
      added: 2,
      known: 1,
    });
  });

  it("does not give a role again that staff ended", async () => {
    await run(row());
    await database.prisma.role.updateMany({ data: { endedAt: now } });
    expect(await run(row())).toEqual({ added: 0, known: 1, ended: 1 });
    expect(await database.prisma.role.count({ where: { endedAt: null } })).toBe(0);
  });
});
