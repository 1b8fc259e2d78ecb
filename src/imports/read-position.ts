import type { FilePosition } from "../buildings/building-file.js";
import type { FileRules } from "../buildings/file-rules.js";
import { type Datum, type Position, toWgs84 } from "../shared/position.js";
import { err, ok, type Result } from "../shared/result.js";

/** A position as a row has it: in WGS84 for the file, and as it was written. */
export interface ReadPosition {
  readonly position: FilePosition;
  readonly written: Position;
}

const datums: Readonly<Record<string, Datum>> = {
  WGS84: "WGS84",
  GPS: "WGS84",
  天地图: "WGS84",
  GCJ02: "GCJ-02",
  高德: "GCJ-02",
  腾讯: "GCJ-02",
  火星: "GCJ-02",
  火星坐标: "GCJ-02",
  BD09: "BD-09",
  百度: "BD-09",
};

/** A datum by its names: wgs84, GCJ-02, 高德, 百度; undefined for any other word. */
export const datumOf = (word: string): Datum | undefined => {
  const plain = word
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s_-]|坐标系$|地图$/gu, "");
  return datums[plain] ?? datums[word.trim()];
};

/** The cells of a row that say where it is, and what says how they are meant. */
export interface WrittenPosition {
  readonly lat: string;
  readonly lon: string;
  /** The row's own datum; empty where it has none. */
  readonly datum: string;
  /** The datum of the whole table. */
  readonly tableDatum: Datum | undefined;
}

/** Where a row is; undefined where it does not say. Refuses with what is wrong, in Chinese. */
export function readPosition(
  cells: WrittenPosition,
  bounds: FileRules["bounds"],
): Result<ReadPosition | undefined, string> {
  if (cells.lat === "" && cells.lon === "") return ok(undefined);
  const written = { lat: degrees(cells.lat), lon: degrees(cells.lon) };
  if (Number.isNaN(written.lat) || Number.isNaN(written.lon))
    return err("经度、纬度要成对,写成度的小数,如 113.883802 和 22.575711");
  if (isInside({ lat: written.lon, lon: written.lat }, bounds)) return err("经度和纬度写反了");
  const datum = cells.datum === "" ? cells.tableDatum : datumOf(cells.datum);
  if (datum === undefined)
    return err(
      cells.datum === ""
        ? "没说是哪种坐标:加一列“坐标系”,或者加 --datum wgs84、gcj02(高德、腾讯)或 bd09(百度)"
        : `坐标系“${cells.datum}”不认得,写 WGS84、GCJ-02 或 BD-09`,
    );
  const position = toWgs84(written, datum);
  if (!isInside(position, bounds)) return err(`位置 ${cells.lon},${cells.lat} 不在本区,请核对`);
  return ok({ position: { ...position, datum }, written });
}

const degrees = (cell: string): number => (/^\d{1,3}(?:\.\d+)?$/u.test(cell.trim()) ? Number(cell) : Number.NaN);

const isInside = ({ lat, lon }: Position, { west, south, east, north }: FileRules["bounds"]): boolean =>
  lon >= west && lon <= east && lat >= south && lat <= north;
