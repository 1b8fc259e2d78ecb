import { parseArgs } from "node:util";
import { isArea, parseBuildingCode } from "./buildings/building-code.js";
import { parseStreets } from "./buildings/streets.js";
import type { Config } from "./config.js";
import { publicUrlOf } from "./http/public-url.js";
import { templatePath } from "./load-rules.js";
import { asStartError, openExistingDatabase } from "./open-existing-database.js";
import { plateAddress } from "./plates/plate-key.js";
import type { KeyedBuilding, PlateStore } from "./plates/plate-store.js";
import { createPlateStore } from "./plates/plate-store.prisma.js";
import { starWords } from "./plates/public-plate.js";
import { systemClock } from "./shared/clock.js";
import { csvLine, utf8Mark } from "./shared/csv-line.js";
import type { Log } from "./shared/log.js";
import { readYaml } from "./shared/read-yaml.js";
import { shanghaiDay } from "./shared/working-calendar.js";

/** Where the command writes: `print` gets the answer, `tell` what else a person should know. */
export interface PlatesOutput {
  readonly print: (text: string) => Promise<void>;
  readonly tell: (line: string) => void;
  readonly log: Log;
}

const usage = `usage: louxin plates token CODE [--renew]
       louxin plates list --area DIGITS [--csv]     (6, 9, 12 or 14 digits)`;
/** Buildings read at once. */
const pageSize = 1000;

type Wanted =
  | { readonly kind: "token"; readonly code: string; readonly isRenewed: boolean }
  | { readonly kind: "list"; readonly area: string; readonly isCsv: boolean };

/** What both commands need. */
interface At extends PlatesOutput {
  readonly plates: PlateStore;
  readonly publicUrl?: string;
}

/**
 * `louxin plates token` tells where the public page of a building is, and makes its key where it has none; `--renew`
 * replaces it, after which the old QR code leads nowhere. `louxin plates list` tells the same of all buildings of an area,
 * for printing. Returns the exit code: 0; 1 with the reason where the building is not known; 2 with a word of usage. Throws
 * DatabaseStartError where the database cannot be opened or lacks tables.
 */
export async function runPlates(argv: readonly string[], config: Config, output: PlatesOutput): Promise<number> {
  const wanted = parseWanted(argv);
  if (!wanted) {
    output.tell(usage);
    return 2;
  }
  if (config.publicUrl === undefined)
    output.tell("没有设置 PUBLIC_URL:下面的网址只在这台机器上能打开,打印牌匾之前请先设好。");
  const database = await openExistingDatabase(config, { log: output.log, doing: "run this" });
  try {
    const at = { ...output, plates: createPlateStore(database), ...publicUrlOf(config) };
    return await (wanted.kind === "token" ? tellToken(at, wanted) : listPlates(at, wanted));
  } catch (error) {
    throw asStartError(error, "run this");
  } finally {
    await database.close();
  }
}

function parseWanted(argv: readonly string[]): Wanted | undefined {
  try {
    const flag = { type: "boolean" } as const;
    const options = { area: { type: "string" }, csv: flag, renew: flag } as const;
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const [command, code, ...more] = positionals;
    const { area, csv, renew } = values;
    if (more.length > 0) return undefined;
    if (command === "token" && code !== undefined && area === undefined && csv === undefined)
      return { kind: "token", code, isRenewed: renew ?? false };
    if (command !== "list" || code !== undefined || renew !== undefined) return undefined;
    return area !== undefined && isArea(area) ? { kind: "list", area, isCsv: csv ?? false } : undefined;
  } catch {
    return undefined; // an option that there is not, or one without its value: the usage says what there is
  }
}

async function tellToken(
  { plates, publicUrl, print, tell }: At,
  { code: said, isRenewed }: Extract<Wanted, { readonly kind: "token" }>,
): Promise<number> {
  const code = parseBuildingCode(said, readYaml(templatePath("rules", "streets.yaml"), parseStreets));
  if (!code.ok) {
    tell(`${code.refusal.explanation}。`);
    return 1;
  }
  const now = systemClock.now();
  const key = await (isRenewed ? plates.renewKey(code.value, now) : plates.keyOf(code.value, now));
  if (!key) {
    tell(`没有编码是${code.value}的楼栋。`);
    return 1;
  }
  const address = plateAddress(key.token, publicUrl);
  await print(`公开页 ${address}\n二维码 ${address}/qr.svg\n打印牌匾 ${address}/plate\n本楼代码 ${key.shortCode}\n`);
  return 0;
}

const headings = [
  "楼栋编码",
  "小区",
  "楼栋",
  "地址",
  "星级",
  "牌号",
  "挂牌日期",
  "本楼代码",
  "公开页",
  "二维码",
  "打印牌匾",
];

async function listPlates(
  { plates, publicUrl, print }: At,
  { area, isCsv }: Extract<Wanted, { readonly kind: "list" }>,
): Promise<number> {
  if (isCsv) await print(`${utf8Mark}${csvLine(headings)}`);
  for (let after = ""; ;) {
    const page = await plates.listKeyed({ area, after, limit: pageSize, now: systemClock.now() });
    const rows = page.map((one) => cellsOf(one, publicUrl));
    await print(rows.map((cells) => (isCsv ? csvLine(cells) : `${lineOf(cells)}\n`)).join(""));
    after = page.at(-1)?.building.code ?? "";
    if (page.length < pageSize) return 0;
  }
}

function cellsOf({ building, standing, key }: KeyedBuilding, publicUrl: string | undefined): readonly string[] {
  const address = plateAddress(key.token, publicUrl);
  return [
    building.code,
    building.estate,
    building.name,
    building.address,
    starOf(standing),
    standing?.plateNumber ?? "",
    standing ? shanghaiDay(standing.effectiveAt) : "",
    key.shortCode,
    address,
    `${address}/qr.svg`,
    `${address}/plate`,
  ];
}

function starOf(standing: KeyedBuilding["standing"]): string {
  if (!standing) return "未评定";
  return standing.star === null ? "摘牌" : starWords(standing.star);
}

/** 4403060180030500003 华侨新村3栋 四星级 K7M3QX http://… */
function lineOf([
  code = "",
  estate = "",
  name = "",
  ,
  star = "",
  ,
  ,
  shortCode = "",
  address = "",
]: readonly string[]): string {
  return `${code} ${estate}${name} ${star} ${shortCode} ${address}`;
}
