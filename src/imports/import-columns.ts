import { z } from "zod";
import { fieldsOf, type FileRules, isImported } from "../buildings/file-rules.js";
import { type ColumnsOf, TableFileError } from "../shared/table-file.js";

/** One column that a table may have: its key in the cells of a row, and what it is called; the first name is ours. */
export interface ImportColumn {
  readonly key: string;
  readonly names: readonly string[];
}

/** The column that says which building or unit a row is about. */
export const codeKey = "code";

/** The columns of a table of buildings. */
export const buildingColumns = (rules: FileRules): readonly ImportColumn[] => [
  { key: codeKey, names: ["楼栋编码", "编码", "楼栋代码", "楼栋身份证号码", "code", "building"] },
  ...fieldsOf(rules)
    .filter(({ field }) => isImported(field))
    .map(({ key, field }) => ({ key, names: [field.name, ...field.headings] })),
  { key: "lon", names: ["经度", "lon", "lng", "longitude"] },
  { key: "lat", names: ["纬度", "lat", "latitude"] },
  { key: "datum", names: ["坐标系", "坐标类型", "坐标系统", "datum"] },
];

/** The columns of a table of units. */
export const unitColumns: readonly ImportColumn[] = [
  { key: codeKey, names: ["房屋编码", "编码", "房屋代码", "code", "unit"] },
  { key: "room", names: ["房号", "房间号", "室号", "房间", "room"] },
];

const headingMap = z.record(z.string().min(1), z.string().min(1));

/** Headings of a table by the names that we know, from a file such as `{ 我的表头: 楼栋名称 }`. */
export type HeadingMap = Readonly<z.infer<typeof headingMap>>;

/** Checks the content of such a file. Throws a ZodError that names the wrong heading. */
export const parseHeadingMap = (content: unknown): HeadingMap => headingMap.parse(content);

/** What finds the columns of a table. */
export interface ColumnFinder {
  /** Throws TableFileError where the code has no column, two columns are the same, or the map names one that we lack. */
  readonly columnsOf: ColumnsOf;
  /** Headings that were not used, once the heading row was read. */
  readonly unused: () => readonly string[];
}

/** Finds columns by their headings: one of our names, or what `map` makes of it. */
export function createColumnFinder(columns: readonly ImportColumn[], map: HeadingMap = {}): ColumnFinder {
  const keys = new Map(columns.flatMap(({ key, names }) => [key, ...names].map((name) => [spelling(name), key])));
  const mapped = new Map(Object.entries(map).map(([heading, name]) => [spelling(heading), name]));
  const unknown = [...mapped.values()].filter((name) => !keys.has(spelling(name)));
  let unused: readonly string[] = [];
  return {
    unused: () => unused,
    columnsOf(headings) {
      if (unknown.length > 0) throw new TableFileError(`对照表里没有这样的列:${unknown.join("、")}`);
      const found = headings.map((heading) => keys.get(spelling(mapped.get(spelling(heading)) ?? heading)));
      unused = headings.filter((heading, at) => found[at] === undefined && heading.trim() !== "");
      checkColumns(found, { columns, headings });
      return found;
    },
  };
}

function checkColumns(
  found: readonly (string | undefined)[],
  { columns, headings }: { readonly columns: readonly ImportColumn[]; readonly headings: readonly string[] },
): void {
  if (!found.includes(codeKey)) {
    const [code] = columns.find(({ key }) => key === codeKey)?.names ?? [];
    throw new TableFileError(`第一行没有“${code}”这一列。可以先用 louxin import template 写一张空表`, 1);
  }
  const twice = found.findIndex((key, at) => key !== undefined && found.indexOf(key) !== at);
  if (twice < 0) return;
  const first = headings[found.indexOf(found[twice])];
  throw new TableFileError(`“${first}”和“${headings[twice]}”是同一列,只留一列`, 1);
}

/** Headings in the one spelling that they are compared in: without gaps, units in brackets and marks of must. */
const spelling = (heading: string): string =>
  heading
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\([^)]*\)|[\s*:_-]/gu, "");
