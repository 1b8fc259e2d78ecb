import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Database } from "../../src/database/database.prisma.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";

describeOnEachDatabase("transaction", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(() => emptyDatabase(database));
  const setting = (key: string) => ({ data: { key, value: key } });

  it("keeps what was written when the work resolves", async () => {
    await database.transaction((tx) => tx.setting.create(setting("a")));
    expect(await database.prisma.setting.count()).toBe(1);
  });

  it("keeps nothing when the work rejects", async () => {
    const work = database.transaction(async (tx) => {
      await tx.setting.create(setting("a"));
      throw new Error("no");
    });
    await expect(work).rejects.toThrow("no");
    expect(await database.prisma.setting.count()).toBe(0);
  });

  it("goes on after a statement failed inside a transaction", async () => {
    await expect(database.transaction((tx) => tx.$executeRaw`SELECT 1 / 0`)).rejects.toThrow("division by zero");
    await database.transaction((tx) => tx.setting.create(setting("a")));
    expect(await database.prisma.setting.count()).toBe(1);
  });

  it("rejects when the commit fails", async () => {
    await database.prisma.$executeRaw`CREATE TABLE late (a int UNIQUE DEFERRABLE INITIALLY DEFERRED)`;
    await expect(database.transaction((tx) => tx.$executeRaw`INSERT INTO late VALUES (1), (1)`)).rejects.toThrow();
    const [row] = await database.prisma.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM late`;
    expect(row?.count).toBe(0);
    await database.prisma.$executeRaw`DROP TABLE late`;
  });

  it("runs many at once", async () => {
    await Promise.all(
      Array.from({ length: 100 }, (_, n) => database.transaction((tx) => tx.setting.create(setting(`${n}`)))),
    );
    expect(await database.prisma.setting.count()).toBe(100);
  });

  it("writes and reads instants as they are, whatever the time zone of the server", async () => {
    const at = new Date("2026-11-26T23:59:58.123+08:00");
    await database.transaction((tx) =>
      tx.dueTask.create({ data: { kind: "test", subject: "1", dueAt: at, data: {} } }),
    );
    const [row] = await database.prisma.$queryRaw<{ epoch: number; due_at: Date }[]>`
      SELECT extract(epoch FROM due_at)::float8 * 1000 AS epoch, due_at FROM due_task`;
    expect(row?.epoch).toBe(at.getTime());
    expect(row?.due_at).toEqual(at);
    expect((await database.prisma.dueTask.findFirstOrThrow()).dueAt).toEqual(at);
  });

  it("takes arrays of instants, texts and numbers in raw SQL", async () => {
    const at = new Date("2026-11-26T23:59:58.123+08:00");
    await database.prisma.$executeRaw`
      INSERT INTO due_task (kind, subject, due_at, data, attempts)
      SELECT kind, subject, due_at, '{}', attempts
      FROM unnest(${["a", "b"]}::text[], ${["1", "2"]}::text[], ${[at, at]}::timestamptz[], ${[3, 4]}::int[])
        AS row(kind, subject, due_at, attempts)`;
    const rows = await database.prisma.dueTask.findMany({ orderBy: { kind: "asc" } });
    expect(rows.map(({ kind, attempts, dueAt }) => ({ kind, attempts, dueAt }))).toEqual([
      { kind: "a", attempts: 3, dueAt: at },
      { kind: "b", attempts: 4, dueAt: at },
    ]);
  });
});
