import { z } from "zod";
import type { Severity } from "../understanding/reading.js";

const hazardKind = z.object({
  code: z.string().regex(/^[A-Z]\d{2}$/),
  category: z.string(),
  name: z.string(),
  /** Everyday words for a chat line, at most 12 characters. */
  short: z.string().min(2).max(12),
  /** Other words for it, which staff may write: blanks between them. */
  aliases: z
    .string()
    .default("")
    .transform((words) => words.split(/\s+/u).filter((word) => word !== "")),
  /** What the notice asks for, in everyday words. */
  demand: z.string(),
  severity: z.enum(["minor", "major", "critical", "emergency"]),
  /** Hours to fix, counted from the notice; null where the code has no deadline of its own. */
  limitHours: z.number().positive().nullable(),
  /** At night the duty worker is told at once. */
  nightCall: z.boolean().default(false),
  /** A clue or a dispute, for staff alone: no receipt in the group, no notice to the house, no reminders. */
  staffOnly: z.boolean().default(false),
  interim: z.string(),
  responsible: z.string(),
  department: z.string(),
  basis: z.string(),
  starItem: z.string(),
});

const taxonomyFile = z.object({ version: z.string(), hazards: z.array(hazardKind).min(1) });

/** One kind of hazard. */
export type HazardKind = Readonly<z.infer<typeof hazardKind>>;

/** The kinds of hazard in force, by code. */
export interface Taxonomy {
  readonly version: string;
  readonly kinds: ReadonlyMap<string, HazardKind>;
}

/** Checks the content of `templates/rules/hazards.yaml`. Throws a ZodError that names the wrong field. */
export function parseTaxonomy(content: unknown): Taxonomy {
  const file = taxonomyFile.parse(content);
  const kinds = new Map(file.hazards.map((kind) => [kind.code, kind]));
  if (kinds.size !== file.hazards.length) throw new Error("hazards.yaml lists a code twice");
  return { version: file.version, kinds };
}

/** The kind of a code. Throws for a code that the taxonomy does not know: readings are checked against it. */
export function kindOf(taxonomy: Taxonomy, code: string): HazardKind {
  const kind = taxonomy.kinds.get(code);
  if (!kind) throw new Error(`no hazard kind ${code}`);
  return kind;
}

/** The codes that a line about danger may have: X01 and on. A 紧急 hazard of another code is a case like others. */
export const emergenciesOf = ({ kinds }: Taxonomy): readonly string[] =>
  [...kinds.keys()].filter((code) => code.startsWith("X"));

const severityNames: Readonly<Record<Severity, string>> = {
  minor: "一般",
  major: "较大",
  critical: "重大",
  emergency: "紧急",
};

/** 一般, 较大, 重大 or 紧急: the bot's first judgement, never a finding in law. */
export const severityName = (severity: Severity): string => severityNames[severity];
