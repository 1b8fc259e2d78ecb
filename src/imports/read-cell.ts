import type { FactValue } from "../buildings/building-file.js";
import type { FileField } from "../buildings/file-rules.js";
import { isDay } from "../shared/calendar-days.js";
import { err, ok, type Result } from "../shared/result.js";

const longestText = 200;
const mostOfList = 20;
const yes = new Set(["是", "有", "1", "true", "y", "yes", "√", "已"]);
const no = new Set(["否", "无", "0", "false", "n", "no", "×", "没有", "未"]);

/** The value of a cell that is not empty. Refuses with what is wrong, in Chinese. */
export function readCell(text: string, field: FileField): Result<FactValue, string> {
  if (/^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!)/u.test(text)) return err(`${field.name}是公式错误${text}`);
  switch (field.kind) {
    case "integer":
      return readNumber(text, field, /^[0-9]{1,6}$/u);
    case "number":
      return readNumber(text, field, /^[0-9]{1,9}(?:\.[0-9]+)?$/u);
    case "flag":
      return readFlag(text, field);
    case "day":
      return readDay(text, field);
    case "choice":
      return readChoice(text, field);
    case "list":
      return readList(text, field);
    case "text":
    case "position":
    case "count":
      return text.length > longestText ? err(`${field.name}太长,最多${longestText}个字`) : ok(text);
  }
}

/** Excel writes 7 as 7.0 at times, and people write 7层. */
function readNumber(text: string, field: FileField, shape: RegExp): Result<number, string> {
  const plain = text
    .normalize("NFKC")
    .replace(/[,\s]/gu, "")
    .replace(/[层个具套间户人栋㎡]$|平方米$|m2$/u, "")
    .replace(/\.0+$/u, "");
  return shape.test(plain)
    ? ok(Number(plain))
    : err(`${field.name}“${text}”不是${field.kind === "integer" ? "整数" : "数字"}`);
}

function readFlag(text: string, field: FileField): Result<boolean, string> {
  const word = text.normalize("NFKC").toLowerCase();
  if (yes.has(word)) return ok(true);
  return no.has(word) ? ok(false) : err(`${field.name}“${text}”要写 是 或 否`);
}

/** 2026-11-27, 2026/11/27, 2026年11月27日, or the number of days by which Excel keeps it. */
function readDay(text: string, field: FileField): Result<string, string> {
  const said = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u.exec(text.normalize("NFKC"));
  const day = said
    ? `${said[1]}-${(said[2] ?? "").padStart(2, "0")}-${(said[3] ?? "").padStart(2, "0")}`
    : dayOfSerial(text);
  return day !== undefined && isDay(day) ? ok(day) : err(`${field.name}“${text}”不是日期,写成 2026-11-27`);
}

/** Excel counts days from the last of 1899. The numbers of 1954 to 2064 are taken for days. */
function dayOfSerial(text: string): string | undefined {
  const serial = /^\d{5}(?:\.\d+)?$/u.test(text) ? Math.floor(Number(text)) : 0;
  if (serial < 20_000 || serial > 60_000) return undefined;
  return new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10);
}

function readChoice(text: string, field: FileField): Result<string, string> {
  const choices = Object.entries(field.choices ?? {});
  const found = choices.find(([key, name]) => key === text || name === text);
  return found
    ? ok(found[0])
    : err(`${field.name}“${text}”不认得,写 ${choices.map(([, name]) => name).join("、")} 里的一个`);
}

/** Sorted, so that the same names in another order are no change. */
function readList(text: string, field: FileField): Result<readonly string[], string> {
  const items = text.split(/[、,,;;|\n]/u).map((item) => item.trim());
  const all = [...new Set(items.filter((item) => item !== ""))].toSorted();
  const tooLong = all.find((item) => item.length > 40);
  if (tooLong !== undefined) return err(`${field.name}“${tooLong.slice(0, 10)}…”太长`);
  return all.length > mostOfList ? err(`${field.name}最多${mostOfList}个`) : ok(all);
}
