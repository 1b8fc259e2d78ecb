import type { PersonId } from "../shared/ids.js";
import type { FileRules } from "./file-rules.js";

/** A position in a file: WGS84, and which datum the source had. */
export interface FilePosition {
  readonly lat: number;
  readonly lon: number;
  readonly datum: string;
}

/** What a fact can be. A choice is kept by its key, a day as YYYY-MM-DD. */
export type FactValue = string | number | boolean | readonly string[] | FilePosition;

/** Values by the key of their fact, `section.field`; null where there is none. */
export type FactValues = Readonly<Record<string, FactValue | null>>;

/** One act upon a file: what was there, what is there since. Keys that it does not name stay as they were. */
export interface FileEvent {
  readonly id: string;
  readonly at: Date;
  /** Where it comes from, in Chinese: 导入, 网格员. */
  readonly source: string;
  /** Who did it; missing where nobody of the directory did. */
  readonly by?: PersonId;
  readonly batchId?: string;
  readonly before: FactValues;
  readonly after: FactValues;
}

/** A fact as it stands, and where it comes from. */
export interface FileFact {
  readonly value: FactValue;
  readonly source: string;
  readonly at: Date;
  readonly by?: PersonId;
}

/** Facts by key. */
export type FileFacts = ReadonlyMap<string, FileFact>;

/** The present facts: the newest event that names a fact counts. Events come oldest first. */
export function foldFacts(events: readonly FileEvent[]): FileFacts {
  const facts = new Map<string, FileFact>();
  for (const { source, at, by, after } of events) {
    for (const [key, value] of Object.entries(after)) {
      if (value === null) facts.delete(key);
      else facts.set(key, { value, source, at, ...(by === undefined ? {} : { by }) });
    }
  }
  return facts;
}

/**
 * The facts with those of the registry's own columns, which other features read: where the log does not say the same,
 * the column counts, because the chat already goes by it.
 */
export function overlayRegistry(
  facts: FileFacts,
  registry: { readonly values: FactValues; readonly at: Date },
): FileFacts {
  const all = new Map(facts);
  for (const [key, value] of Object.entries(registry.values)) {
    if (value === null || isSame(facts.get(key)?.value ?? null, value)) continue;
    all.set(key, { value, source: "登记", at: registry.at });
  }
  return all;
}

/** The values alone. */
export const valuesOf = (facts: FileFacts): FactValues =>
  Object.fromEntries([...facts].map(([key, { value }]) => [key, value]));

/** What an act would change: the wanted values that differ. Undefined where all are there already. */
export function changeOf(
  present: FactValues,
  wanted: FactValues,
): { readonly before: FactValues; readonly after: FactValues } | undefined {
  const changed = Object.keys(wanted).filter((key) => !isSame(present[key] ?? null, wanted[key] ?? null));
  if (changed.length === 0) return undefined;
  const pick = (values: FactValues): FactValues => Object.fromEntries(changed.map((key) => [key, values[key] ?? null]));
  return { before: pick(present), after: pick(wanted) };
}

/** Positions as near as a tenth of a metre are one, because converting a datum is not exact. */
function isSame(a: FactValue | null, b: FactValue | null): boolean {
  if (isPosition(a) && isPosition(b)) return Math.abs(a.lat - b.lat) < 1e-6 && Math.abs(a.lon - b.lon) < 1e-6;
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Whether a value is a position. */
export const isPosition = (value: FactValue | null | undefined): value is FilePosition =>
  typeof value === "object" && value !== null && "lat" in value;

/** A value that is text; empty for any other. */
export const textOf = (value: FactValue | null | undefined): string => (typeof value === "string" ? value : "");

/** A section of a file and how much of it is filled in. */
export interface SectionCompleteness {
  readonly section: string;
  readonly filled: number;
  readonly required: number;
  /** Names of the required facts that are missing. */
  readonly missing: readonly string[];
}

/** How full a file is: which required facts of each section there are. */
export function completenessOf(has: (key: string) => boolean, rules: FileRules): readonly SectionCompleteness[] {
  return Object.entries(rules.sections).map(([section, { fields }]) => {
    const required = Object.entries(fields).filter(([, field]) => field.required);
    const missing = required.filter(([key]) => !has(`${section}.${key}`)).map(([, field]) => field.name);
    return { section, filled: required.length - missing.length, required: required.length, missing };
  });
}

/** The share of all required facts that are there, 0 to 1. */
export function overallShare(sections: readonly SectionCompleteness[]): number {
  const required = sections.reduce((sum, one) => sum + one.required, 0);
  return required === 0 ? 1 : sections.reduce((sum, one) => sum + one.filled, 0) / required;
}
