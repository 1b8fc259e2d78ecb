import { execFile } from "node:child_process";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { applyMigrations } from "../../src/database/apply-migrations.prisma.js";
import type { OpenedDatabase } from "../../src/database/database.prisma.js";
import { migrationsFolder, readMigrations } from "../../src/database/migration-files.js";
import { silentLog as log } from "../../src/shared/log.js";
import { describeOnEachDatabase } from "../support/database.js";
import { createPostgresqlCopy } from "../support/database-template.js";
import { describeWithPostgres } from "../support/real-parts.js";
import { tempFolder } from "../support/temp-folder.js";

/** A copy of the migrations folder with further ones; a test may change it. */
async function folderWith(more: Readonly<Record<string, string>>): Promise<string> {
  const folder = await tempFolder();
  await cp(migrationsFolder, folder, { recursive: true });
  for (const [name, sql] of Object.entries(more)) {
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, name, "migration.sql"), sql);
  }
  return folder;
}

describeOnEachDatabase("applyMigrations", (open) => {
  let database: OpenedDatabase;
  const names = async (): Promise<string[]> => {
    const rows = await database.prisma.$queryRaw<{ name: string }[]>`
      SELECT migration_name AS name FROM _prisma_migrations WHERE migration_name LIKE '9%' ORDER BY 1`;
    return rows.map(({ name }) => name);
  };
  beforeAll(async () => {
    database = await open();
  });
  afterEach(async () => {
    await database.prisma.$executeRaw`DELETE FROM _prisma_migrations WHERE migration_name LIKE '9%'`;
  });

  it("does nothing when all are applied", async () => {
    expect(await applyMigrations(database, log)).toEqual([]);
  });

  it("applies the missing ones in the order of their names, and notes them as Prisma does", async () => {
    const folder = await folderWith({
      "90000000000002_b": "ALTER TABLE extra ADD COLUMN b int; INSERT INTO extra VALUES (1, 2);",
      "90000000000001_a": "CREATE TABLE extra (a int); DO $$ BEGIN PERFORM 1; END $$;",
    });
    expect(await applyMigrations(database, log, folder)).toEqual(["90000000000001_a", "90000000000002_b"]);
    expect(await applyMigrations(database, log, folder)).toEqual([]);
    const rows = await database.prisma.$queryRaw<object[]>`
      SELECT length(checksum) AS checksum, finished_at IS NOT NULL AS done, applied_steps_count AS steps
      FROM _prisma_migrations WHERE migration_name = '90000000000002_b'`;
    expect(rows).toEqual([{ checksum: 64, done: true, steps: 1 }]);
    await database.prisma.$executeRaw`DROP TABLE extra`;
  });

  it("stops at one that fails, names it and the reason, and keeps what came before it and nothing of it", async () => {
    const folder = await folderWith({
      "90000000000001_good": "SELECT 1;",
      "90000000000002_bad": "CREATE TABLE half (a int);\nALTER TABLE nonsense ADD COLUMN b int;",
    });
    const failing = () => applyMigrations(database, log, folder);
    await expect(failing()).rejects.toMatchObject({
      name: "DatabaseStartError",
      reason: "migration-failed",
      message: expect.stringMatching(
        /Migration 90000000000002_bad failed: relation "nonsense" does not exist\. Nothing of it was kept/,
      ),
    });
    await expect(failing()).rejects.toThrow("90000000000002_bad");
    expect(await names()).toEqual(["90000000000001_good"]);
    const [half] = await database.prisma.$queryRaw<
      { there: boolean }[]
    >`SELECT to_regclass('half') IS NOT NULL AS there`;
    expect(half?.there).toBe(false);
    await writeFile(join(folder, "90000000000002_bad", "migration.sql"), "SELECT 2;");
    expect(await failing()).toEqual(["90000000000002_bad"]);
  });

  it("refuses when an applied one was changed since, but not for its line ends", async () => {
    const folder = await folderWith({ "90000000000001_a": "SELECT 1;\nSELECT 2;\n" });
    const file = join(folder, "90000000000001_a", "migration.sql");
    await applyMigrations(database, log, folder);
    await writeFile(file, "SELECT 1;\r\nSELECT 2;\r\n");
    expect(await applyMigrations(database, log, folder)).toEqual([]);
    await writeFile(file, "SELECT 1;\nSELECT 3;\n");
    await expect(applyMigrations(database, log, folder)).rejects.toMatchObject({
      reason: "migration-edited",
      message: expect.stringContaining("Migration 90000000000001_a was changed"),
    });
  });

  it("refuses to go on after Prisma's CLI left one unfinished, until that is resolved", async () => {
    await database.prisma.$executeRaw`
      INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('1', 'x', '90000000000001_a')`;
    await expect(applyMigrations(database, log)).rejects.toThrow(
      "npx prisma migrate resolve --rolled-back 90000000000001_a",
    );
    await database.prisma.$executeRaw`UPDATE _prisma_migrations SET rolled_back_at = started_at WHERE id = '1'`;
    expect(await applyMigrations(database, log)).toEqual([]);
  });

  it("starts on a database that a newer version has migrated further", async () => {
    await applyMigrations(database, log, await folderWith({ "90000000000001_newer": "SELECT 1;" }));
    expect(await applyMigrations(database, log)).toEqual([]);
  });

  it("refuses an installation without migrations", async () => {
    await expect(applyMigrations(database, log, await tempFolder())).rejects.toThrow("Install the service again");
    await expect(applyMigrations(database, log, "/no/such/folder")).rejects.toThrow("Install the service again");
  });
});

describe("the migrations folder", () => {
  it("is the one that Prisma's CLI uses", async () => {
    expect(await readFile(join(migrationsFolder, "migration_lock.toml"), "utf8")).toContain("postgresql");
  });
});

describeWithPostgres("three services that start at once on an empty PostgreSQL", (server) => {
  it("apply each migration once: one works, the others wait", { timeout: 120_000 }, async () => {
    const copy = await createPostgresqlCopy(server, true);
    onTestFinished(copy.drop);
    const program = fileURLToPath(new URL("migrate-process.ts", import.meta.url));
    const runs = await Promise.all(
      [1, 2, 3].map(() => promisify(execFile)(process.execPath, ["--import", "tsx", program, copy.url])),
    );
    const results = runs.map(({ stdout }) => JSON.parse(stdout) as { applied: string[] });
    const names = (await readMigrations(migrationsFolder)).map(({ name }) => name);
    expect(results.flatMap(({ applied }) => applied).toSorted()).toEqual(names);
  });
});
