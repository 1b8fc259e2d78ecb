import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { parse } from "csv-parse";
import { type ColumnsOf, TableFileError, type TableRow } from "./table-file.js";

/** Whether all of the file is UTF-8. What is not is taken for GB 18030, as the tables of Chinese offices are. */
async function isUtf8(path: string): Promise<boolean> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const chunk of createReadStream(path)) decoder.decode(chunk as Buffer, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

async function* textOf(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder((await isUtf8(path)) ? "utf-8" : "gb18030");
  for await (const chunk of createReadStream(path)) yield decoder.decode(chunk as Buffer, { stream: true });
  yield decoder.decode();
}

/**
 * Reads a table of comma-separated values with a heading row, row by row. Throws TableFileError for quotes that do not end
 * and rows with more cells than headings; an error of the file system as it is.
 */
export async function* readCsv(path: string, columnsOf: ColumnsOf): AsyncGenerator<TableRow> {
  const parser = parse({
    bom: true,
    trim: true,
    info: true,
    skip_empty_lines: true,
    relax_column_count_less: true,
    columns: (headings: string[]) => columnsOf(headings).map((name) => name ?? false),
  });
  // What goes wrong with the file ends the parser, and is thrown by reading it below.
  void pipeline(textOf(path), parser).catch(() => undefined);
  try {
    for await (const row of parser as AsyncIterable<{ record: Record<string, string>; info: { lines: number } }>)
      yield { line: row.info.lines, cells: row.record };
  } catch (error) {
    throw asFileError(error);
  }
}

function asFileError(error: unknown): unknown {
  if (!(error instanceof Error) || !("code" in error) || !String(error.code).startsWith("CSV_")) return error;
  const line = "lines" in error && typeof error.lines === "number" ? error.lines : undefined;
  return new TableFileError(`请检查引号和逗号(${error.message})`, line);
}
