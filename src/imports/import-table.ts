import { basename } from "node:path";
import type { OpenedDatabase, SqlSession } from "../database/database.prisma.js";
import { newId } from "../shared/ids.js";
import { inBatches } from "../shared/in-batches.js";
import { readTable } from "../shared/read-table.js";
import type { TableRow } from "../shared/table-file.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import { addBatch, applyChanges, changeTableSql, takeTurn } from "./apply-changes.prisma.js";
import { countFaulty, faultyRows, type StageTable } from "./faulty-rows.prisma.js";
import type { BatchId, ImportBatch } from "./import-batch.js";
import { createColumnFinder, type HeadingMap, type ImportColumn } from "./import-columns.js";
import type { ImportOutput } from "./import-output.js";
import { writeFailedRows } from "./write-failed-rows.js";

/** One kind of table that brings acts upon building files. All methods work inside the transaction of the import. */
export interface ImportTable {
  readonly kind: ImportBatch["kind"];
  readonly columns: readonly ImportColumn[];
  /** The measure word of what is imported: 栋, 套. */
  readonly measure: string;
  /** Where rows wait until all are checked. */
  readonly stageTable: StageTable;
  begin(session: SqlSession): Promise<void>;
  /** Checks rows one by one, and puts them aside with their faults. */
  stage(session: SqlSession, rows: readonly TableRow[]): Promise<void>;
  /** Adds the faults that no row shows alone. */
  crossCheck(session: SqlSession): Promise<void>;
  /** Gathers the acts in `import_change`, and counts them. */
  gather(session: SqlSession): Promise<ImportCounts>;
  /** What else follows once the acts are applied. @param day Shanghai day */
  finish(session: SqlSession, day: string): Promise<void>;
}

/** What becomes of the rows: each is one of the three. */
export interface ImportCounts {
  readonly added: number;
  readonly changed: number;
  readonly same: number;
}

/** What somebody wants imported. */
export interface WantedImport {
  readonly file: string;
  readonly isDry: boolean;
  readonly map?: HeadingMap;
  /** Where the rows that are wrong are written, with their reasons. */
  readonly failedFile?: string;
}

/** An import under way. */
interface Importing {
  readonly wanted: WantedImport;
  readonly output: ImportOutput;
  readonly now: Date;
}

/** Rows of one write. */
const batchSize = 1000;
/** More faults than these help nobody. */
const mostTold = 50;
const rowsOfProgress = 20_000;

/**
 * Imports a table: all of it or nothing, in one transaction. Returns the exit code: 0; 1 where rows are wrong. Throws
 * TableFileError where the file is no table that can be read. What is held in memory does not grow with the table.
 */
export async function importTable(database: OpenedDatabase, table: ImportTable, importing: Importing): Promise<number> {
  const said = await database.scriptTransaction((session) => importRows(session, table, importing));
  if (said === undefined) return 1;
  await importing.output.print(said); // only now is it committed
  return 0;
}

/** What became of the rows, in Chinese; undefined where some are wrong and nothing was written. */
async function importRows(session: SqlSession, table: ImportTable, importing: Importing): Promise<string | undefined> {
  const { wanted, output } = importing;
  await takeTurn(session, () => output.tell("另一个导入正在进行,等它结束"));
  await table.begin(session);
  const rows = await stageAll(session, table, importing);
  await table.crossCheck(session);
  const faults = await countFaulty(session, table.stageTable);
  if (rows === 0) output.tell("表里没有数据。可以先用 louxin import template 写一张空表");
  if (faults > 0) await tellFaults(session, table, importing);
  if (faults > 0 || rows === 0) {
    output.tell(`共${rows}行,${faults}行不对,一行也没有写入。`);
    return undefined;
  }
  await session.script(changeTableSql);
  const said = sayCounts(await table.gather(session), table.measure);
  if (wanted.isDry) return `共${rows}行,都可以导入:${said};这次只检查,没有写入。\n`;
  const id = await apply(session, table, { ...importing, rows });
  return `共${rows}行:${said}。\n批次 ${id}(撤回:louxin import rollback ${id})\n`;
}

const sayCounts = ({ added, changed, same }: ImportCounts, measure: string): string =>
  `新增${added}${measure},更新${changed}${measure},没有变化${same}${measure}`;

async function stageAll(session: SqlSession, table: ImportTable, { wanted, output }: Importing): Promise<number> {
  const finder = createColumnFinder(table.columns, wanted.map);
  let rows = 0;
  for await (const batch of inBatches(readTable(wanted.file, finder.columnsOf), batchSize)) {
    if (rows === 0 && finder.unused().length > 0) output.tell(`没有用到的列:${finder.unused().join("、")}`);
    await table.stage(session, batch);
    rows += batch.length;
    if (rows % rowsOfProgress === 0) output.tell(`已检查${rows}行`);
  }
  return rows;
}

async function tellFaults(
  session: SqlSession,
  { stageTable }: ImportTable,
  { wanted, output }: Importing,
): Promise<void> {
  let told = 0;
  for await (const { line, faults } of faultyRows(session, stageTable)) {
    if ((told += 1) <= mostTold) output.tell(`第${line}行:${faults.join(";")}`);
    else break;
  }
  if (told > mostTold) output.tell(`只列出了前${mostTold}行`);
  if (wanted.failedFile === undefined) return;
  await writeFailedRows({ from: wanted.file, to: wanted.failedFile }, faultyRows(session, stageTable));
  output.tell(`不对的行和原因写在 ${wanted.failedFile}`);
}

async function apply(
  session: SqlSession,
  table: ImportTable,
  { wanted, now, rows }: Importing & { readonly rows: number },
): Promise<BatchId> {
  const batch = { id: newId<BatchId>(), kind: table.kind, file: basename(wanted.file), rows, at: now };
  await addBatch(session, batch);
  await applyChanges(session, { ...batch, source: "导入" });
  await table.finish(session, shanghaiDay(now));
  return batch.id;
}
