import type { StreetTable } from "../buildings/streets.js";
import type { OpenedDatabase } from "../database/database.prisma.js";
import { importRows, type PlacedRow, type RosterCounts } from "../people/import-roster.prisma.js";
import { createPlaceCell } from "../people/place-rows.prisma.js";
import { type RawRow, readRosterRow, rosterColumn } from "../people/roster-row.js";
import { systemClock } from "../shared/clock.js";
import { inBatches } from "../shared/in-batches.js";
import { readTable } from "../shared/read-table.js";
import { TableFileError } from "../shared/table-file.js";
import type { ImportOutput } from "./import-output.js";

/** Rows of one write. */
const batchSize = 500;
/** More faults than these help nobody. */
const mostTold = 50;

/**
 * Imports who is landlord, head or tenant of which building. All rows are checked first; they are read again, never kept,
 * so that a roster may be of any length. Returns the exit code: 0; 1 where rows are wrong.
 */
export async function importRoster(
  database: OpenedDatabase,
  { file, isDry, streets }: { readonly file: string; readonly isDry: boolean; readonly streets: StreetTable },
  output: ImportOutput,
): Promise<number> {
  const placeCell = createPlaceCell(database, streets);
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
  const table = readTable(file, (headings) => headings.map((heading) => rosterColumn(heading.toLowerCase())));
  for await (const { line, cells } of table) {
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
  for await (const batch of inBatches(rows, batchSize)) {
    const { added, known, ended } = await write(batch.map(placedRow));
    counts = { added: counts.added + added, known: counts.known + known, ended: counts.ended + ended };
  }
  return counts;
}

function placedRow({ line, found }: CheckedRow): PlacedRow {
  if ("buildingCode" in found) return found;
  throw new TableFileError("检查之后文件又改过了", line);
}
