import { readFile } from "node:fs/promises";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { createBuildingFileStore } from "../../src/buildings/file-store.prisma.js";
import type { OpenedDatabase } from "../../src/database/database.prisma.js";
import { codeOf } from "../support/builders.js";
import { shippedFileRules } from "../support/building-files.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";
import { batchOf, prepareImports } from "../support/import-run.js";

const heading = "楼栋编码,楼栋名称,小区或村,地址,社区,街道,经度,纬度,坐标系,层数,别名,灭火器(个),备注";
const row = (
  serial: number,
  over: Partial<Record<"lon" | "lat" | "datum" | "alias" | "storeys" | "street" | "name", string>> = {},
) => {
  const { lon = `113.88${10 + serial}`, lat = "22.5750", datum = "WGS84", alias = "", storeys = "7" } = over;
  const { street = "西乡街道", name = `${serial}栋` } = over;
  return `${codeOf(serial)},${name},华侨新村,宝安区华侨新村${name},麻布社区,${street},${lon},${lat},${datum},${storeys},${alias},14,x`;
};

describeOnEachDatabase("an import of buildings", (open) => {
  let database: OpenedDatabase;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(() => emptyDatabase(database));
  const run = prepareImports(() => database);
  const buildings = () => database.prisma.building.findMany({ orderBy: { code: "asc" } });
  const valuesOf = async (serial: number) => {
    const file = await createBuildingFileStore(database, shippedFileRules).findFile(codeOf(serial), new Date(0));
    return Object.fromEntries([...(file?.facts ?? [])].map(([key, { value }]) => [key, value]));
  };

  it("adds buildings with their files, and the second time changes nothing", async () => {
    const table = await run.table("new.csv", heading, row(1, { alias: "兰姐那栋、28号" }), row(2));
    const first = await run.buildings(table);
    expect(first).toMatchObject({ code: 0, told: ["没有用到的列:备注"] });
    expect(first.printed).toMatch(/^共2行:新增2栋,更新0栋,没有变化0栋。\n批次 \S+\(撤回:louxin import rollback /u);
    expect(await buildings()).toMatchObject([
      { code: codeOf(1), name: "1栋", grid: codeOf(1).slice(0, 14), storeys: 7, lat: 22.575, sourceDatum: "WGS84" },
      { code: codeOf(2), kind: "urban-village" },
    ]);
    expect(await valuesOf(1)).toMatchObject({ "fire.extinguishers": 14, "basic.aliases": ["28号", "兰姐那栋"] });
    expect(await database.prisma.metric.findMany()).toMatchObject([
      { kind: "archive_completeness", source: "一楼一档" },
      { kind: "archive_completeness" },
    ]);
    const second = await run.buildings(table);
    expect(second.printed).toContain("新增0栋,更新0栋,没有变化2栋");
    expect(await database.prisma.buildingFactEvent.count()).toBe(2);
  });

  it("changes what a later table says otherwise, and keeps what it leaves empty", async () => {
    await run.buildings(await run.table("a.csv", heading, row(1, { alias: "甲楼" }), row(2)));
    const later = await run.table("b.csv", "楼栋编码,层数,别名,烟感", `${codeOf(1)},8,乙楼,`, `${codeOf(2)},,,20`);
    expect((await run.buildings(later)).printed).toContain("新增0栋,更新2栋,没有变化0栋");
    expect(await buildings()).toMatchObject([{ name: "1栋", storeys: 8 }, { storeys: 7 }]);
    expect(await valuesOf(1)).toMatchObject({ "basic.aliases": ["乙楼"], "fire.extinguishers": 14 });
    expect(await valuesOf(2)).toMatchObject({ "fire.alarms": 20 });
    const [, , change] = await database.prisma.buildingFactEvent.findMany({ orderBy: { seq: "asc" } });
    expect(change).toMatchObject({
      before: { "basic.storeys": 7, "basic.aliases": ["甲楼"] },
      after: { "basic.storeys": 8, "basic.aliases": ["乙楼"] },
      source: "导入",
    });
  });

  it("tells each wrong row with its line and cure, writes them to a file, and none of the others", async () => {
    const table = await run.table(
      "wrong.csv",
      heading,
      row(1, { alias: "兰姐那栋" }),
      row(2, { lon: "", lat: "" }),
      row(3, { alias: "兰姐那栋" }),
      row(4, { lon: "22.575", lat: "113.88" }),
      row(5, { street: "新安街道" }),
      row(1),
      row(6, { datum: "" }),
      row(7).replace(codeOf(7), "4.40306E+18"),
      row(8).replace(codeOf(8), `440399${codeOf(8).slice(6)}`),
      row(9, { storeys: "七" }),
      `${codeOf(10)},10栋,,,,,113.88,22.575,wgs84,,,,`,
    );
    const failedFile = run.pathOf("failed.csv");
    const { code, told } = await run.buildings(table, { failedFile });
    expect(code).toBe(1);
    expect(told.slice(1)).toEqual([
      "第2行:“兰姐那栋”在同一个网格里也是第4行的名字",
      "第3行:没有位置:请补上经度和纬度",
      "第4行:“兰姐那栋”在同一个网格里也是第2行的名字",
      "第5行:经度和纬度写反了",
      "第6行:写的是新安街道,编码第7—9位却是西乡街道:编码或街道写错了",
      "第7行:和第2行是同一个编码",
      expect.stringContaining("第8行:没说是哪种坐标"),
      expect.stringContaining("第9行:编码成了数字 4.40306E+18,后几位已经丢了"),
      expect.stringContaining("第10行:第5—6位应是06"),
      "第11行:层数“七”不是整数",
      "第12行:新楼栋还缺:小区或村、地址、社区",
      `不对的行和原因写在 ${failedFile}`,
      "共11行,11行不对,一行也没有写入。",
    ]);
    expect(await buildings()).toEqual([]);
    const failed = (await readFile(failedFile, "utf8")).split("\r\n");
    expect(failed[0]).toBe(`\uFEFF${heading},行号,原因`);
    expect(failed[1]).toBe(`${row(1, { alias: "兰姐那栋" })},2,“兰姐那栋”在同一个网格里也是第4行的名字`);
    expect(failed).toHaveLength(13);
  });

  it("refuses the name of a neighbour that is registered, but not a bare 3栋 of another estate", async () => {
    await run.buildings(await run.table("a.csv", heading, row(1, { alias: "兰姐那栋" })));
    const other = row(2, { alias: "蘭姐那棟、兰姐那幢", name: "1栋" }).replaceAll("华侨新村", "麻布新村");
    expect(await run.buildings(await run.table("b.csv", heading, other))).toMatchObject({
      code: 1,
      told: ["没有用到的列:备注", `第2行:“兰姐那栋”在同一个网格里也是${codeOf(1)}的名字`, expect.anything()],
    });
    const bare = row(2, { name: "1栋" }).replaceAll("华侨新村", "麻布新村");
    expect(await run.buildings(await run.table("c.csv", heading, bare))).toMatchObject({ code: 0 });
  });

  it("refuses a building that moved, and says so where only the datum is wrong", async () => {
    await run.buildings(await run.table("a.csv", heading, row(1, { lon: "113.883802", lat: "22.575711" })));
    const far = await run.table("far.csv", heading, row(1, { lon: "113.89", lat: "22.58" }));
    expect((await run.buildings(far)).told[1]).toMatch(/^第2行:离登记的位置有\d{3}米:.*--allow-moved$/u);
    // The same place as a phone's map has it.
    const shifted = { lon: "113.8886894", lat: "22.5726675" };
    const gcj = await run.table("gcj.csv", heading, row(1, { ...shifted, datum: "WGS84" }));
    expect((await run.buildings(gcj)).told[1]).toMatch(/^第2行:坐标像是 GCJ-02 的,却当成了 WGS84/u);
    const right = await run.table("right.csv", heading, row(1, { ...shifted, datum: "" }));
    expect((await run.buildings(right, { datum: "GCJ-02" })).printed).toContain("没有变化1栋");
    expect((await run.buildings(far, { allowsMoves: true })).printed).toContain("更新1栋");
    expect(await buildings()).toMatchObject([{ lon: 113.89, lat: 22.58 }]);
  });

  it("only checks where it is asked to", async () => {
    const table = await run.table("dry.csv", heading, row(1));
    const { code, printed } = await run.buildings(table, { isDry: true });
    expect({ code, printed }).toEqual({
      code: 0,
      printed: "共1行,都可以导入:新增1栋,更新0栋,没有变化0栋;这次只检查,没有写入。\n",
    });
    expect(await buildings()).toEqual([]);
    expect(await database.prisma.importBatch.count()).toBe(0);
  });

  it("takes headings by a map, and refuses a table without codes or with a column twice", async () => {
    const mapped = await run.table("map.csv", "编号,幢", `${codeOf(1)},9`);
    await run.buildings(await run.table("a.csv", heading, row(1)));
    const map = { 编号: "楼栋编码", 幢: "层数" };
    expect((await run.buildings(mapped, { map })).printed).toContain("更新1栋");
    await expect(run.buildings(mapped)).rejects.toThrow("第一行没有“楼栋编码”这一列");
    await expect(run.buildings(mapped, { map: { 编号: "楼栋号码" } })).rejects.toThrow("对照表里没有这样的列:楼栋号码");
    const twice = await run.table("twice.csv", "楼栋编码,层数,总层数", `${codeOf(1)},9,9`);
    await expect(run.buildings(twice)).rejects.toThrow("“层数”和“总层数”是同一列");
  });

  it("is taken back: new buildings go, changed facts are again what they were, and the log keeps all", async () => {
    await run.buildings(await run.table("a.csv", heading, row(1, { alias: "甲楼" })));
    const before = await valuesOf(1);
    const table = await run.table("b.csv", heading, row(1, { alias: "乙楼", storeys: "9" }), row(2));
    const batch = batchOf(await run.buildings(table));
    expect(await run.undo(batch)).toEqual({
      code: 0,
      printed: `批次 ${batch} 已撤回:恢复1栋,删除新增的1栋。\n`,
      told: [],
    });
    expect(await buildings()).toMatchObject([{ code: codeOf(1), storeys: 7 }]);
    expect(await valuesOf(1)).toEqual(before);
    expect(await database.prisma.buildingFactEvent.count()).toBe(5);
    expect(await run.undo(batch)).toMatchObject({ code: 1, told: [`批次 ${batch} 已经撤回过了`] });
    expect((await run.buildings(table)).printed).toContain("新增1栋,更新1栋,没有变化0栋");
    expect(await valuesOf(2)).toMatchObject({ "basic.name": "2栋" });
  });

  it("is not taken back where something stands on it, unless that was taken back", async () => {
    const first = batchOf(await run.buildings(await run.table("a.csv", heading, row(1))));
    const second = batchOf(await run.buildings(await run.table("b.csv", heading, row(1, { storeys: "9" }))));
    expect(await run.undo(first)).toMatchObject({ code: 1, told: [expect.stringContaining(codeOf(1))] });
    expect(await run.undo(second)).toMatchObject({ code: 0 });
    const unit = { code: `${codeOf(1)}000001`, buildingCode: codeOf(1), room: "101" };
    await database.prisma.unit.create({ data: unit });
    expect(await run.undo(first)).toMatchObject({ code: 1 });
    await database.prisma.unit.deleteMany();
    expect(await run.undo(first)).toMatchObject({ code: 0 });
    expect(await buildings()).toEqual([]);
    expect(await run.undo("12")).toMatchObject({ code: 1, told: ["没有批次 12"] });
  });

  it("waits for another import, and then sees what that one has written", async () => {
    const table = await run.table("a.csv", heading, row(1));
    const both = await Promise.all([run.buildings(table), run.buildings(table)]);
    const added = both.map(({ printed }) => Number(/新增(\d)栋/u.exec(printed)?.[1]));
    expect(new Set(added)).toEqual(new Set([0, 1]));
    expect(await database.prisma.buildingFactEvent.count()).toBe(1);
  });
});
