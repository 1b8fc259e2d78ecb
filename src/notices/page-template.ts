import { escapeHtml, loadHtmlTemplate } from "../message-templates/html-template.js";
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
 * where it shows pictures, `figures`. Throws as `loadHtmlTemplate`.
 */
export function loadPageTemplate(
  path: string,
  { variables, hasFigures }: { readonly variables: readonly string[]; readonly hasFigures: boolean },
): PageTemplate {
  const page = loadHtmlTemplate(path, { words: [...variables, "docx"], markup: hasFigures ? ["figures"] : [] });
  return {
    render: (words, { docx, figures }) =>
      page.render({ ...words, docx }, { figures: figures.map(figureHtml).join("") }),
  };
}

function figureHtml({ source, caption }: PageFigure): string {
  const words = escapeHtml(caption);
  return `<figure><img src="${escapeHtml(source)}" alt="${words}" /><figcaption>${words}</figcaption></figure>`;
}
