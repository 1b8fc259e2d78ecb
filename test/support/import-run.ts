import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import type { OpenedDatabase } from "../../src/database/database.prisma.js";
import { buildingTable } from "../../src/imports/building-table.prisma.js";
import type { BuildingRowRules } from "../../src/imports/building-row.js";
import type { ImportOutput } from "../../src/imports/import-output.js";
import { importTable, type ImportTable, type WantedImport } from "../../src/imports/import-table.js";
import { undoImport } from "../../src/imports/undo-import.js";
import { unitTable } from "../../src/imports/unit-table.prisma.js";
import { parseStreets } from "../../src/buildings/streets.js";
import { silentLog as log } from "../../src/shared/log.js";
import { readYaml } from "../../src/shared/read-yaml.js";
import { shippedFileRules } from "./building-files.js";

const shippedStreets = readYaml("templates/rules/streets.yaml", parseStreets);

/** What an import answered. */
export interface Ran {
  readonly code: number;
  readonly printed: string;
  readonly told: readonly string[];
}

/** Imports of a suite, out of tables in a folder that goes with it. @param database the present database */
export function prepareImports(database: () => OpenedDatabase) {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "louxin-tables-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const answered = async (work: (output: ImportOutput) => Promise<number>): Promise<Ran> => {
    const printed: string[] = [];
    const told: string[] = [];
    const code = await work({
      print: async (text) => void printed.push(text),
      tell: (line) => void told.push(line),
      log,
    });
    return { code, printed: printed.join(""), told };
  };
  const runTable = (table: ImportTable, file: string, wanted: Partial<WantedImport> & { readonly now?: Date }) => {
    const { now = new Date("2026-11-27T10:00:00+08:00"), ...rest } = wanted;
    return answered((output) =>
      importTable(database(), table, { wanted: { file, isDry: false, ...rest }, output, now }),
    );
  };
  return {
    /** Writes a table of lines; gives its path. */
    async table(name: string, ...lines: readonly string[]): Promise<string> {
      await writeFile(join(folder, name), `${lines.join("\n")}\n`);
      return join(folder, name);
    },
    pathOf: (name: string): string => join(folder, name),
    buildings: (
      file: string,
      wanted: Partial<WantedImport> &
        Partial<Pick<BuildingRowRules, "datum">> & { readonly allowsMoves?: boolean; readonly now?: Date } = {},
    ): Promise<Ran> => {
      const { datum, allowsMoves = false, ...rest } = wanted;
      const rules = { file: shippedFileRules, streets: shippedStreets, allowsMoves, ...(datum && { datum }) };
      return runTable(buildingTable(rules), file, rest);
    },
    units: (file: string, wanted: Partial<WantedImport> = {}): Promise<Ran> =>
      runTable(unitTable(shippedStreets), file, wanted),
    undo: (batch: string, now = new Date("2026-11-28T10:00:00+08:00")): Promise<Ran> =>
      answered((output) => undoImport(database(), { batch, rules: shippedFileRules, now }, output)),
  };
}

/** The batch that an answer names. */
export const batchOf = ({ printed }: Ran): string => /批次 (\S+?)\(/u.exec(printed)?.[1] ?? "";
