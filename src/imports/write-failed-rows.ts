import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { csvLine, utf8Mark } from "../shared/csv-line.js";
import { readTable } from "../shared/read-table.js";
import type { FaultyRow } from "./faulty-rows.prisma.js";

/**
 * Writes the rows that are wrong as they stand in their file, with line and reasons, to be mended and imported again. The
 * file is read a second time, so that its rows need not be kept. Excel opens the result: it begins with a mark of UTF-8.
 */
export async function writeFailedRows(
  { from, to }: { readonly from: string; readonly to: string },
  faulty: AsyncGenerator<FaultyRow>,
): Promise<void> {
  await pipeline(Readable.from(linesOf(from, faulty)), createWriteStream(to));
}

async function* linesOf(from: string, faulty: AsyncGenerator<FaultyRow>): AsyncGenerator<string> {
  let headings: readonly string[] = [];
  const rows = readTable(from, (found) => {
    headings = found;
    return found.map((_, at) => String(at));
  });
  let next = await faulty.next();
  let isFirst = true;
  for await (const { line, cells } of rows) {
    if (isFirst) yield `${utf8Mark}${csvLine([...headings, "行号", "原因"])}`;
    isFirst = false;
    if (next.done === true) return;
    if (line !== next.value.line) continue;
    yield csvLine([...headings.map((_, at) => cells[at] ?? ""), String(line), next.value.faults.join(";")]);
    next = await faulty.next();
  }
}
