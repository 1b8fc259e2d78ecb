import { basename } from "node:path";
import { readFileSync } from "node:fs";
import { parseTemplate } from "../message-templates/template.js";
import { checkVariables } from "./check-variables.js";
import type { PaperWords } from "./paper.js";

/** A picture of a page. */
export interface PageFigure {
  /** Where the page finds it. */
  readonly source: string;
  readonly caption: string;
}

/** What only the page has: the address of the Word file, and pictures. */
export interface PageParts {
  readonly docx: string;
  readonly figures: readonly PageFigure[];
}

/** An HTML page with gaps such as `{{deadline}}`. */
export interface PageTemplate {
  /** The filled-in page. Words are text, whatever stands in them. */
  render(words: PaperWords, parts: PageParts): string;
}

/**
 * Reads the page of a paper that has exactly these variables, and beside them `docx`, the address of the Word file, and,
 * where it shows pictures, `figures`. Throws as `loadDocxTemplate`.
 */
export function loadPageTemplate(
  path: string,
  { variables, hasFigures }: { readonly variables: readonly string[]; readonly hasFigures: boolean },
): PageTemplate {
  const file = basename(path);
  const { required, optional, fill } = parseTemplate(file, readFileSync(path, "utf8"));
  checkVariables(file, [...required, ...optional], [...variables, "docx", ...(hasFigures ? ["figures"] : [])]);
  return {
    render(words, { docx, figures }) {
      const texts = Object.entries({ ...words, docx }).map(([name, text]) => [name, escapeHtml(text)]);
      return fill({ ...Object.fromEntries(texts), figures: figures.map(figureHtml).join("") });
    },
  };
}

function figureHtml({ source, caption }: PageFigure): string {
  const words = escapeHtml(caption);
  return `<figure><img src="${escapeHtml(source)}" alt="${words}" /><figcaption>${words}</figcaption></figure>`;
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
const escapeHtml = (text: string): string =>
  text.replace(/[^\P{Cc}\t\n]/gu, "").replace(/[&<>"'\n]/gu, (sign) => entities[sign] ?? sign);
