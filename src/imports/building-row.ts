import { type CodeRefusal, parseBuildingCode, streetOf } from "../buildings/building-code.js";
import { type FactValue, textOf } from "../buildings/building-file.js";
import { fieldsOf, type FileRules, isImported } from "../buildings/file-rules.js";
import type { StreetTable } from "../buildings/streets.js";
import type { BuildingCode } from "../shared/ids.js";
import type { Datum } from "../shared/position.js";
import type { Result } from "../shared/result.js";
import type { TableRow } from "../shared/table-file.js";
import { codeKey } from "./import-columns.js";
import { readCell } from "./read-cell.js";
import { readPosition, type ReadPosition } from "./read-position.js";

/** How rows of buildings are read. */
export interface BuildingRowRules {
  readonly file: FileRules;
  readonly streets: StreetTable;
  /** The datum of rows that name none. */
  readonly datum?: Datum;
}

/** A row that says what a file should hold; facts that the row leaves empty are not among them. */
export interface BuildingRow {
  readonly code: BuildingCode;
  readonly facts: Readonly<Record<string, FactValue>>;
  readonly place?: ReadPosition;
}

/** A row as far as it can be read, and all that is wrong with it, in Chinese. */
export interface ReadRow {
  readonly row?: BuildingRow;
  readonly faults: readonly string[];
}

/** Reads a row of a table of buildings. */
export function readBuildingRow(cells: TableRow["cells"], rules: BuildingRowRules): ReadRow {
  const code = readCode(cells[codeKey] ?? "", (text) => parseBuildingCode(text, rules.streets));
  const { lat = "", lon = "", datum = "" } = cells;
  const place = readPosition({ lat, lon, datum, tableDatum: rules.datum }, rules.file.bounds);
  const facts: Record<string, FactValue> = {};
  const faults: string[] = [];
  if (!code.ok) faults.push(code.refusal);
  for (const { key, field } of fieldsOf(rules.file).filter((one) => isImported(one.field))) {
    const text = cells[key] ?? "";
    if (text === "") continue;
    const read = readCell(text, field);
    if (read.ok) facts[key] = read.value;
    else faults.push(read.refusal);
  }
  if (!place.ok) faults.push(place.refusal);
  else if (place.value) facts["basic.position"] = place.value.position;
  if (!code.ok) return { faults };
  const street = checkStreet(code.value, facts["basic.street"], rules.streets);
  if (street.fault !== undefined) faults.push(street.fault);
  const row = { code: code.value, facts: { ...facts, "basic.street": street.name } };
  return { row: { ...row, ...(place.ok && place.value ? { place: place.value } : {}) }, faults };
}

/** The code in a cell, or in Chinese why it is none. Excel and its tables turn 19 digits into 4.40306E+18 and lose the end. */
export function readCode<Code>(text: string, parse: (text: string) => Result<Code, CodeRefusal>): Result<Code, string> {
  if (text === "") return { ok: false, refusal: "没写编码" };
  if (/^[\d.]+E\+?\d+$/iu.test(text))
    return { ok: false, refusal: `编码成了数字 ${text},后几位已经丢了:请把这一列设成文本再填` };
  const parsed = parse(text);
  return parsed.ok ? parsed : { ok: false, refusal: parsed.refusal.explanation };
}

/** The code says which street it is; a row that says another was given a code of somewhere else. */
function checkStreet(
  code: BuildingCode,
  said: FactValue | undefined,
  { streets }: StreetTable,
): { readonly name: string; readonly fault?: string } {
  const name = streets[streetOf(code).slice(6)] ?? "";
  const told = textOf(said);
  if (told === "" || told.replace(/街道(?:办事处)?$/u, "") === name.replace(/街道$/u, "")) return { name };
  return { name, fault: `写的是${told},编码第7—9位却是${name}:编码或街道写错了` };
}
