import {
  gridDigits,
  mapHeaderBytes,
  mapMagic,
  mapVersion,
  mostOpenDrawn,
  pointColumns,
  pointWidth,
  unitsPerDegree,
} from "./map-layout.js";
import { writeVarints } from "./varint.js";

type Column = (typeof pointColumns)[number];
/** The buildings of a grid as bytes, to be joined with those of other grids. */
export interface EncodedGrid {
  readonly grid: string;
  readonly count: number;
  /** South-western and north-eastern corner, in units. */
  readonly box: Box;
  readonly columns: Readonly<Record<Column, Uint8Array>>;
}

interface Box {
  readonly minLon: number;
  readonly minLat: number;
  readonly maxLon: number;
  readonly maxLat: number;
}

/** Encodes the points of a grid: `pointWidth` numbers a building, in the order of serials; undefined where there are none. */
export function encodeGrid(grid: string, points: readonly number[]): EncodedGrid | undefined {
  const count = points.length / pointWidth;
  if (count === 0) return undefined;
  const column = (name: Column): number[] => columnOf(points, pointColumns.indexOf(name));
  const [serials, lons, lats] = [column("serial"), column("lon"), column("lat")];
  const box = { minLon: least(lons), minLat: least(lats), maxLon: most(lons), maxLat: most(lats) };
  return {
    grid,
    count,
    box,
    columns: {
      serial: writeVarints(serials.map((serial, row) => serial - (serials[row - 1] ?? 0))),
      lon: writeVarints(lons.map((lon) => lon - box.minLon)),
      lat: writeVarints(lats.map((lat) => lat - box.minLat)),
      star: Uint8Array.from(column("star")),
      open: Uint8Array.from(column("open"), (open) => Math.min(open, mostOpenDrawn)),
      worst: Uint8Array.from(column("worst")),
      isOverdue: Uint8Array.from(column("isOverdue")),
      kind: Uint8Array.from(column("kind"), (kind) => Math.min(kind, 255)),
    },
  };
}

function columnOf(points: readonly number[], offset: number): number[] {
  const column: number[] = [];
  for (let at = offset; at < points.length; at += pointWidth) column.push(points[at] ?? 0);
  return column;
}

/** What a payload says beside the buildings. */
export interface PayloadHead {
  /** When what it says last changed. */
  readonly dataAt: Date;
  /** Names of the kinds of buildings; a building's kind is its place in this list, or beyond it where it is none of them. */
  readonly kinds: readonly string[];
}

/** One payload of grids in the order of their codes. */
export function encodeMap(grids: readonly EncodedGrid[], head: PayloadHead): Uint8Array<ArrayBuffer> {
  const box = boxOf(grids);
  const text = new TextEncoder();
  const sections = [
    text.encode(head.kinds.join("\n")),
    text.encode(grids.map(({ grid }) => grid.padEnd(gridDigits)).join("")),
    writeVarints(grids.map(({ count }) => count)),
    writeVarints(grids.flatMap((one) => [one.box.minLon - box.minLon, one.box.minLat - box.minLat])),
    ...pointColumns.map((name) => joined(grids.map(({ columns }) => columns[name]))),
  ];
  const bytes = new Uint8Array(sections.reduce((size, section) => size + 4 + section.length, mapHeaderBytes));
  writeHeader(bytes, { ...head, grids, box });
  let at = mapHeaderBytes;
  for (const section of sections) {
    new DataView(bytes.buffer).setUint32(at, section.length, true);
    bytes.set(section, at + 4);
    at += 4 + section.length;
  }
  return bytes;
}

function writeHeader(
  bytes: Uint8Array<ArrayBuffer>,
  { grids, box, dataAt, kinds }: PayloadHead & { readonly grids: readonly EncodedGrid[]; readonly box: Box },
): void {
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(mapMagic));
  view.setUint16(4, mapVersion, true);
  view.setUint16(6, mapHeaderBytes, true);
  const count = grids.reduce((sum, one) => sum + one.count, 0);
  [count, grids.length, unitsPerDegree].forEach((value, at) => view.setUint32(8 + at * 4, value, true));
  [box.minLon, box.minLat, box.maxLon, box.maxLat].forEach((value, at) => view.setInt32(20 + at * 4, value, true));
  view.setUint32(36, kinds.length, true);
  view.setFloat64(40, dataAt.getTime(), true);
}

function boxOf(grids: readonly EncodedGrid[]): Box {
  const boxes = grids.map(({ box }) => box);
  if (boxes.length === 0) return { minLon: 0, minLat: 0, maxLon: 0, maxLat: 0 };
  return {
    minLon: least(boxes.map((box) => box.minLon)),
    minLat: least(boxes.map((box) => box.minLat)),
    maxLon: most(boxes.map((box) => box.maxLon)),
    maxLat: most(boxes.map((box) => box.maxLat)),
  };
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b));
const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b));
