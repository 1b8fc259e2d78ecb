import { gridOf } from "../buildings/building-code.js";
import {
  changeOf,
  completenessOf,
  type FactValues,
  isPosition,
  overallShare,
  textOf,
} from "../buildings/building-file.js";
import type { FileRules } from "../buildings/file-rules.js";
import { normalPlaceName } from "../buildings/place-name.js";
import { type Datum, metresApart, toWgs84 } from "../shared/position.js";
import type { BuildingRow, ReadRow } from "./building-row.js";
import type { ReadPosition } from "./read-position.js";

/** How rows are checked against what is registered. */
export interface CheckRules {
  readonly file: FileRules;
  /** Whoever imports has said that buildings which moved were measured wrongly before. */
  readonly allowsMoves: boolean;
}

/** The names by which a building is said, in the spelling in which they are compared. */
export interface SaidNames {
  readonly grid: string;
  /** 3栋: several estates of a grid may have one. */
  readonly name: string;
  /** 华侨新村3栋. */
  readonly full: string;
  readonly aliases: readonly string[];
}

/** A row with what it would change. */
export interface CheckedBuilding {
  readonly line: number;
  readonly code: string | undefined;
  readonly isNew: boolean;
  /** Missing where the row changes nothing. */
  readonly change?: { readonly before: FactValues; readonly after: FactValues };
  readonly names?: SaidNames;
  /** How complete the file is with the row, 0 to 1. */
  readonly completeness: number;
  readonly faults: readonly string[];
}

const neededOfNew = ["name", "estate", "address", "community"] as const;

/** Checks a row against the present file of its building; undefined where the building is not registered yet. */
export function checkBuilding(
  { line, read }: { readonly line: number; readonly read: ReadRow },
  present: FactValues | undefined,
  rules: CheckRules,
): CheckedBuilding {
  const { row, faults } = read;
  if (!row) return { line, code: undefined, isNew: false, completeness: 0, faults };
  const all: FactValues = { ...present, ...row.facts };
  const change = changeOf(present ?? {}, row.facts);
  const has = (key: string): boolean => (all[key] ?? null) !== null;
  const missing = neededOfNew.filter((one) => !has(`basic.${one}`));
  return {
    line,
    code: row.code,
    isNew: present === undefined,
    ...(change ? { change } : {}),
    ...(missing.length === 0 ? { names: namesOf(row, all) } : {}),
    completeness: overallShare(completenessOf(has, rules.file)),
    faults: [
      ...faults,
      ...(missing.length > 0 ? [`新楼栋还缺:${missing.map((one) => fieldName(one, rules.file)).join("、")}`] : []),
      ...(present || has("basic.position") || faults.length > 0 ? [] : ["没有位置:请补上经度和纬度"]),
      ...moveFault(row.place, present?.["basic.position"], rules),
    ],
  };
}

const fieldName = (key: string, { sections }: FileRules): string => sections["basic"]?.fields[key]?.name ?? key;

/** The names of a building as its facts have them. */
export function namesOf({ code }: Pick<BuildingRow, "code">, facts: FactValues): SaidNames {
  const text = (key: string): string => normalPlaceName(textOf(facts[`basic.${key}`]));
  const aliases = facts["basic.aliases"];
  return {
    grid: gridOf(code),
    name: text("name"),
    full: text("estate") + text("name"),
    aliases: Array.isArray(aliases) ? aliases.map((alias) => normalPlaceName(String(alias))) : [],
  };
}

/** As near as this to the registered position, a reading under another datum is the right one. */
const sameSpotMetres = 60;
const otherDatums: readonly Datum[] = ["WGS84", "GCJ-02", "BD-09"];

/** A building that stands elsewhere than it is registered: measured under another datum, mistaken for another, or moved. */
function moveFault(
  place: ReadPosition | undefined,
  registered: FactValues[string] | undefined,
  { file, allowsMoves }: CheckRules,
): readonly string[] {
  if (!place || !isPosition(registered) || allowsMoves) return [];
  const metres = metresApart(place.position, registered);
  if (metres <= file.movedMetres) return [];
  const better = otherDatums.find((datum) => metresApart(toWgs84(place.written, datum), registered) < sameSpotMetres);
  if (better !== undefined) return [`坐标像是 ${better} 的,却当成了 ${place.position.datum}:请改坐标系`];
  return [
    `离登记的位置有${Math.round(metres)}米:编码写错了,或者位置写错了;` +
      "登记的位置不对、要改成表里的,加 --allow-moved",
  ];
}
