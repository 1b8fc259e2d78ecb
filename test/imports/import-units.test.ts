import { beforeAll, beforeEach, expect, it } from "vitest";
import type { OpenedDatabase } from "../../src/database/database.prisma.js";
import { buildBuilding } from "../support/buildings.js";
import { codeOf } from "../support/builders.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";
import { batchOf, prepareImports } from "../support/import-run.js";

const unitOf = (building: number, serial: number): string => `${codeOf(building)}${String(serial).padStart(6, "0")}`;

describeOnEachDatabase("an import of units", (open) => {
  let database: OpenedDatabase;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await emptyDatabase(database);
    const { aliases: _, ...building } = buildBuilding(3);
    await database.prisma.building.create({ data: building });
  });
  const run = prepareImports(() => database);
  const rooms = async () =>
    (await database.prisma.unit.findMany({ orderBy: { code: "asc" } })).map(({ code, room }) => [code, room]);

  it("adds units, changes rooms, even swapped ones, and the second time changes nothing", async () => {
    const table = await run.table("u.csv", "房屋编码,房号", `${unitOf(3, 1)},101`, `${unitOf(3, 2)},102`);
    expect((await run.units(table)).printed).toMatch(/^共2行:新增2套,更新0套,没有变化0套。/u);
    const swapped = await run.table("v.csv", "编码,房间号", `${unitOf(3, 1)},102`, `${unitOf(3, 2)},101`);
    expect((await run.units(swapped)).printed).toContain("新增0套,更新2套");
    expect(await rooms()).toEqual([
      [unitOf(3, 1), "102"],
      [unitOf(3, 2), "101"],
    ]);
    expect((await run.units(swapped)).printed).toContain("没有变化2套");
    expect(await database.prisma.buildingFactEvent.findMany()).toHaveLength(2);
  });

  it("tells what is wrong with each row, and writes none", async () => {
    await database.prisma.unit.create({ data: { code: unitOf(3, 9), buildingCode: codeOf(3), room: "901" } });
    const table = await run.table(
      "wrong.csv",
      "房屋编码,房号",
      `${unitOf(3, 1)},101`,
      `${codeOf(3)},102`,
      `${unitOf(4, 1)},101`,
      `${unitOf(3, 2)},101`,
      `${unitOf(3, 1)},103`,
      `${unitOf(3, 4)},901`,
      `${codeOf(3)}000000,104`,
      `${unitOf(3, 5)},`,
    );
    expect(await run.units(table)).toEqual({
      code: 1,
      printed: "",
      told: [
        "第3行:房屋编码是25位数字,这里有19位",
        `第4行:楼栋 ${codeOf(4)} 还没有登记,请先导入楼栋`,
        "第5行:这一栋的101在第2行已经有别的编码",
        "第6行:和第2行是同一个编码",
        `第7行:这一栋的901登记的编码是 ${unitOf(3, 9)}`,
        "第8行:第20—25位是房屋编号,不能全是0",
        "第9行:没写房号",
        "共8行,7行不对,一行也没有写入。",
      ],
    });
    expect(await rooms()).toEqual([[unitOf(3, 9), "901"]]);
  });

  it("is taken back", async () => {
    await run.units(await run.table("a.csv", "房屋编码,房号", `${unitOf(3, 1)},101`));
    const table = await run.table("b.csv", "房屋编码,房号", `${unitOf(3, 1)},A1`, `${unitOf(3, 2)},102`);
    expect(await run.undo(batchOf(await run.units(table)))).toMatchObject({ code: 0 });
    expect(await rooms()).toEqual([[unitOf(3, 1), "101"]]);
  });
});
