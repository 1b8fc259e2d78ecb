import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type DocxTemplate, loadDocxTemplate } from "./docx-template.js";
import { loadPageTemplate, type PageTemplate } from "./page-template.js";
import type { PaperKind } from "./paper.js";

/** What papers of a kind are made with. */
export interface PaperTemplates {
  readonly docx: DocxTemplate;
  readonly page: PageTemplate;
  /** The style sheet of the page, the same for all kinds. */
  readonly css: string;
}

/** Reads the `.docx` and `.html` of the kind and `print.css` of the folder. Throws TemplateError for one that cannot be used. */
export function loadPaperTemplates(folder: string, { templates, variables, hasFigures }: PaperKind): PaperTemplates {
  return {
    docx: loadDocxTemplate(join(folder, `${templates}.docx`), variables),
    page: loadPageTemplate(join(folder, `${templates}.html`), { variables, hasFigures }),
    css: readFileSync(join(folder, "print.css"), "utf8"),
  };
}
