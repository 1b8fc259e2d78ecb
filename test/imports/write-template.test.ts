import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildingColumns, createColumnFinder, unitColumns } from "../../src/imports/import-columns.js";
import { writeTemplate } from "../../src/imports/write-template.js";
import { readTable } from "../../src/shared/read-table.js";
import { shippedFileRules } from "../support/building-files.js";
import { tempFolder } from "../support/temp-folder.js";

describe("writeTemplate", () => {
  it.each([
    ["buildings", buildingColumns(shippedFileRules)],
    ["units", unitColumns],
  ])("writes an empty table of %s whose every column the import knows", async (_, columns) => {
    const path = join(await tempFolder(), "t.xlsx");
    await writeFile(path, writeTemplate(columns, shippedFileRules));
    let headings: readonly string[] = [];
    const finder = createColumnFinder(columns);
    const rows = readTable(path, (found) => {
      headings = found;
      return finder.columnsOf(found);
    });
    expect(await rows.next()).toMatchObject({ done: true });
    expect(headings).toHaveLength(columns.length);
    expect(finder.unused()).toEqual([]);
  });

  it("asks for no count and for nothing that staff note", () => {
    const keys = buildingColumns(shippedFileRules).map(({ key }) => key);
    expect(keys).toContain("fire.alarms");
    expect(keys).not.toContain("housing.units");
    expect(keys).not.toContain("basic.street_check");
  });
});

describe("createColumnFinder", () => {
  it("takes every spelling of a heading, and no name for two columns", () => {
    const columns = buildingColumns(shippedFileRules);
    const { columnsOf } = createColumnFinder(columns);
    expect(columnsOf(["楼栋编码*", " 层 数 ", "灭火器(个)", "烟感(只)", "LNG"])).toEqual([
      "code",
      "basic.storeys",
      "fire.extinguishers",
      "fire.alarms",
      "lon",
    ]);
    const names = columns.flatMap((one) => one.names);
    expect(new Set(names).size).toBe(names.length);
  });
});
