import { basename } from "node:path";
import { readFileSync } from "node:fs";
import { parseTemplate } from "../message-templates/template.js";
import { checkVariables } from "./check-variables.js";
import { noticeVariables, type NoticeVariables } from "./notice-variables.js";

/** An HTML page with gaps such as `{{deadline}}`. */
export interface PageTemplate {
  /** The filled-in page. Values are text, whatever stands in them. */
  render(variables: NoticeVariables & { readonly docx: string }): string;
}

/** Reads the page of a notice; beside the notice's variables it has `docx`, the address of the Word file. Throws as `loadDocxTemplate`. */
export function loadPageTemplate(path: string): PageTemplate {
  const file = basename(path);
  const { required, optional, fill } = parseTemplate(file, readFileSync(path, "utf8"));
  checkVariables(file, [...required, ...optional], [...noticeVariables, "docx"]);
  return {
    render: (variables) =>
      fill(Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, escapeHtml(value)]))),
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
const escapeHtml = (text: string): string =>
  text.replace(/[^\P{Cc}\t\n]/gu, "").replace(/[&<>"'\n]/gu, (sign) => entities[sign] ?? sign);
