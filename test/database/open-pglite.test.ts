import { mkdir, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { applyMigrations } from "../../src/database/apply-migrations.prisma.js";
import { openDatabase } from "../../src/database/open-database.prisma.js";
import { silentLog as log } from "../../src/shared/log.js";
import { openPgliteCopy } from "../support/database-template.js";
import { tempFolder } from "../support/temp-folder.js";

const withRow = { data: { key: "a", value: 1 } };

describe("openDatabase without DATABASE_URL", { timeout: 60_000 }, () => {
  it("makes the database, applies the migrations once, keeps the data, and lets one process in", async () => {
    const dataDir = join(await tempFolder(), "data");
    await mkdir(join(dataDir, "database.unfinished"), { recursive: true });
    await writeFile(join(dataDir, "database.unfinished", "half"), "left by a process that was killed");
    const first = await openDatabase({ dataDir, log });
    expect(await applyMigrations(first, log)).toContain("20261126000000_init");
    await first.prisma.setting.create(withRow);
    await expect(openDatabase({ dataDir, log })).rejects.toMatchObject({ reason: "in-use" });
    await first.close();
    await first.close();

    const second = await openDatabase({ dataDir, log });
    expect(await applyMigrations(second, log)).toEqual([]);
    expect(await second.prisma.setting.count()).toBe(1);
    await second.close();
    expect(existsSync(join(dataDir, "database.unfinished"))).toBe(false);
    expect(existsSync(join(dataDir, "database.lock"))).toBe(false);
  });
});

describe("a transaction on PGlite", { timeout: 60_000 }, () => {
  it("refuses the outer client and a second transaction at once, instead of waiting for itself", async () => {
    const database = await openPgliteCopy();
    const inside = "inside a transaction only its own client may be used";
    await expect(database.transaction(() => database.prisma.setting.count())).rejects.toThrow(inside);
    await expect(database.transaction(() => database.prisma.$queryRaw`SELECT 1`)).rejects.toThrow(inside);
    await expect(database.transaction(() => database.transaction(async () => 1))).rejects.toThrow(inside);
    await expect(database.transaction(() => database.prisma.$transaction([]))).resolves.toEqual([]);
    expect(await database.prisma.setting.count()).toBe(0);
    await database.close();
  });

  it("lets work that a transaction left running use the outer client after it", async () => {
    const database = await openPgliteCopy();
    let letGo = (): void => undefined;
    const committed = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const { later } = await database.transaction(async (tx) => {
      await tx.setting.create(withRow);
      return { later: committed.then(() => database.prisma.setting.count()) };
    });
    letGo();
    expect(await later).toBe(1);
    await database.close();
  });
});
