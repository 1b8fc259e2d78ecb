import { z } from "zod";
import { isDay } from "../shared/calendar-days.js";
import type { BuildingFacts, ConfirmedVeto } from "./building-facts.js";

/** A fact of the building file that the rating reads, oldest first; `day` is the Shanghai day on which it was recorded. */
export interface BuildingFactRow {
  readonly code: string;
  readonly key: string;
  readonly value: unknown;
  readonly day: string;
}

/** What the facts say. */
export type KnownFacts = Pick<BuildingFacts, "hasStreetCheck" | "vetoes" | "findings"> & {
  readonly isHeadTrained: boolean;
  /** Where the file says it; else the day on which the building was entered. */
  readonly knownSince?: string;
};

const day = z.string().refine(isDay);
const veto = z.object({ id: z.string(), confirmedOn: day.optional(), clearedOn: day.optional() });
const finding = z.object({ kind: z.string(), foundOn: day.optional() });

/**
 * Reads the facts `head_trained` (true), `street_check` (true), `known_since` (day), `veto` ({ id, confirmedOn?,
 * clearedOn? }, the newest of an id counts) and `finding` ({ kind, foundOn? }). Throws for a value of another shape,
 * naming building and key.
 */
export function readFacts(rows: readonly BuildingFactRow[]): KnownFacts {
  const newest = (key: string): BuildingFactRow | undefined => rows.findLast((row) => row.key === key);
  const flag = (key: string): boolean => read(newest(key), z.boolean()) ?? false;
  const knownSince = read(newest("known_since"), day);
  const vetoes = new Map<string, ConfirmedVeto>();
  for (const row of rows.filter((one) => one.key === "veto")) {
    const { id, confirmedOn, clearedOn } = readValue(row, veto);
    const first = vetoes.get(id)?.confirmedOn ?? row.day;
    vetoes.set(id, { id, confirmedOn: confirmedOn ?? first, ...(clearedOn ? { clearedOn } : {}) });
  }
  const findings = rows
    .filter((row) => row.key === "finding")
    .map((row) => ({ row, value: readValue(row, finding) }))
    .map(({ row, value }) => ({ kind: value.kind, foundOn: value.foundOn ?? row.day }));
  return {
    isHeadTrained: flag("head_trained"),
    hasStreetCheck: flag("street_check"),
    vetoes: [...vetoes.values()],
    findings,
    ...(knownSince === undefined ? {} : { knownSince }),
  };
}

const read = <T>(row: BuildingFactRow | undefined, shape: z.ZodType<T>): T | undefined =>
  row === undefined ? undefined : readValue(row, shape);

function readValue<T>(row: BuildingFactRow, shape: z.ZodType<T>): T {
  const parsed = shape.safeParse(row.value);
  if (parsed.success) return parsed.data;
  throw new Error(`building ${row.code}, fact ${row.key} of ${row.day}: ${z.prettifyError(parsed.error)}`);
}
