import { existsSync } from "node:fs";
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadConfig } from "../src/config.js";
import { applyMigrations } from "../src/database/apply-migrations.prisma.js";
import { openDatabase } from "../src/database/open-database.prisma.js";
import { runExport } from "../src/export-command.js";
import { silentLog as log } from "../src/shared/log.js";
import { tempFolder } from "./support/temp-folder.js";

const run = async (dataDir: string, ...argv: readonly string[]) => {
  const printed: string[] = [];
  const told: string[] = [];
  const code = await runExport(argv, loadConfig({ DATA_DIR: dataDir }), {
    print: async (text) => void printed.push(text),
    tell: (line) => void told.push(line),
    log,
  });
  return { code, printed: printed.join(""), told: told.join("\n") };
};

describe("louxin export", { timeout: 60_000 }, () => {
  it.each([
    [[]],
    [["stars"]],
    [["labels", "more"]],
    [["labels", "--since", "2026-02-30"]],
    [["labels", "--since"]],
    [["labels", "--until", "2026-11-26"]],
  ])("says how it is used instead of %j", async (argv) => {
    expect(await run("nowhere", ...argv)).toMatchObject({
      code: 2,
      printed: "",
      told: expect.stringContaining("usage: louxin export labels"),
    });
  });

  it("makes no database where there is none", async () => {
    const folder = await tempFolder();
    await expect(run(folder, "labels")).rejects.toMatchObject({ reason: "missing-database" });
    expect(existsSync(join(folder, "database"))).toBe(false);
  });

  it("says what to do while the service has the embedded database, or has never run on it", async () => {
    const dataDir = await tempFolder();
    const database = await openDatabase({ dataDir, log });
    await expect(run(dataDir, "labels")).rejects.toMatchObject({
      reason: "in-use",
      message: expect.stringContaining("Stop the service, export, and start it again"),
    });
    await database.close();
    const out = join(dataDir, "labels.jsonl");
    await writeFile(out, "older");
    await expect(run(dataDir, "labels", "--out", out)).rejects.toMatchObject({ reason: "migrations-missing" });
    expect(await readFile(out, "utf8")).toBe("older");
    expect(existsSync(`${out}.unfinished`)).toBe(false);
  });

  it("writes a file that only its owner reads, and prints the counts", async () => {
    const dataDir = await tempFolder();
    const database = await openDatabase({ dataDir, log });
    await applyMigrations(database, log);
    await database.close();
    const out = join(dataDir, "labels.jsonl");
    expect(await run(dataDir, "labels", "--since", "2026-11-26", "--out", out)).toEqual({
      code: 0,
      printed: "lines: 0\n",
      told: "",
    });
    expect(await readFile(out, "utf8")).toBe("");
    expect((await stat(out)).mode & 0o777).toBe(0o600);
    expect(await run(dataDir, "labels")).toEqual({ code: 0, printed: "", told: "lines: 0" });
  });
});
