import type { Template } from "./template.js";

/** What the file of types says of a template. */
type Described = Pick<Template, "required" | "optional">;

/**
 * The source of `written/message-variables.ts`: which variables each template needs and which it may get, so that the
 * compiler holds each use of a template against its file.
 */
export function writeMessageVariables(templates: ReadonlyMap<string, Described>): string {
  const entries = [...templates]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { required, optional }]) => {
      const fields = `readonly required: ${unionOf(required)}; readonly optional: ${unionOf(optional)}`;
      return `  readonly "${name}": { ${fields} };`;
    });
  return [
    "// Written by `npm run generate` from templates/messages.",
    "/** The variables of each message template: those it needs, and those that only its optional parts use. */",
    "export interface MessageVariables {",
    ...entries,
    "}",
    "",
  ].join("\n");
}

const unionOf = (names: ReadonlySet<string>): string =>
  names.size === 0 ? "never" : [...names].map((name) => `"${name}"`).join(" | ");
