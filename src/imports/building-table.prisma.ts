import { valuesOf } from "../buildings/building-file.js";
import { type Ask, loadFiles } from "../buildings/file-rows.prisma.js";
import { type BuildingRowRules, readBuildingRow } from "./building-row.js";
import { checkBuilding } from "./check-building.js";
import { buildingColumns } from "./import-columns.js";
import type { ImportTable } from "./import-table.js";
import {
  createBuildingStage,
  crossCheckBuildings,
  gatherBuildingChanges,
  stageBuildings,
  storeStagedCompleteness,
} from "./stage-buildings.prisma.js";

/** A table of buildings with the facts of their files. */
export const buildingTable = (rules: BuildingRowRules & { readonly allowsMoves: boolean }): ImportTable => ({
  kind: "buildings",
  columns: buildingColumns(rules.file),
  measure: "栋",
  stageTable: "import_row",
  begin: createBuildingStage,
  async stage(session, rows) {
    const ask: Ask = (sql, values) => session.query(sql, values);
    const read = rows.map(({ line, cells }) => ({ line, read: readBuildingRow(cells, rules) }));
    const codes = [...new Set(read.flatMap((one) => one.read.row?.code ?? []))];
    const files = await loadFiles(ask, codes, rules.file);
    const checked = read.map((one) => {
      const file = one.read.row && files.get(one.read.row.code);
      return checkBuilding(one, file && valuesOf(file.facts), rules);
    });
    await stageBuildings(session, checked);
  },
  crossCheck: (session) => crossCheckBuildings(session, rules.file),
  gather: gatherBuildingChanges,
  finish: storeStagedCompleteness,
});
