import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadConfig } from "../src/config.js";
import { applyMigrations } from "../src/database/apply-migrations.prisma.js";
import { openDatabase } from "../src/database/open-database.prisma.js";
import { runImport } from "../src/import-command.js";
import { silentLog as log } from "../src/shared/log.js";
import { writeXlsx } from "../src/shared/write-xlsx.js";
import { buildBuilding } from "./support/buildings.js";
import { codeOf } from "./support/builders.js";

describe("louxin import roster", { timeout: 60_000 }, () => {
  let dataDir = "";
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "louxin-import-"));
    const database = await openDatabase({ dataDir, log });
    await applyMigrations(database, log);
    for (const serial of [3, 4]) {
      const { aliases: _, ...building } = buildBuilding(serial);
      await database.prisma.building.create({ data: building });
    }
    const { aliases: _, ...twin } = buildBuilding(9, { name: "4栋", estate: "麻布新村" });
    await database.prisma.building.create({ data: twin });
    await database.close();
  });
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  const run = async (...argv: readonly string[]) => {
    const printed: string[] = [];
    const told: string[] = [];
    const code = await runImport(argv, loadConfig({ DATA_DIR: dataDir }), {
      print: async (text) => void printed.push(text),
      tell: (line) => void told.push(line),
      log,
    });
    return { code, printed: printed.join(""), told };
  };
  const file = async (name: string, ...lines: readonly string[]): Promise<string> => {
    const path = join(dataDir, name);
    await writeFile(path, `${lines.join("\n")}\n`);
    return path;
  };
  const persons = async (): Promise<number> => {
    const database = await openDatabase({ dataDir, log });
    const count = await database.prisma.person.count();
    await database.close();
    return count;
  };

  it.each([
    [[]],
    [["houses", "x.csv"]],
    [["roster"]],
    [["roster", "x.csv", "y.csv"]],
    [["roster", "x.csv", "--force"]],
    [["roster", "x.csv", "--datum", "gcj02"]],
    [["buildings", "x.csv", "--datum", "mars"]],
    [["template", "roster", "x.xlsx"]],
    [["rollback"]],
  ])("says how it is used instead of %j", async (argv) => {
    const { code, printed, told } = await run(...argv);
    expect({ code, printed }).toEqual({ code: 2, printed: "" });
    expect(told).toEqual([expect.stringMatching(/^usage: louxin import buildings\|units FILE/u)]);
  });

  it("tells each wrong row with its line and reason, and writes none of the others", async () => {
    const path = await file(
      "wrong.csv",
      "楼栋,身份,姓名,手机后四位,房号",
      "3栋,房东,陈伯,1234,",
      "99栋,房东,兰姐,,",
      "4栋,国王,,12345678901,",
      "4403060180030500003,二房东,阿勇,,",
      "4403990180030500003,楼栋长,伟叔,,",
    );
    const { code, told } = await run("roster", path);
    expect(code).toBe(1);
    expect(told).toEqual([
      "第3行:没有楼栋“99栋”",
      expect.stringMatching(/^第4行:身份“国王”不认得.*;没写姓名;手机只要后四位,不要写全号;叫“4栋”的有好几栋/u),
      expect.stringMatching(/^第6行:第5—6位应是06/u),
      "共5行,3行不对,一行也没有写入。",
    ]);
    expect(await persons()).toBe(0);
  });

  it("only checks with --dry-run, then writes, and the second time finds everybody", async () => {
    const path = await file(
      "roster.csv",
      "building,role,name,phone-last4,room,remark",
      "三栋,landlord,陈伯,1234,,好说话",
      "华侨新村4栋,租客,小王,,502,",
      `${codeOf(3)},楼栋长,伟叔,,,`,
    );
    expect(await run("roster", path, "--dry-run")).toEqual({
      code: 0,
      printed: "共3行,都可以导入;这次只检查,没有写入。\n",
      told: [],
    });
    expect(await persons()).toBe(0);
    expect((await run("roster", path)).printed).toBe("共3行:新增3人,已有0人。\n");
    expect((await run("roster", path)).printed).toBe("共3行:新增0人,已有3人。\n");
    expect(await persons()).toBe(3);
  });

  it("says so where the file is not there, is empty, or is no table", async () => {
    expect(await run("roster", join(dataDir, "nowhere.csv"))).toMatchObject({ code: 1, told: ["文件读不了:ENOENT"] });
    const empty = await run("roster", await file("empty.csv", "building,role,name"));
    expect(empty).toMatchObject({ code: 1, told: [expect.stringContaining("表里没有数据"), expect.anything()] });
    const broken = await run("roster", await file("broken.csv", "building,role,name", '3栋,房东,"陈伯'));
    expect(broken).toMatchObject({ code: 1, told: [expect.stringContaining("表格读不下去")] });
  });

  it("writes an empty table, and takes it back filled in, whatever its columns are called", async () => {
    const empty = join(dataDir, "empty.xlsx");
    expect(await run("template", "buildings", empty)).toMatchObject({ code: 0, printed: `空表写在 ${empty}\n` });
    expect((await run("buildings", empty)).told).toEqual([
      expect.stringContaining("表里没有数据"),
      "共0行,0行不对,一行也没有写入。",
    ]);
    const path = join(dataDir, "storeys.xlsx");
    const rows = [
      ["楼号码", "几层"],
      [codeOf(3), "7"],
      [codeOf(4), "五"],
    ];
    await writeFile(path, writeXlsx([{ name: "数据", rows }]));
    const map = await file("map.yaml", "楼号码: 楼栋编码", "几层: 层数");
    expect((await run("buildings", path, "--map", join(dataDir, "no.yaml"))).told).toEqual([
      expect.stringContaining("对照表"),
    ]);
    const failed = join(dataDir, "failed.csv");
    const { told } = await run("buildings", path, "--map", map, "--failed", failed);
    expect(told).toContain("第3行:层数“五”不是整数");
    expect(await readFile(failed, "utf8")).toContain(`${codeOf(4)},五,3,层数“五”不是整数`);
    await writeFile(path, writeXlsx([{ name: "数据", rows: rows.slice(0, 2) }]));
    expect((await run("buildings", path, "--map", map)).printed).toContain("共1行:新增0栋,更新1栋,没有变化0栋");
  });
});
