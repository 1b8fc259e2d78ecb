import type { BuildingCode, Branded } from "../shared/ids.js";
import { err, ok, type Result } from "../shared/result.js";
import type { StreetTable } from "./streets.js";

/** The 25-digit code of a let unit (房屋编码): the building's 19 digits and a serial number, which is not the room. */
export type UnitCode = Branded<"UnitCode">;

/** A part of a code that can be wrong; `length` and `digits` are wrong about the whole. */
export type CodeSegment =
  | "length"
  | "digits"
  | "province"
  | "city"
  | "district"
  | "street"
  | "community"
  | "grid"
  | "building"
  | "unit";

/** Why a code is none. */
export interface CodeRefusal {
  readonly segment: CodeSegment;
  /** What stands there. */
  readonly found: string;
  /** For whoever typed it, in Chinese: which digits, what stands there, what should. */
  readonly explanation: string;
}

const buildingDigits = 19;
const unitDigits = 25;

/** Digits as people paste them: with gaps, in full width. */
const typed = (text: string): string => text.normalize("NFKC").replace(/[\s-]/gu, "");

/** A building code, checked segment by segment. Source: code levels of the domain brief §4.1; there is no check digit. */
export function parseBuildingCode(text: string, table: StreetTable): Result<BuildingCode, CodeRefusal> {
  const code = typed(text);
  const refusal = checkShape(code, { length: buildingDigits, name: "楼栋编码" }) ?? checkBuildingSegments(code, table);
  return refusal ? err(refusal) : ok(code as BuildingCode);
}

/** A unit code; its first 19 digits are checked as a building code. */
export function parseUnitCode(text: string, table: StreetTable): Result<UnitCode, CodeRefusal> {
  const code = typed(text);
  const refusal =
    checkShape(code, { length: unitDigits, name: "房屋编码" }) ??
    checkBuildingSegments(code, table) ??
    checkSerial(code, { segment: "unit", from: 20, to: 25, name: "房屋" });
  return refusal ? err(refusal) : ok(code as UnitCode);
}

/** The building that a unit is in. */
export const buildingOfUnit = (code: UnitCode): BuildingCode => code.slice(0, buildingDigits) as BuildingCode;
/** The grid (基础网格) that a building stands in: 14 digits. */
export const gridOf = (code: BuildingCode): string => code.slice(0, 14);
/** The community: 12 digits. */
export const communityOf = (code: BuildingCode): string => code.slice(0, 12);
/** The street: 9 digits. */
export const streetOf = (code: BuildingCode): string => code.slice(0, 9);

/** A beginning of building codes that is an area: district (6 digits), street (9), community (12) or grid (14). */
export const areaPattern = /^(?:[0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{14})$/u;

/** Whether the text is one. */
export const isArea = (text: string): boolean => areaPattern.test(text);

function checkShape(code: string, wanted: { readonly length: number; readonly name: string }): CodeRefusal | undefined {
  if (!/^[0-9]*$/u.test(code)) {
    return { segment: "digits", found: code, explanation: `${wanted.name}只有数字,请检查有没有多打字母或汉字` };
  }
  if (code.length === wanted.length) return undefined;
  const explanation = `${wanted.name}是${wanted.length}位数字,这里有${code.length}位`;
  return { segment: "length", found: code, explanation };
}

function checkBuildingSegments(code: string, table: StreetTable): CodeRefusal | undefined {
  const fixed = (
    segment: CodeSegment,
    from: number,
    wanted: { readonly digits: string; readonly name: string },
  ): CodeRefusal | undefined => {
    const found = code.slice(from - 1, from + 1);
    if (found === wanted.digits) return undefined;
    return {
      segment,
      found,
      explanation: `第${from}—${from + 1}位应是${wanted.digits}(${wanted.name}),这里是${found}`,
    };
  };
  return (
    fixed("province", 1, { digits: table.province, name: "省" }) ??
    fixed("city", 3, { digits: table.city, name: "市" }) ??
    fixed("district", 5, { digits: table.district, name: table.districtName }) ??
    checkStreet(code.slice(6, 9), table) ??
    checkSerial(code, { segment: "community", from: 10, to: 12, name: "社区" }) ??
    checkSerial(code, { segment: "grid", from: 13, to: 14, name: "网格" }) ??
    checkSerial(code, { segment: "building", from: 15, to: 19, name: "楼栋" })
  );
}

function checkStreet(found: string, table: StreetTable): CodeRefusal | undefined {
  if (Object.hasOwn(table.streets, found)) return undefined;
  return { segment: "street", found, explanation: `第7—9位是街道,${table.districtName}没有编号${found}的街道` };
}

/** Community, grid, building and unit are serial numbers from 1 on. */
function checkSerial(
  code: string,
  {
    segment,
    from,
    to,
    name,
  }: { readonly segment: CodeSegment; readonly from: number; readonly to: number; readonly name: string },
): CodeRefusal | undefined {
  const found = code.slice(from - 1, to);
  if (!/^0+$/u.test(found)) return undefined;
  return { segment, found, explanation: `第${from}—${to}位是${name}编号,不能全是0` };
}
