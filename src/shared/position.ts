import gcoordModule from "gcoord";

/** A place on the earth in degrees, WGS84. */
export interface Position {
  readonly lat: number;
  readonly lon: number;
}

// The types of the package speak of a default export, but its CommonJS module is the object itself.
const gcoord = gcoordModule as unknown as typeof gcoordModule.default;

/** How a source counts degrees: as satellites do, as Chinese maps do (高德, 腾讯), as Baidu's maps do. */
export type Datum = "WGS84" | "GCJ-02" | "BD-09";
const systems = { WGS84: gcoord.WGS84, "GCJ-02": gcoord.GCJ02, "BD-09": gcoord.BD09 } as const;

const earthRadius = 6_371_008;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** The position to three decimals of a degree, some 100 m: enough to tell streets apart, too little to tell doors apart. */
export const coarse = ({ lat, lon }: Position): Position => ({ lat: threeDecimals(lat), lon: threeDecimals(lon) });

const threeDecimals = (degrees: number): number => Math.round(degrees * 1000) / 1000;

/** A position of any datum in WGS84, to seven decimals: a centimetre. */
export function toWgs84({ lat, lon }: Position, datum: Datum): Position {
  const [east, north] = gcoord.transform([lon, lat], systems[datum], gcoord.WGS84);
  return { lat: sevenDecimals(north), lon: sevenDecimals(east) };
}

const sevenDecimals = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;

/** Metres between two places on a sphere. Source: haversine formula. */
export function metresApart(a: Position, b: Position): number {
  const chord =
    Math.sin(radians(b.lat - a.lat) / 2) ** 2 +
    Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(radians(b.lon - a.lon) / 2) ** 2;
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/**
 * Metres between a building and where a phone says that it was. Some phones sold in China write the shifted GCJ-02 and
 * none says which it wrote: the reading that is nearer to the building counts.
 */
export function metresFromPhone(building: Position, phone: Position): number {
  return Math.min(metresApart(building, phone), metresApart(building, toWgs84(phone, "GCJ-02")));
}
