import { z } from "zod";

const name = z.string().min(1);
const key = z.string().regex(/^[a-z][a-z_]*$/u);
const kinds = ["text", "integer", "number", "flag", "day", "list", "choice", "position", "count"] as const;

const field = z
  .strictObject({
    name,
    kind: z.enum(kinds),
    required: z.boolean().default(false),
    headings: z.array(name).default([]),
    imported: z.boolean().default(true),
    choices: z.record(z.string().min(1), name).optional(),
  })
  .refine((one) => (one.kind === "choice") === (one.choices !== undefined), "a choice, and nothing else, has choices")
  .refine((one) => one.kind !== "count" || !one.required, "a count is never missing: it cannot be required");

const degrees = z.number().min(-180).max(180);
const fileRules = z
  .strictObject({
    version: z.string().min(1),
    bounds: z.strictObject({ west: degrees, south: degrees, east: degrees, north: degrees }),
    movedMetres: z.number().positive(),
    sections: z.record(key, z.strictObject({ name, fields: z.record(key, field) })),
  })
  .superRefine(({ sections }, context) => {
    const all = Object.values(sections).flatMap(({ fields }) =>
      Object.values(fields).flatMap((one) => [one.name, ...one.headings]),
    );
    const twice = new Set(all.filter((heading, at) => all.indexOf(heading) !== at));
    if (twice.size > 0) context.addIssue({ code: "custom", message: `two facts are called ${[...twice].join(", ")}` });
  });

/** What the building file holds; the meaning of each field stands in `templates/rules/building-file.yaml`. */
export type FileRules = Readonly<z.infer<typeof fileRules>>;
/** One fact of the file, as the rules describe it. */
export type FileField = FileRules["sections"][string]["fields"][string];

/** Facts that columns of the registry hold too: other features read them there, so the rules cannot leave them out. */
const registryFacts = [
  "basic.name",
  "basic.estate",
  "basic.address",
  "basic.community",
  "basic.street",
  "basic.position",
  "basic.storeys",
  "basic.kind",
  "basic.aliases",
  "housing.unit_count",
] as const;

/** Checks the content of `templates/rules/building-file.yaml`. Throws an error that names what is wrong. */
export function parseFileRules(content: unknown): FileRules {
  const rules = fileRules.parse(content);
  const known = new Set(fieldsOf(rules).map((one) => one.key));
  const missing = registryFacts.filter((one) => !known.has(one));
  if (missing.length > 0) throw new Error(`the registry needs the facts ${missing.join(", ")}`);
  return rules;
}

/** Whether a table may bring the fact: positions have columns of their own, counts are worked out. */
export const isImported = ({ imported, kind }: FileField): boolean =>
  imported && kind !== "position" && kind !== "count";

/** All facts of the rules with their key, `section.field`, in the order of the file. */
export const fieldsOf = (rules: FileRules): readonly { readonly key: string; readonly field: FileField }[] =>
  Object.entries(rules.sections).flatMap(([section, { fields }]) =>
    Object.entries(fields).map(([one, described]) => ({ key: `${section}.${one}`, field: described })),
  );
