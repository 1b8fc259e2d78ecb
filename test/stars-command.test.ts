import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadConfig } from "../src/config.js";
import { applyMigrations } from "../src/database/apply-migrations.prisma.js";
import { openDatabase } from "../src/database/open-database.prisma.js";
import { silentLog as log } from "../src/shared/log.js";
import { runStars } from "../src/stars-command.js";

const run = async (dataDir: string, ...argv: readonly string[]) => {
  const printed: string[] = [];
  const told: string[] = [];
  const code = await runStars(argv, loadConfig({ DATA_DIR: dataDir }), {
    print: async (text) => void printed.push(text),
    tell: (line) => void told.push(line),
    log,
  });
  return { code, printed: printed.join(""), told: told.join("\n") };
};

describe("louxin stars", { timeout: 60_000 }, () => {
  let dataDir = "";
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "louxin-stars-"));
    const database = await openDatabase({ dataDir, log });
    await applyMigrations(database, log);
    await database.close();
  });
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  it.each([
    [[]],
    [["colours"]],
    [["scheme", "stars"]],
    [["scheme", "grades", "--from", "2027-01-01"]],
    [["scheme", "stars", "--from", "2027-02-30"]],
    [["scheme", "--from", "2027-01-01"]],
    [["scheme", "stars", "more", "--from", "2027-01-01"]],
  ])("says how it is used instead of %j", async (argv) => {
    expect(await run("nowhere", ...argv)).toMatchObject({
      code: 2,
      printed: "",
      told: expect.stringContaining("usage: louxin stars"),
    });
  });

  it("sets the scheme from a day on, never for days that are over", async () => {
    expect(await run(dataDir, "scheme")).toEqual({ code: 0, printed: "现在:stars\n", told: "" });
    expect(await run(dataDir, "scheme", "stars-graded", "--from", "2020-01-01")).toMatchObject({
      code: 1,
      told: expect.stringContaining("2020-01-01已经过去了"),
    });
    expect((await run(dataDir, "scheme", "stars-graded", "--from", "2999-01-01")).code).toBe(0);
    expect((await run(dataDir, "scheme")).printed).toBe("现在:stars\n2999-01-01起:stars-graded\n");
  });
});
