import type { FactValues, FileEvent } from "../../src/buildings/building-file.js";
import { parseFileRules } from "../../src/buildings/file-rules.js";
import { readYaml } from "../../src/shared/read-yaml.js";

/** The rules of building files as they are shipped. */
export const shippedFileRules = readYaml("templates/rules/building-file.yaml", parseFileRules);

/** An act upon a file on a day of November 2026. */
export const buildFileEvent = (day: number, after: FactValues, over: Partial<FileEvent> = {}): FileEvent => ({
  id: String(day),
  at: new Date(`2026-11-${String(day).padStart(2, "0")}T09:00:00+08:00`),
  source: "导入",
  before: {},
  after,
  ...over,
});
