import { open, rename, rm } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { Config } from "./config.js";
import { exportLabels, type LabelCounts } from "./labels/export-labels.js";
import { createSaidLines } from "./labels/said-lines.prisma.js";
import { asStartError, openExistingDatabase } from "./open-existing-database.js";
import { isDay } from "./shared/calendar-days.js";
import { systemClock } from "./shared/clock.js";
import type { Log } from "./shared/log.js";
import { atShanghai } from "./shared/working-calendar.js";

/** Where the export goes: `print` gets the JSON lines, or with --out the counts; `tell` gets what else a person reads. */
export interface ExportOutput {
  readonly print: Write;
  readonly tell: (line: string) => void;
  readonly log: Log;
}

const usage = "usage: louxin export labels [--since YYYY-MM-DD] [--out FILE]";

type Write = (text: string) => Promise<void>;

/**
 * `louxin export labels [--since YYYY-MM-DD] [--out FILE]`: writes what staff decided about readings as labelled lines,
 * and tells how many carry which label. Returns the exit code: 0, or 2 with a word of usage. Changes nothing in the
 * database. Throws DatabaseStartError where the database cannot be opened or lacks tables.
 */
export async function runExport(argv: readonly string[], config: Config, output: ExportOutput): Promise<number> {
  const wanted = parseWanted(argv);
  if (!wanted) {
    output.tell(usage);
    return 2;
  }
  const database = await openExistingDatabase(config, { log: output.log, doing: "export" });
  try {
    const lines = createSaidLines(database, { now: systemClock.now() });
    const writeAll = (write: Write): Promise<LabelCounts> => exportLabels(lines, { since: wanted.since, write });
    if (wanted.out === undefined) output.tell(countsText(await writeAll(output.print)));
    else await output.print(`${countsText(await intoFile(wanted.out, writeAll))}\n`);
    return 0;
  } catch (error) {
    throw asStartError(error, "export");
  } finally {
    await database.close();
  }
}

function parseWanted(argv: readonly string[]): { readonly since: Date; readonly out?: string } | undefined {
  try {
    const options = { since: { type: "string" }, out: { type: "string" } } as const;
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const { since = "1970-01-01", out } = values;
    if (positionals.join(" ") !== "labels" || !isDay(since)) return undefined;
    return { since: atShanghai(since, "00:00"), ...(out === undefined ? {} : { out }) };
  } catch {
    return undefined; // an option that there is not, or one without its value: the usage says what there is
  }
}

/** Only the owner may read it. It takes its name when it is whole, so that a failure leaves an older file as it was. */
async function intoFile(file: string, writeAll: (write: Write) => Promise<LabelCounts>): Promise<LabelCounts> {
  const unfinished = `${file}.unfinished`;
  const handle = await open(unfinished, "w", 0o600);
  let isWhole = false;
  try {
    const counts = await writeAll((text) => handle.appendFile(text));
    isWhole = true;
    return counts;
  } finally {
    await handle.close();
    await (isWhole ? rename(unfinished, file) : rm(unfinished));
  }
}

const countsText = (counts: LabelCounts): string =>
  [...counts, ["lines", counts.reduce((sum, [, lines]) => sum + lines, 0)] as const]
    .map(([label, lines]) => `${label}: ${lines}`)
    .join("\n");
