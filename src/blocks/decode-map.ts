import { gridDigits, mapMagic, mapVersion, serialDigits } from "./map-layout.js";
import { readVarints } from "./varint.js";

/** The buildings of a map payload by columns, in the order of their codes. */
export interface DecodedMap {
  /** When what it says last changed. */
  readonly dataAt: Date;
  readonly count: number;
  /** WGS84 degrees, exact to a hundred-thousandth; all 0 where there is no building. */
  readonly bounds: { readonly west: number; readonly south: number; readonly east: number; readonly north: number };
  /** 14 digits each. */
  readonly grids: readonly string[];
  readonly kinds: readonly string[];
  /** Place of the building's grid in `grids`. */
  readonly gridIndex: Uint32Array;
  /** WGS84 degrees. */
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  /** 1 to 5, 0 without a rating in force, 6 with its plate withdrawn. */
  readonly star: Uint8Array;
  /** Open cases; 255 stands for that many or more. */
  readonly open: Uint8Array;
  /** The worst of them: 0 none, 1 minor, 2 major, 3 critical, 4 emergency. */
  readonly worst: Uint8Array;
  /** 1 where a case is past its deadline. */
  readonly isOverdue: Uint8Array;
  /** Place in `kinds`; beyond it where the kind is none of them. */
  readonly kind: Uint8Array;
  /** The 19 digits of the building at this place. Throws a RangeError where there is none. */
  codeAt(index: number): string;
}

/**
 * Reads `GET /api/map/buildings.bin`; uses nothing but what browsers have. Throws an Error that says what is wrong where
 * the bytes are no payload, of another version, or cut off.
 */
export function decodeMap(bytes: Uint8Array): DecodedMap {
  const { view, header } = readHeader(bytes);
  const next = createSectionReader(bytes, view, header.headerBytes);
  const text = new TextDecoder("utf-8", { fatal: true });
  const kinds = text.decode(next()).split("\n").slice(0, header.kinds);
  const grids = cutGrids(text.decode(next()), header.grids);
  const counts = readVarints(next(), header.grids);
  const corners = readVarints(next(), header.grids * 2);
  const serials = readVarints(next(), header.count);
  const [lons, lats] = [readVarints(next(), header.count), readVarints(next(), header.count)];
  const [star, open, worst, isOverdue, kind] = [next(), next(), next(), next(), next()];
  if ([star, open, worst, isOverdue, kind].some((column) => column.length !== header.count))
    throw new Error("a column has not as many buildings as the header says");
  const placed = place({ header, counts, corners, serials, lons, lats });
  const { gridIndex, lon, lat } = placed;
  return {
    dataAt: header.dataAt,
    count: header.count,
    bounds: header.bounds,
    grids,
    kinds,
    gridIndex,
    lon,
    lat,
    star,
    open,
    worst,
    isOverdue,
    kind,
    codeAt(index) {
      const [grid, serial] = [grids[gridIndex[index] ?? -1], placed.serial[index]];
      if (grid === undefined || serial === undefined) throw new RangeError(`there is no building ${index}`);
      return `${grid}${String(serial).padStart(serialDigits, "0")}`;
    },
  };
}

type Header = ReturnType<typeof readHeader>["header"];

function readHeader(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = String.fromCharCode(...bytes.subarray(0, mapMagic.length));
  if (magic !== mapMagic || bytes.length < 8) throw new Error("this is no map payload");
  const version = view.getUint16(4, true);
  if (version !== mapVersion) throw new Error(`the map payload has version ${version}; ${mapVersion} is understood`);
  const headerBytes = view.getUint16(6, true);
  if (bytes.length < headerBytes) throw new Error("the map payload is cut off");
  const perDegree = view.getUint32(16, true);
  const degrees = (at: number): number => view.getInt32(at, true) / perDegree;
  const header = {
    headerBytes,
    count: view.getUint32(8, true),
    grids: view.getUint32(12, true),
    perDegree,
    minLon: view.getInt32(20, true),
    minLat: view.getInt32(24, true),
    bounds: { west: degrees(20), south: degrees(24), east: degrees(28), north: degrees(32) },
    kinds: view.getUint32(36, true),
    dataAt: new Date(view.getFloat64(40, true)),
  };
  return { view, header };
}

/** Gives the sections one after the other. */
function createSectionReader(bytes: Uint8Array, view: DataView, from: number): () => Uint8Array {
  let at = from;
  return () => {
    const start = at + 4;
    const end = start > bytes.length ? Number.NaN : start + view.getUint32(at, true);
    if (!(end <= bytes.length)) throw new Error("the map payload is cut off");
    at = end;
    return bytes.subarray(start, end);
  };
}

function cutGrids(text: string, count: number): readonly string[] {
  if (text.length !== count * gridDigits) throw new Error("the grids are not as many as the header says");
  return Array.from({ length: count }, (_, at) => text.slice(at * gridDigits, (at + 1) * gridDigits));
}

/** Works out where each building is: within a grid serials add up, positions count from the grid's corner. */
function place(from: {
  readonly header: Header;
  readonly counts: Uint32Array;
  readonly corners: Uint32Array;
  readonly serials: Uint32Array;
  readonly lons: Uint32Array;
  readonly lats: Uint32Array;
}) {
  const { header, counts, corners, serials, lons, lats } = from;
  const [gridIndex, serial] = [new Uint32Array(header.count), new Uint32Array(header.count)];
  const [lon, lat] = [new Float64Array(header.count), new Float64Array(header.count)];
  let row = 0;
  counts.forEach((count, grid) => {
    const west = header.minLon + (corners[grid * 2] ?? 0);
    const south = header.minLat + (corners[grid * 2 + 1] ?? 0);
    for (let sum = 0, end = row + count; row < end; row += 1) {
      sum += serials[row] ?? 0;
      serial[row] = sum;
      gridIndex[row] = grid;
      lon[row] = (west + (lons[row] ?? 0)) / header.perDegree;
      lat[row] = (south + (lats[row] ?? 0)) / header.perDegree;
    }
  });
  if (row !== header.count) throw new Error("the grids have not as many buildings as the header says");
  return { gridIndex, serial, lon, lat };
}
