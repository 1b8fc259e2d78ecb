import { createWriteStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { writeXlsx } from "../../src/shared/write-xlsx.js";

const buildingsOfGrid = 36;
const gridsOfCommunity = 40;

const digits = (of: number, length: number): string => String(of).padStart(length, "0");
const streets = ["新安街道", "西乡街道", "航城街道", "福永街道", "福海街道"];

/** Where building n of a made-up district stands: a community of 40 grids after the other, each of 36 buildings. */
function placeOf(n: number) {
  const grid = Math.floor(n / buildingsOfGrid);
  const community = Math.floor(grid / gridsOfCommunity);
  const street = community % streets.length;
  const serial = (n % buildingsOfGrid) + 1;
  const area = digits(17 + street, 3) + digits(1 + Math.floor(community / streets.length), 3);
  const code = `440306${area}${digits((grid % gridsOfCommunity) + 1, 2)}${digits(serial, 5)}`;
  return {
    code,
    grid,
    serial,
    community: `第${community}社区`,
    street: streets[street] ?? "",
    estate: `新村${grid}区`,
  };
}

/** All facts that count for completeness, an alias and a position, by their headings. */
function registryRow(n: number): Readonly<Record<string, string>> {
  const { code, grid, serial, community, street, estate } = placeOf(n);
  return {
    楼栋编码: code,
    楼栋名称: `${serial}栋`,
    小区或村: estate,
    地址: `宝安区${street}${community}${estate}${serial}栋`,
    社区: community,
    街道: street,
    层数: String(3 + (n % 9)),
    楼栋类型: "城中村",
    别名: `${grid}巷${serial}号`,
    租赁方式: "分间出租",
    管理方式: n % 3 === 0 ? "二房东" : "业主自管",
    租赁备案: "是",
    灭火器: String(6 + (n % 9) * 2),
    烟感: String(10 + (n % 20)),
    安全出口: "2",
    逃生窗: n % 4 === 0 ? "否" : "是",
    安全责任书: "是",
    实有人口: String(20 + (n % 60)),
    商铺数: String(n % 4),
    套数: String(12 + (n % 30)),
    经度: (113.7 + (n % 419) * 1e-3).toFixed(6),
    纬度: (22.5 + Math.floor(n / 419) * 8e-4).toFixed(6),
  };
}

/** The headings of the table. */
export const registryHeadings = Object.keys(registryRow(0));

/** Writes the table of so many buildings as comma-separated values. */
export async function writeRegistryCsv(path: string, count: number): Promise<void> {
  function* lines(): Generator<string> {
    yield `${registryHeadings.join()}\n`;
    for (let n = 0; n < count; n += 1) yield `${Object.values(registryRow(n)).join()}\n`;
  }
  await pipeline(Readable.from(lines()), createWriteStream(path));
}

/** Writes the same table for Excel. */
export async function writeRegistryXlsx(path: string, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, n) => Object.values(registryRow(n)));
  await writeFile(path, writeXlsx([{ name: "数据", rows: [registryHeadings, ...rows] }]));
}
