import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Database } from "../../src/database/database.prisma.js";
import { createWriteSheet } from "../../src/database/write-sheet.prisma.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";

const first = "00000000-0000-7000-8000-000000000001";

describeOnEachDatabase("a write sheet", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(() => emptyDatabase(database));

  it("writes nothing before it is sent, then everything, foreign keys in any order", async () => {
    await database.transaction(async (tx) => {
      const sheet = createWriteSheet(tx);
      await sheet.$executeRaw`INSERT INTO role (id, person_id, kind) VALUES (${first}::uuid, ${first}::uuid, ${"tenant"})`;
      await sheet.$executeRaw`INSERT INTO person (id, name) VALUES (${first}::uuid, ${"阿珍"})`;
      expect(await tx.person.count()).toBe(0);
      await sheet.send();
      await sheet.send();
    });
    expect(await database.prisma.role.findMany({ include: { person: true } })).toMatchObject([
      { kind: "tenant", person: { name: "阿珍" } },
    ]);
  });

  it("writes all of it or nothing", async () => {
    const sent = database.transaction(async (tx) => {
      const sheet = createWriteSheet(tx);
      await sheet.$executeRaw`INSERT INTO setting (key, value) VALUES (${"a"}, ${"1"}::jsonb)`;
      await sheet.$executeRaw`INSERT INTO role (id, person_id, kind) VALUES (${first}::uuid, ${first}::uuid, ${"tenant"})`;
      await sheet.send();
    });
    await expect(sent).rejects.toThrow();
    expect(await database.prisma.setting.count()).toBe(0);
  });
});
