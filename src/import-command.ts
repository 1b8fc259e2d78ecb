import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { parseStreets } from "./buildings/streets.js";
import type { Config } from "./config.js";
import type { OpenedDatabase } from "./database/database.prisma.js";
import { buildingTable } from "./imports/building-table.prisma.js";
import { buildingColumns, type HeadingMap, parseHeadingMap, unitColumns } from "./imports/import-columns.js";
import type { ImportOutput } from "./imports/import-output.js";
import { importRoster } from "./imports/import-roster.js";
import { importTable } from "./imports/import-table.js";
import { datumOf } from "./imports/read-position.js";
import { undoImport } from "./imports/undo-import.js";
import { unitTable } from "./imports/unit-table.prisma.js";
import { writeTemplate } from "./imports/write-template.js";
import { loadRules, templatePath } from "./load-rules.js";
import { asStartError, openExistingDatabase } from "./open-existing-database.js";
import { systemClock } from "./shared/clock.js";
import { faultOfTable } from "./shared/read-table.js";
import { readYaml } from "./shared/read-yaml.js";
import { TableFileError } from "./shared/table-file.js";

const usage = `usage: louxin import buildings|units FILE.xlsx|FILE.csv [--dry-run] [--map COLUMNS.yaml] [--failed FILE.csv]
                        [--datum wgs84|gcj02|bd09] [--allow-moved]
       louxin import roster FILE.xlsx|FILE.csv [--dry-run]
       louxin import template buildings|units FILE.xlsx
       louxin import rollback BATCH`;

/**
 * `louxin import …`: reads all rows of a table, tells what is wrong with each, and writes either all of them or none; the
 * same file a second time changes nothing. Also writes empty tables, and takes an import of buildings or units back.
 * Returns the exit code: 0; 1 where rows are wrong or a file cannot be read; 2 with a word of usage. Throws
 * DatabaseStartError where the database cannot be opened or lacks tables.
 */
export async function runImport(argv: readonly string[], config: Config, output: ImportOutput): Promise<number> {
  const wanted = parseWanted(argv);
  if (!wanted) {
    output.tell(usage);
    return 2;
  }
  try {
    if (wanted.what === "template") return await writeEmptyTable(wanted, output);
    const database = await openExistingDatabase(config, { log: output.log, doing: "import" });
    try {
      return await runWith(database, wanted, output);
    } finally {
      await database.close();
    }
  } catch (error) {
    const fault = faultOfTable(error);
    if (fault === undefined) throw asStartError(error, "import");
    output.tell(fault);
    return 1;
  }
}

interface Wanted {
  readonly what: "buildings" | "units" | "roster" | "rollback" | "template";
  /** A file; of `rollback` the batch. */
  readonly subject: string;
  /** Of `template`: whose. */
  readonly of?: "buildings" | "units";
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

/** The options of each; what is not among them is refused rather than passed over. */
const optionsOf: Readonly<Record<Wanted["what"], readonly string[]>> = {
  buildings: ["dry-run", "map", "failed", "datum", "allow-moved"],
  units: ["dry-run", "map", "failed"],
  roster: ["dry-run"],
  rollback: [],
  template: [],
};
const options = {
  "dry-run": { type: "boolean" },
  map: { type: "string" },
  failed: { type: "string" },
  datum: { type: "string" },
  "allow-moved": { type: "boolean" },
} as const;

function parseWanted(argv: readonly string[]): Wanted | undefined {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const [what = "", ...subjects] = positionals;
    if (!isKey(optionsOf, what) || Object.keys(values).some((name) => !optionsOf[what].includes(name)))
      return undefined;
    if (values.datum !== undefined && datumOf(values.datum) === undefined) return undefined;
    const of = what === "template" ? subjects.shift() : undefined;
    const [subject, ...more] = subjects;
    if (subject === undefined || more.length > 0) return undefined;
    if (what !== "template") return { what, subject, options: values };
    return of === "buildings" || of === "units" ? { what, of, subject, options: values } : undefined;
  } catch {
    return undefined; // an option that there is not: the usage says what there is
  }
}

const isKey = <T extends object>(of: T, key: PropertyKey): key is keyof T => Object.hasOwn(of, key);

const readStreets = () => readYaml(templatePath("rules", "streets.yaml"), parseStreets);

async function writeEmptyTable({ of, subject }: Wanted, output: ImportOutput): Promise<number> {
  const { fileRules } = loadRules();
  await writeFile(subject, writeTemplate(of === "units" ? unitColumns : buildingColumns(fileRules), fileRules));
  await output.print(`空表写在 ${subject}\n`);
  return 0;
}

function runWith(database: OpenedDatabase, { what, subject, options: said }: Wanted, output: ImportOutput) {
  const streets = readStreets();
  const { fileRules: file } = loadRules();
  const now = systemClock.now();
  const isDry = said["dry-run"] === true;
  if (what === "rollback") return undoImport(database, { batch: subject, rules: file, now }, output);
  if (what === "roster") return importRoster(database, { file: subject, isDry, streets }, output);
  const datum = datumOf(String(said["datum"] ?? ""));
  const table =
    what === "units"
      ? unitTable(streets)
      : buildingTable({ file, streets, allowsMoves: said["allow-moved"] === true, ...(datum && { datum }) });
  const wanted = {
    file: subject,
    isDry,
    ...(typeof said["map"] === "string" && { map: readMap(said["map"]) }),
    ...(typeof said["failed"] === "string" && { failedFile: said["failed"] }),
  };
  return importTable(database, table, { wanted, output, now });
}

function readMap(path: string): HeadingMap {
  try {
    return readYaml(path, parseHeadingMap);
  } catch (error) {
    throw new TableFileError(`对照表 ${error instanceof Error ? error.message : String(error)}`);
  }
}
