import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseTemplate, type Template, TemplateError } from "./template.js";

/** The message templates in force. */
export interface Templates {
  readonly names: ReadonlySet<string>;
  /**
   * The text of a template with its variables filled in. Throws TemplateError, naming all that is wrong, for an unknown
   * template, a variable that is missing, or one that the file does not use and `optionalVariables` does not list.
   */
  render(name: string, variables: Readonly<Record<string, string>>): string;
}

/** What every line about a case may say; a template takes of it what it needs. */
const caseVariables = ["number", "building", "where", "what", "demand", "severity", "deadline", "dayCode"] as const;
const optionalVariables: ReadonlySet<string> = new Set(caseVariables);

/** What every line about a case may say, whether its template uses it or not. */
export type CaseVariable = (typeof caseVariables)[number];

/**
 * Reads all `*.txt` of the folder, one message a file. Throws TemplateError for an empty folder or file, a name that is
 * not kebab-case, a broken placeholder or a part that is not closed.
 */
export function loadTemplates(folder: string): Templates {
  const templates = readTemplates(folder);
  return {
    names: new Set(templates.keys()),
    render(name, variables) {
      const template = templates.get(name);
      if (template === undefined) throw new TemplateError(`there is no message template ${name}`);
      check(name, template, variables);
      return template.fill(variables);
    },
  };
}

/** The templates of the folder by their names; throws as loadTemplates does. */
export function readTemplates(folder: string): ReadonlyMap<string, Template> {
  const files = readdirSync(folder).filter((file) => file.endsWith(".txt"));
  if (files.length === 0) throw new TemplateError(`there are no message templates in ${folder}`);
  return new Map(files.map((file) => [file.slice(0, -".txt".length), readTemplate(folder, file)]));
}

function readTemplate(folder: string, file: string): Template {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*\.txt$/u.test(file))
    throw new TemplateError(`${file} is no name for a message template`);
  return parseTemplate(file, readFileSync(join(folder, file), "utf8"));
}

function check(name: string, template: Template, variables: Readonly<Record<string, string>>): void {
  const given = new Set(Object.keys(variables).filter((variable) => variables[variable] !== undefined));
  const missing = [...template.required].filter((variable) => !given.has(variable));
  if (missing.length > 0) throw new TemplateError(`template ${name} needs the variable ${missing.join(", ")}`);
  const isKnown = (variable: string): boolean =>
    template.required.has(variable) || template.optional.has(variable) || optionalVariables.has(variable);
  const unknown = [...given].filter((variable) => !isKnown(variable));
  if (unknown.length > 0) throw new TemplateError(`template ${name} knows no variable ${unknown.join(", ")}`);
}
