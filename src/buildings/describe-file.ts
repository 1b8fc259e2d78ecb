import type { PersonId } from "../shared/ids.js";
import {
  completenessOf,
  type FactValue,
  type FactValues,
  type FileEvent,
  type FileFacts,
  isPosition,
  overallShare,
} from "./building-file.js";
import { type FileField, fieldsOf, type FileRules } from "./file-rules.js";

/** Figures that the system works out, by the key of their fact. */
export type FileCounts = Readonly<Record<string, number>>;

/** A fact as a page shows it. */
export interface DescribedFact {
  readonly key: string;
  readonly name: string;
  readonly value: FactValue;
  /** The value in Chinese. */
  readonly text: string;
  readonly source: string;
  readonly at: Date;
  readonly by?: PersonId;
}

/** A section of a file with its completeness. */
export interface DescribedSection {
  readonly key: string;
  readonly name: string;
  readonly filled: number;
  readonly required: number;
  readonly missing: readonly string[];
  readonly facts: readonly DescribedFact[];
}

/** A whole file; `completeness` is the share of required facts that there are, 0 to 1. */
export interface DescribedFile {
  readonly completeness: number;
  readonly sections: readonly DescribedSection[];
}

/** The file of a building in the order of the rules. Facts that the rules do not name are left out. */
export function describeFile(
  held: { readonly facts: FileFacts; readonly counts: FileCounts; readonly now: Date },
  rules: FileRules,
): DescribedFile {
  const filled = completenessOf((key) => held.facts.has(key), rules);
  const sections = filled.map((completeness) => {
    const { section: key, ...rest } = completeness;
    const { name, fields } = rules.sections[key] ?? { name: key, fields: {} };
    const facts = Object.entries(fields).flatMap(([one, field]) => describeFact(`${key}.${one}`, field, held) ?? []);
    return { key, name, ...rest, facts };
  });
  return { completeness: overallShare(filled), sections };
}

function describeFact(
  key: string,
  field: FileField,
  { facts, counts, now }: Parameters<typeof describeFile>[0],
): DescribedFact | undefined {
  const fact = field.kind === "count" ? { value: counts[key] ?? 0, source: "系统统计", at: now } : facts.get(key);
  return fact && { key, name: field.name, text: sayValue(fact.value, field), ...fact };
}

/** A change of one fact; `before` and `after` are in Chinese, missing where there was or is nothing. */
export interface DescribedChange {
  readonly key: string;
  readonly section: string;
  readonly name: string;
  readonly before?: string;
  readonly after?: string;
}

/** What an act changed, in the order of the rules; units come last. */
export function describeChanges({ before, after }: FileEvent, rules: FileRules): readonly DescribedChange[] {
  const known = fieldsOf(rules)
    .filter(({ key }) => key in after)
    .map(({ key, field }) => ({ key, field, name: field.name, section: sectionName(key, rules) }));
  const units = Object.keys(after)
    .filter((key) => key.startsWith(unitPrefix))
    .toSorted()
    .map((key) => ({ key, field: undefined, name: `房屋${key.slice(unitPrefix.length)}`, section: "房屋" }));
  return [...known, ...units].map(({ key, field, name, section }) => ({
    key,
    section,
    name,
    ...said("before", before[key], field),
    ...said("after", after[key], field),
  }));
}

/** Before the code of a unit in the log: its room is a fact of the building's file. */
export const unitPrefix = "unit.";

const sectionName = (key: string, { sections }: FileRules): string => sections[key.split(".")[0] ?? ""]?.name ?? "";

const said = (
  side: "before" | "after",
  value: FactValues[string] | undefined,
  field: FileField | undefined,
): Partial<Record<"before" | "after", string>> =>
  value === null || value === undefined ? {} : { [side]: sayValue(value, field) };

function sayValue(value: FactValue, field: FileField | undefined): string {
  if (isPosition(value)) return `${value.lat.toFixed(6)},${value.lon.toFixed(6)}(WGS84)`;
  if (typeof value === "boolean") return value ? "是" : "否";
  if (Array.isArray(value)) return value.join("、");
  return field?.choices?.[String(value)] ?? String(value);
}
