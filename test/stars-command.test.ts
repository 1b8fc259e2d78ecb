import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadConfig } from "../src/config.js";
import { applyMigrations } from "../src/database/apply-migrations.prisma.js";
import { openDatabase } from "../src/database/open-database.prisma.js";
import { silentLog as log } from "../src/shared/log.js";
import { createStarStore } from "../src/stars/star-store.prisma.js";
import { newId } from "../src/shared/ids.js";
import { buildChange } from "./stars/star-builders.js";
import { insertBuilding } from "./stars/star-rows.js";
import { codeOf } from "./support/builders.js";
import { runStars } from "../src/stars-command.js";

const changesInForce = [
  [3, "up", "2026-01-01T00:00:00"],
  [3, "down", "2026-02-05T10:00:00"],
  [3, "withdrawn", "2026-04-13T23:59:59"],
  [3, "restored", "2026-04-14T00:00:00"],
  [4, "down", "2026-03-05T10:00:00"],
  [4, "up", "2025-12-31T23:59:59"],
] as const;

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

describe("louxin stars", { timeout: 120_000 }, () => {
  let dataDir = "";
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "louxin-stars-"));
    const database = await openDatabase({ dataDir, log });
    await applyMigrations(database, log);
    for (const serial of [3, 4]) await insertBuilding(database, serial);
    const store = createStarStore(database);
    for (const [serial, kind, effectiveAt] of changesInForce)
      await database.transaction((tx) =>
        store.insertChange(
          tx,
          buildChange({
            id: newId(),
            buildingCode: codeOf(serial),
            kind,
            stage: "effective",
            effectiveAt: new Date(`${effectiveAt}+08:00`),
          }),
        ),
      );
    await database.transaction((tx) => store.insertChange(tx, buildChange({ id: newId(), kind: "down" })));
    await database.close();
  }, 180_000); // migrating an embedded database takes a second, and a minute on a machine with much else to do
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  it.each([
    [[]],
    [["colours"]],
    [["scheme", "stars"]],
    [["scheme", "grades", "--from", "2027-01-01"]],
    [["scheme", "stars", "--from", "2027-02-30"]],
    [["scheme", "--from", "2027-01-01"]],
    [["scheme", "stars", "more", "--from", "2027-01-01"]],
    [["statistics"]],
    [["statistics", "--from", "2026-01-01"]],
    [["statistics", "--from", "2026-02-01", "--to", "2026-01-01"]],
    [["scheme", "--json"]],
    [["scheme", "--area", "440306"]],
    [["statistics", "--from", "2026-01-01", "--to", "2026-02-01", "--area", "44030"]],
  ])("says how it is used instead of %j", async (argv) => {
    expect(await run("nowhere", ...argv)).toMatchObject({
      code: 2,
      printed: "",
      told: expect.stringContaining("usage: louxin stars"),
    });
  });

  it("counts what took effect from the first to the last day, by street and community", async () => {
    const quarter = ["statistics", "--from", "2026-01-01", "--to", "2026-04-13"];
    const counts = "升星1栋,降星2栋,摘牌1栋,恢复0栋,首评0栋";
    expect(await run(dataDir, ...quarter)).toEqual({
      code: 0,
      printed: `2026-01-01至2026-04-13:${counts}\n西乡街道麻布社区:${counts}\n`,
      told: "",
    });
    expect(JSON.parse((await run(dataDir, ...quarter, "--json")).printed)).toMatchObject({
      up: 1,
      down: 2,
      withdrawn: 1,
      areas: [{ street: "西乡街道", community: "麻布社区", up: 1 }],
    });
    expect((await run(dataDir, ...quarter, "--area", "440306019")).printed).toContain("升星0栋");
    expect(JSON.parse((await run(dataDir, ...quarter, "--area", "440306018003", "--json")).printed)).toMatchObject({
      area: "440306018003",
      down: 2,
    });
    expect((await run(dataDir, "statistics", "--from", "2027-01-01", "--to", "2027-01-02")).printed).toContain(
      "升星0栋",
    );
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
