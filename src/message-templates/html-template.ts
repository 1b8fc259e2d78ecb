import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { checkVariables } from "./check-variables.js";
import { parseTemplate } from "./template.js";

/** Values of a template by variable. */
type Values = Readonly<Record<string, string>>;

/** An HTML page with gaps such as `{{deadline}}`. */
export interface HtmlTemplate {
  /** The filled-in page. Words are text, whatever stands in them; markup is HTML of ours. */
  render(words: Values, markup?: Values): string;
}

/**
 * Reads a page that has exactly these variables. Throws TemplateError that names the file and every variable that is
 * missing or unknown, and for a broken tag.
 */
export function loadHtmlTemplate(
  path: string,
  { words, markup = [] }: { readonly words: readonly string[]; readonly markup?: readonly string[] },
): HtmlTemplate {
  const file = basename(path);
  const { required, optional, fill } = parseTemplate(file, readFileSync(path, "utf8"));
  checkVariables(file, [...required, ...optional], [...words, ...markup]);
  return {
    render(texts, pieces = {}) {
      const escaped = Object.entries(texts).map(([name, text]) => [name, escapeHtml(text)]);
      return fill({ ...Object.fromEntries(escaped), ...pieces });
    },
  };
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "\n": "<br>",
};

/** Text as HTML shows it, also within a quoted attribute; a line break stays one, other control characters go. */
export const escapeHtml = (text: string): string =>
  text.replace(/[^\P{Cc}\t\n]/gu, "").replace(/[&<>"'\n]/gu, (sign) => entities[sign] ?? sign);
