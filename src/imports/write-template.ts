import { fieldsOf, type FileField, type FileRules } from "../buildings/file-rules.js";
import { type Sheet, writeXlsx } from "../shared/write-xlsx.js";
import type { ImportColumn } from "./import-columns.js";

/** What is said of columns that are no facts of the file. */
const hints: Readonly<Record<string, string>> = {
  code: "必填。一栋(间)一行;这一列要是文本,不要让 Excel 改成数字",
  lon: "新楼栋必填。度的小数,如 113.883802",
  lat: "新楼栋必填。度的小数,如 22.575711",
  datum: "WGS84、GCJ-02(高德、腾讯)或 BD-09(百度);整张表一样的,可以不填,导入时加 --datum",
  room: "必填。人们怎么说就怎么写:502、A302",
};

const kinds: Readonly<Partial<Record<FileField["kind"], string>>> = {
  integer: "整数",
  number: "数字",
  flag: "是 或 否",
  day: "日期,如 2026-11-27",
  list: "几个的用顿号分开",
};

/** An empty table to be filled in, with a second sheet that explains its columns: the bytes of an Excel file. */
export function writeTemplate(columns: readonly ImportColumn[], rules: FileRules): Buffer {
  const fields = new Map(fieldsOf(rules).map(({ key, field }) => [key, field]));
  const explained = columns.map(({ key, names: [name = key, ...others] }) => [
    name,
    hints[key] ?? hintOf(fields.get(key)),
    others.join("、"),
  ]);
  const sheets: readonly Sheet[] = [
    { name: "数据", rows: [columns.map(({ key, names }) => names[0] ?? key)] },
    { name: "说明", rows: [["列", "怎么填(空着的格子不改动已有的内容)", "这些表头也认得"], ...explained] },
  ];
  return writeXlsx(sheets);
}

function hintOf(field: FileField | undefined): string {
  if (!field) return "";
  const what = field.choices ? `${Object.values(field.choices).join("、")} 里的一个` : (kinds[field.kind] ?? "文字");
  return field.required ? `${what}。档案完整要有` : what;
}
