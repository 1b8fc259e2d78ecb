import type { SaxesTagPlain } from "saxes";
import { type ColumnsOf, TableFileError, type TableRow } from "./table-file.js";
import {
  createTextGatherer,
  firstSheet,
  openXlsx,
  parsePart,
  sharedStrings,
  type XlsxPackage,
  type XmlHandlers,
} from "./xlsx-package.js";

/** A row as it stands in the sheet: texts by the place of their column, with gaps. */
interface SheetRow {
  readonly line: number;
  readonly cells: readonly (string | undefined)[];
}

/**
 * Reads the first sheet of an Excel file, row by row; the first row that is not empty is the heading. Numbers and days come
 * as Excel stores them: a day as its serial number. Throws TableFileError where it is no Excel file; an error of the file
 * system as it is.
 */
export async function* readXlsx(path: string, columnsOf: ColumnsOf): AsyncGenerator<TableRow> {
  const file = await openXlsx(path);
  try {
    let columns: readonly (string | undefined)[] | undefined;
    for await (const { line, cells } of sheetRows(file)) {
      if (columns) yield { line, cells: named(cells, columns) };
      else columns = columnsOf(Array.from(cells, (heading = "") => heading));
    }
  } finally {
    file.zip.close();
  }
}

async function* sheetRows(file: XlsxPackage): AsyncGenerator<SheetRow> {
  const { handlers, takeRows } = createRowGatherer(await sharedStrings(file));
  for await (const _ of parsePart(file, await firstSheet(file), handlers)) yield* takeRows();
}

const named = (cells: SheetRow["cells"], columns: readonly (string | undefined)[]): Record<string, string> =>
  Object.fromEntries(columns.flatMap((name, at) => (name === undefined ? [] : [[name, cells[at] ?? ""] as const])));

/** Gathers the rows of a sheet; those that are empty are left out, as in other tables. */
function createRowGatherer(strings: readonly string[]): {
  readonly handlers: XmlHandlers;
  readonly takeRows: () => readonly SheetRow[];
} {
  let rows: SheetRow[] = [];
  let line = 0;
  let cells: string[] = [];
  let column = -1;
  let type = "n";
  let value = "";
  let isInValue = false;
  const inline = createTextGatherer();
  const onOpen = ({ name, attributes }: SaxesTagPlain): void => {
    inline.open(name);
    if (name === "row") {
      line = Number(attributes["r"] ?? line + 1);
      [cells, column] = [[], -1];
    } else if (name === "c") {
      column = columnOf(attributes["r"]) ?? column + 1;
      [type, value] = [attributes["t"] ?? "n", ""];
    } else if (name === "v") isInValue = true;
  };
  const onText = (text: string): void => {
    inline.text(text);
    if (isInValue) value += text;
  };
  const onClose = (name: string): void => {
    inline.close(name);
    if (name === "v") isInValue = false;
    else if (name === "c") cells[column] = cellText(type, type === "inlineStr" ? inline.take() : value, strings).trim();
    else if (name === "row" && cells.some((text) => text !== "")) rows.push({ line, cells });
  };
  const takeRows = (): readonly SheetRow[] => {
    const taken = rows;
    rows = [];
    return taken;
  };
  return { handlers: { onOpen, onText, onClose }, takeRows };
}

/** The widest sheet that Excel makes has 16,384 columns; a file that names more is not one of its own. */
const mostColumns = 16_384;

/** The place of a column by the name of a cell: 0 for A5, 27 for AB5. */
function columnOf(cell: string | undefined): number | undefined {
  const letters = cell?.match(/^[A-Z]+/u)?.[0];
  if (letters === undefined) return undefined;
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  if (column >= mostColumns) throw new TableFileError(`没有 ${cell} 这样的格子`);
  return column;
}

function cellText(type: string, value: string, strings: readonly string[]): string {
  if (type === "s") return strings[Number(value)] ?? "";
  if (type === "b") return value === "1" ? "是" : "否";
  return value;
}
