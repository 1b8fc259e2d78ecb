import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type DocxTemplate, loadDocxTemplate } from "./docx-template.js";
import { loadPageTemplate, type PageTemplate } from "./page-template.js";

/** What notices are made with. */
export interface NoticeTemplates {
  readonly docx: DocxTemplate;
  readonly page: PageTemplate;
  /** The style sheet of the page. */
  readonly css: string;
}

/** Reads `rectification-notice.docx`, `.html` and `.css` of the folder. Throws TemplateError for one that cannot be used. */
export function loadNoticeTemplates(folder: string): NoticeTemplates {
  const path = (ending: string): string => join(folder, `rectification-notice.${ending}`);
  return {
    docx: loadDocxTemplate(path("docx")),
    page: loadPageTemplate(path("html")),
    css: readFileSync(path("css"), "utf8"),
  };
}
