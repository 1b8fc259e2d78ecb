import { parseArgs } from "node:util";
import { parseStreets } from "./buildings/streets.js";
import type { Config } from "./config.js";
import type { OpenedDatabase } from "./database/database.prisma.js";
import { templatePath } from "./load-rules.js";
import { asStartError, openExistingDatabase } from "./open-existing-database.js";
import { importRows, type PlacedRow, type RosterCounts } from "./people/import-roster.prisma.js";
import { createPlaceCell } from "./people/place-rows.prisma.js";
import { type RawRow, readRosterRow, rosterColumn } from "./people/roster-row.js";
import { systemClock } from "./shared/clock.js";
import type { Log } from "./shared/log.js";
import { CsvFileError, readCsv } from "./shared/read-csv.js";
import { readYaml } from "./shared/read-yaml.js";

/** Where the command writes: `print` gets what became of the rows, `tell` what is wrong with them. */
export interface ImportOutput {
  readonly print: (text: string) => Promise<void>;
  readonly tell: (line: string) => void;
  readonly log: Log;
}

const usage = "usage: louxin import roster FILE.csv [--dry-run]";
/** Rows of one write. */
const batchSize = 500;
/** More faults than these help nobody. */
const mostTold = 50;

/**
 * `louxin import roster FILE.csv [--dry-run]`: reads all rows, tells what is wrong with each, and writes either all of
 * them or none. The same file a second time changes nothing. Returns the exit code: 0; 1 where rows are wrong or the file
 * cannot be read; 2 with a word of usage. Throws DatabaseStartError where the database cannot be opened or lacks tables.
 */
export async function runImport(argv: readonly string[], config: Config, output: ImportOutput): Promise<number> {
  const wanted = parseWanted(argv);
  if (!wanted) {
    output.tell(usage);
    return 2;
  }
  const database = await openExistingDatabase(config, { log: output.log, doing: "import" });
  try {
    return await importRoster(database, wanted, output);
  } catch (error) {
    const fault = faultOfFile(error);
    if (fault === undefined) throw asStartError(error, "import");
    output.tell(fault);
    return 1;
  } finally {
    await database.close();
  }
}

interface Wanted {
  readonly file: string;
  readonly isDry: boolean;
}

function parseWanted(argv: readonly string[]): Wanted | undefined {
  try {
    const options = { "dry-run": { type: "boolean" } } as const;
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const [what, file, ...more] = positionals;
    if (what !== "roster" || file === undefined || more.length > 0) return undefined;
    return { file, isDry: values["dry-run"] === true };
  } catch {
    return undefined; // an option that there is not: the usage says what there is
  }
}

function faultOfFile(error: unknown): string | undefined {
  if (error instanceof CsvFileError)
    return `${error.line === undefined ? "" : `第${error.line}行:`}表格读不下去,请检查引号和逗号(${error.message})`;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ENOENT" || code === "EACCES" || code === "EISDIR" ? `文件读不了:${code}` : undefined;
}

/** All rows are checked first; they are read again, never kept, so that a roster may be of any length. */
async function importRoster(database: OpenedDatabase, { file, isDry }: Wanted, output: ImportOutput): Promise<number> {
  const placeCell = createPlaceCell(database, readYaml(templatePath("rules", "streets.yaml"), parseStreets));
  let rows = 0;
  let faults = 0;
  for await (const { line, found } of checkedRows(file, placeCell)) {
    rows += 1;
    if (!Array.isArray(found)) continue;
    faults += 1;
    if (faults <= mostTold) output.tell(`第${line}行:${found.join(";")}`);
  }
  if (faults > mostTold) output.tell(`还有${faults - mostTold}行不对,没有列出`);
  if (rows === 0) output.tell("表里没有数据。第一行要有:building(楼栋)、role(身份)、name(姓名)");
  if (faults > 0 || rows === 0) {
    output.tell(`共${rows}行,${faults}行不对,一行也没有写入。`);
    return 1;
  }
  if (isDry) {
    await output.print(`共${rows}行,都可以导入;这次只检查,没有写入。\n`);
    return 0;
  }
  const counts = await database.transaction((tx) =>
    writeAll(checkedRows(file, placeCell), (some) => importRows(tx, some, systemClock.now())),
  );
  const ended = counts.ended > 0 ? `,${counts.ended}人的身份网格员已经结束,没有恢复` : "";
  await output.print(`共${rows}行:新增${counts.added}人,已有${counts.known}人${ended}。\n`);
  return 0;
}

interface CheckedRow {
  readonly line: number;
  /** The row, or what is wrong with it. */
  readonly found: PlacedRow | readonly string[];
}

async function* checkedRows(file: string, placeCell: ReturnType<typeof createPlaceCell>): AsyncGenerator<CheckedRow> {
  for await (const { line, cells } of readCsv(file, rosterColumn)) {
    const raw: RawRow = cells;
    const row = readRosterRow(raw);
    const said = raw.building ?? "";
    const placed = said === "" ? undefined : await placeCell(said);
    const fault = placed && "fault" in placed ? [placed.fault] : [];
    if ("building" in row && placed && "code" in placed) {
      const { building: _, ...rest } = row;
      yield { line, found: { ...rest, buildingCode: placed.code } };
    } else yield { line, found: [...("building" in row ? [] : row), ...fault] };
  }
}

/** In batches; a fault that was not there before ends all of it. */
async function writeAll(
  rows: AsyncGenerator<CheckedRow>,
  write: (rows: readonly PlacedRow[]) => Promise<RosterCounts>,
): Promise<RosterCounts> {
  let counts: RosterCounts = { added: 0, known: 0, ended: 0 };
  let batch: PlacedRow[] = [];
  const flush = async (): Promise<void> => {
    const { added, known, ended } = await write(batch);
    counts = { added: counts.added + added, known: counts.known + known, ended: counts.ended + ended };
    batch = [];
  };
  for await (const { line, found } of rows) {
    if (!("buildingCode" in found)) throw new CsvFileError("the file changed while it was read", line);
    batch.push(found);
    if (batch.length >= batchSize) await flush();
  }
  if (batch.length > 0) await flush();
  return counts;
}
