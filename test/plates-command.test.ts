import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadConfig } from "../src/config.js";
import { applyMigrations } from "../src/database/apply-migrations.prisma.js";
import { openDatabase } from "../src/database/open-database.prisma.js";
import { runPlates } from "../src/plates-command.js";
import { newId } from "../src/shared/ids.js";
import { silentLog as log } from "../src/shared/log.js";
import { createStarStore } from "../src/stars/star-store.prisma.js";
import { buildChange } from "./stars/star-builders.js";
import { insertBuilding } from "./stars/star-rows.js";
import { codeOf } from "./support/builders.js";

const publicUrl = "https://louxin.example.cn";

describe("louxin plates", { timeout: 120_000 }, () => {
  let dataDir = "";
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "louxin-plates-"));
    const database = await openDatabase({ dataDir, log });
    await applyMigrations(database, log);
    for (const serial of [3, 4]) await insertBuilding(database, serial);
    await database.prisma.building.update({ where: { code: codeOf(4) }, data: { address: 'A,"B"' } });
    const change = buildChange({
      id: newId(),
      buildingCode: codeOf(4),
      toStar: 4,
      stage: "effective",
      effectiveAt: new Date("2026-08-18T10:00:00+08:00"),
      plateNumber: "0180030500004-260818",
    });
    const store = createStarStore(database);
    await store.transaction((tx) => store.insertChange(tx, change));
    await database.close();
  }, 180_000);
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  const run = async (argv: readonly string[], env: Readonly<Record<string, string>> = { PUBLIC_URL: publicUrl }) => {
    const printed: string[] = [];
    const told: string[] = [];
    const code = await runPlates(argv, loadConfig({ DATA_DIR: dataDir, ...env }), {
      print: async (text) => void printed.push(text),
      tell: (line) => void told.push(line),
      log,
    });
    return { code, printed: printed.join(""), told: told.join("\n") };
  };
  const tokenIn = (text: string): string => /\/p\/([\w-]{22})\n/u.exec(text)?.[1] ?? "";

  it.each([
    [[]],
    [["token"]],
    [["token", codeOf(3), "more"]],
    [["token", codeOf(3), "--csv"]],
    [["list"]],
    [["list", "--area", "44030"]],
    [["list", "--area", "440306", "--renew"]],
    [["list", codeOf(3), "--area", "440306"]],
    [["show"]],
  ])("says how it is used instead of %j", async (argv) => {
    expect(await run(argv)).toMatchObject({
      code: 2,
      printed: "",
      told: expect.stringContaining("usage: louxin plates"),
    });
  });

  it("tells the same address again until it is replaced", async () => {
    const first = await run(["token", codeOf(3)]);
    const token = tokenIn(first.printed);
    expect(first).toEqual({
      code: 0,
      told: "",
      printed: expect.stringMatching(
        new RegExp(`^公开页 ${publicUrl}/p/${token}\\n.*/qr.svg\\n.*/plate\\n本楼代码 [2-9A-Z]{6}\\n$`, "u"),
      ),
    });
    expect((await run(["token", codeOf(3)])).printed).toBe(first.printed);
    const renewed = await run(["token", codeOf(3), "--renew"]);
    expect(renewed.code).toBe(0);
    expect(tokenIn(renewed.printed)).not.toBe(token);
    expect((await run(["token", codeOf(3)])).printed).toBe(renewed.printed);
  });

  it("says what is wrong with a code, and that a building is not known", async () => {
    expect(await run(["token", "44030601800305"])).toMatchObject({ code: 1, told: expect.stringContaining("19位") });
    expect(await run(["token", codeOf(9)])).toEqual({ code: 1, printed: "", told: `没有编码是${codeOf(9)}的楼栋。` });
  });

  it("lists an area to read and as a table", async () => {
    const { printed } = await run(["list", "--area", "440306018003"]);
    expect(printed.split("\n")).toEqual([
      expect.stringMatching(new RegExp(`^${codeOf(3)} 华侨新村3栋 未评定 [2-9A-Z]{6} ${publicUrl}/p/[\\w-]{22}$`, "u")),
      expect.stringContaining("华侨新村4栋 四星级"),
      "",
    ]);
    const csv = (await run(["list", "--area", "440306", "--csv"])).printed.split("\r\n");
    expect(csv).toHaveLength(4);
    expect(csv[0]).toBe("\uFEFF楼栋编码,小区,楼栋,地址,星级,牌号,挂牌日期,本楼代码,公开页,二维码,打印牌匾");
    expect(csv[2]).toContain(`${codeOf(4)},华侨新村,4栋,"A,""B""",四星级,0180030500004-260818,2026-08-18,`);
    expect((await run(["list", "--area", "440306019"])).printed).toBe("");
  });

  it("warns where the printed code would lead to this machine only", async () => {
    expect(await run(["token", codeOf(3)], {})).toMatchObject({
      code: 0,
      printed: expect.stringContaining("http://127.0.0.1:3000/p/"),
      told: expect.stringContaining("PUBLIC_URL"),
    });
  });
});
