import { z } from "zod";

const words = z.string().transform((list) => list.split(/\s+/u).filter((word) => word !== ""));
const codes = z.array(z.string().regex(/^X\d{2}$/u)).min(1);
const callLevel = z.enum(["grid_worker", "colleagues", "community", "street"]);

// Strict: in a line of YAML a comma ends an unquoted sentence, and the rest of it becomes a field of its own.
const kind = z.strictObject({
  privateOnly: z.boolean().default(false),
  numbers: z.array(z.string().regex(/^[\d-]{3,}$/u)).min(1),
  callAtOnce: z.array(z.enum(["head", "landlord", "sublandlord"])).default([]),
  ask: z.string().default(""),
  namesWriter: z.boolean().default(false),
});

const chain = z.object({
  levels: z.array(callLevel).min(1),
  minutesBetween: z.number().positive(),
  rounds: z.number().int().positive(),
  mostAtLevel: z.number().int().positive(),
  takeUpWithinMinutes: z.number().positive(),
});

const emergencyRules = z.object({
  version: z.string(),
  chain,
  callOut: z.object({ retrySeconds: z.array(z.number().positive()) }),
  answers: words,
  safe: words,
  drills: z.object({
    mostMinutes: z.number().positive(),
    mostDaysAhead: z.number().int().min(0),
    kinds: z.array(z.object({ words, codes, seen: z.string().min(1) })).min(1),
  }),
  kinds: z.record(z.string().regex(/^X\d{2}$/u), kind),
});

/** What happens after the safety line; the meaning of each field stands in `templates/rules/emergencies.yaml`. */
export type EmergencyRules = Readonly<z.infer<typeof emergencyRules>>;
/** What holds for one kind of emergency. */
export type EmergencyKind = Readonly<z.infer<typeof kind>>;
/** The levels of the call chain, in what order and how long apart. */
export type ChainRules = Readonly<z.infer<typeof chain>>;
/** Who is called together. */
export type CallLevel = z.infer<typeof callLevel>;

/** Checks the content of `templates/rules/emergencies.yaml`. Throws an error that names the wrong field. */
export function parseEmergencyRules(content: unknown): EmergencyRules {
  const rules = emergencyRules.parse(content);
  const { levels } = rules.chain;
  if (new Set(levels).size !== levels.length) throw new Error("emergencies.yaml names a level of the chain twice");
  const known = new Set(Object.keys(rules.kinds));
  const strange = rules.drills.kinds.flatMap((one) => one.codes).filter((code) => !known.has(code));
  if (strange.length > 0) throw new Error(`emergencies.yaml has drills of unknown kinds: ${strange.join(", ")}`);
  return rules;
}

/** Throws where a kind of emergency has no rules: a line about it would then go unanswered. */
export function checkKinds(rules: EmergencyRules, wanted: readonly string[]): EmergencyRules {
  const missing = wanted.filter((code) => !(code in rules.kinds));
  if (missing.length > 0) throw new Error(`emergencies.yaml says nothing about ${missing.join(", ")}`);
  return rules;
}

/** The rules of a kind. Throws for a code that the file does not have: `checkKinds` has looked at the start. */
export function emergencyKind(rules: EmergencyRules, code: string): EmergencyKind {
  const found = rules.kinds[code];
  if (!found) throw new Error(`no rules for the emergency ${code}`);
  return found;
}
