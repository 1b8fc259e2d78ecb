import { z } from "zod";
import { nearestWord } from "../shared/nearest-word.js";

/** The way to a value: `["gates", 0, "star"]`. */
export type RulePath = readonly PropertyKey[];

/** The parts of a JSON schema that the search for a name needs. */
interface SchemaPart {
  readonly properties?: Readonly<Record<string, SchemaPart>>;
  readonly items?: SchemaPart;
  readonly oneOf?: readonly SchemaPart[];
}

/**
 * What is wrong with the shape of a rule file, one sentence each: the place, and the cure where one can be told, such as
 * the name that was most likely meant.
 */
export function shapeFaults(
  error: z.ZodError,
  shape: z.ZodType,
  sayPlace: (path: RulePath) => string,
): readonly string[] {
  const schema = z.toJSONSchema(shape) as SchemaPart;
  return error.issues.flatMap((issue) => {
    if (issue.code !== "unrecognized_keys") return [`${sayPlace(issue.path)}: ${sayIssue(issue)}`];
    const names = partsAt(schema, issue.path).flatMap((part) => Object.keys(part.properties ?? {}));
    return issue.keys.map((key) => `${sayPlace([...issue.path, key])}: there is no such field${meant(key, names)}`);
  });
}

function sayIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_value") return `${issue.message}${meant(issue.input, issue.values.map(String))}`;
  if (issue.code !== "invalid_union" || issue.discriminator === undefined) return issue.message;
  const { options } = issue as { readonly options?: readonly unknown[] };
  const known = (options ?? []).map(String);
  const said = (issue.input as Readonly<Record<string, unknown>> | undefined)?.[issue.discriminator];
  return `must be one of ${known.join(", ")}${meant(said, known)}`;
}

function meant(said: unknown, names: readonly string[]): string {
  const nearest = typeof said === "string" ? nearestWord(said, names) : undefined;
  return nearest === undefined ? "" : `; did you mean ${nearest}?`;
}

function partsAt(part: SchemaPart, path: RulePath): readonly SchemaPart[] {
  const options = part.oneOf ?? [part];
  const [step, ...rest] = path;
  if (step === undefined) return options;
  return options.flatMap((option) => {
    const next = typeof step === "number" ? option.items : option.properties?.[String(step)];
    return next ? partsAt(next, rest) : [];
  });
}
