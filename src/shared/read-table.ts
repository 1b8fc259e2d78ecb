import { extname } from "node:path";
import { readCsv } from "./read-csv.js";
import { readXlsx } from "./read-xlsx.js";
import { type ColumnsOf, TableFileError, type TableRow } from "./table-file.js";

/** Reads a table from an Excel file (`.xlsx`), or from comma-separated values under any other name. See `readCsv`. */
export function readTable(path: string, columnsOf: ColumnsOf): AsyncGenerator<TableRow> {
  const kind = extname(path).toLowerCase();
  if (kind === ".xls") throw new TableFileError("旧的 .xls 读不了,请在 Excel 里另存为 .xlsx");
  return kind === ".xlsx" ? readXlsx(path, columnsOf) : readCsv(path, columnsOf);
}

/** What is wrong with a file that could not be read as a table, in Chinese; undefined for any other error. */
export function faultOfTable(error: unknown): string | undefined {
  if (error instanceof TableFileError)
    return `${error.line === undefined ? "" : `第${error.line}行:`}表格读不下去:${error.message}`;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ENOENT" || code === "EACCES" || code === "EISDIR" ? `文件读不了:${code}` : undefined;
}
