import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadConfig } from "../src/config.js";
import { applyMigrations } from "../src/database/apply-migrations.prisma.js";
import { openDatabase } from "../src/database/open-database.prisma.js";
import { runRate } from "../src/rate-command.js";
import { silentLog as log } from "../src/shared/log.js";
import { insertBuilding, insertHazard } from "./stars/star-rows.js";
import { codeOf } from "./support/builders.js";
import { tempFolder } from "./support/temp-folder.js";

const run = async (dataDir: string, ...argv: readonly string[]) => {
  const printed: string[] = [];
  const told: string[] = [];
  const code = await runRate(argv, loadConfig({ DATA_DIR: dataDir }), {
    print: async (text) => void printed.push(text),
    tell: (line) => void told.push(line),
    log,
  });
  return { code, printed: printed.join(""), told: told.join("\n") };
};

const rulesWith = async (from: string, to: string): Promise<string> => {
  const file = join(await tempFolder(), "new.yaml");
  await writeFile(file, (await readFile("templates/rules/stars.yaml", "utf8")).replace(from, to));
  return file;
};

describe("louxin rate", { timeout: 120_000 }, () => {
  let dataDir = "";
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "louxin-rate-"));
    const database = await openDatabase({ dataDir, log });
    await applyMigrations(database, log);
    for (const serial of [3, 4]) await insertBuilding(database, serial);
    await insertHazard(database, 3);
    await database.close();
  }, 180_000); // migrating an embedded database takes a second, and a minute on a machine with much else to do
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  it.each([[["--as-of", "2026-02-30"]], [["--as-of"]], [["--rules"]], [["all"]], [["--write"]]])(
    "says how it is used instead of %j",
    async (argv) => {
      expect(await run("nowhere", ...argv)).toMatchObject({
        code: 2,
        printed: "",
        told: expect.stringContaining("usage: louxin rate"),
      });
    },
  );

  it("tells what tonight's rating would change, and changes nothing", async () => {
    const first = await run(dataDir, "--as-of", "2026-11-26");
    expect(first).toMatchObject({ code: 0, told: "" });
    expect(first.printed).toContain("2026-11-26,和现在挂的星级比:2栋里2栋会变。这是预览,什么都没有写入。");
    expect(first.printed).toContain("西乡街道麻布社区:2栋(升2,降0)");
    expect(first.printed).toContain(`${codeOf(3)} 麻布社区3栋 无星→3星`);
    expect(await run(dataDir, "--as-of", "2026-11-26")).toEqual(first);
    const database = await openDatabase({ dataDir, log });
    expect([await database.prisma.starRating.count(), await database.prisma.starChange.count()]).toEqual([0, 0]);
    await database.close();
  });

  it("tells as JSON what other rules would change", async () => {
    const file = await rulesWith("{ maxStar: 3, words: 有较大", "{ maxStar: 1, words: 有较大");
    const { printed } = await run(dataDir, "--as-of", "2026-11-26", "--rules", file, "--json");
    expect(JSON.parse(printed)).toMatchObject({
      asOf: "2026-11-26",
      comparedWith: "2026-11-5",
      rated: 2,
      moved: 1,
      transitions: [{ from: 3, to: 1, buildings: 1 }],
      areas: [{ street: "西乡街道", community: "麻布社区", moved: 1, up: 0, down: 1 }],
      buildings: [{ code: codeOf(3), name: "3栋", from: 3, to: 1, why: ["有较大隐患逾期"] }],
    });
  });

  it("refuses rules that cannot be used, with each place and its cure, before it opens anything", async () => {
    const file = await rulesWith("maxStepUp: 1", "maxStepsUp: 1");
    expect(await run("nowhere", "--rules", file)).toEqual({
      code: 1,
      printed: "",
      told: expect.stringMatching(/new\.yaml: line \d+, procedure\.maxStepsUp: .*did you mean maxStepUp\?/u),
    });
    expect(await run("nowhere", "--rules", "no-such.yaml")).toMatchObject({ code: 1 });
  });
});
