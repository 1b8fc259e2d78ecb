import { beforeAll, expect, it } from "vitest";
import { deleteAllRows } from "../../src/database/delete-all-rows.prisma.js";
import type { Database } from "../../src/database/database.prisma.js";
import { describeOnEachDatabase } from "../support/database.js";

const code = "4403060040050000303";

describeOnEachDatabase("deleting all rows", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });

  /** Of small, large and append-only tables, and of one that refers to another. */
  const fill = async (): Promise<{ readonly auditId: bigint }> => {
    const { prisma } = database;
    const place = { name: "3栋", estate: "华侨新村", address: "", community: "440306004005", street: "440306004" };
    await prisma.building.create({ data: { ...place, code, grid: "44030600400503" } });
    await prisma.unit.create({ data: { code: `${code}000301`, buildingCode: code, room: "301" } });
    // Rows of many small ones: one large value would be compressed.
    await prisma.$executeRaw`INSERT INTO setting SELECT i::text, '{}'::jsonb FROM generate_series(1, 30000) AS i`;
    const hash = "0".repeat(64);
    const at = new Date("2026-11-26T00:00:00Z");
    const entry = await prisma.auditEntry.create({
      data: { at, actor: "a", action: "b", subject: "c", detail: {}, prev: hash, hash },
    });
    return { auditId: entry.id };
  };
  const counts = async (): Promise<unknown> => {
    const { prisma } = database;
    const tables = [prisma.building.count(), prisma.unit.count(), prisma.setting.count(), prisma.auditEntry.count()];
    return Promise.all(tables);
  };

  it("does nothing where there never was a row", async () => {
    await deleteAllRows(database);
    expect(await counts()).toEqual([0, 0, 0, 0]);
  });

  it.each(["the first time", "again"])("leaves no row and starts the counters again, %s", async () => {
    expect(await fill()).toEqual({ auditId: 1n });
    expect(await counts()).toEqual([1, 1, 30_000, 1]);
    await deleteAllRows(database);
    expect(await counts()).toEqual([0, 0, 0, 0]);
  });

  it("leaves the migrations' own table", async () => {
    await deleteAllRows(database);
    const [row] = await database.prisma.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM _prisma_migrations`;
    expect(row?.count).toBeGreaterThan(0);
  });
});
