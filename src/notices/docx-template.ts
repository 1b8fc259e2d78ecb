import { basename } from "node:path";
import { readFileSync } from "node:fs";
import Docxtemplater from "docxtemplater";
import PizZip from "pizzip";
import { TemplateError } from "../message-templates/template.js";
import { checkVariables } from "../message-templates/check-variables.js";
import type { PaperWords } from "./paper.js";

/** A Word file with gaps such as `{{deadline}}`. */
export interface DocxTemplate {
  /** The bytes of the filled-in file: the same for the same words. Words are text, whatever stands in them. */
  render(words: PaperWords): Buffer;
}

/** One tag as docxtemplater reads it; plain gaps have no module. */
interface Tag {
  readonly value: string;
  readonly module?: string;
}

/** Zip entries carry a time; this one makes equal contents equal bytes. */
const entryDate = new Date(1980, 0, 1);

/**
 * Reads a Word template that has exactly these variables. Throws TemplateError, naming what is wrong, for a file that is no Word file, a broken tag, a
 * tag that is more than a gap, a variable that nobody fills in, and one that is missing.
 */
export function loadDocxTemplate(path: string, variables: readonly string[]): DocxTemplate {
  const file = basename(path);
  const bytes = readFileSync(path);
  const tags = inspect(file, bytes);
  const special = tags.filter((tag) => tag.module !== undefined).map((tag) => tag.value);
  if (special.length > 0) {
    throw new TemplateError(
      `${file} may hold plain gaps only, and ${[...new Set(special)].join(", ")} is something else`,
    );
  }
  checkVariables(
    file,
    tags.map((tag) => tag.value),
    variables,
  );
  return { render: (words) => render(bytes, words) };
}

const open = (bytes: Buffer, modules: Docxtemplater.DXT.Module[] = []): Docxtemplater<PizZip> =>
  new Docxtemplater(new PizZip(bytes), {
    delimiters: { start: "{{", end: "}}" },
    linebreaks: true,
    stripInvalidXMLChars: true,
    errorLogging: false,
    modules,
  });

/** All tags of the file, headers and footers too. Throws TemplateError where it cannot be read. */
function inspect(file: string, bytes: Buffer): readonly Tag[] {
  const tags: Tag[] = [];
  const collect: Docxtemplater.DXT.Module = {
    name: "tags",
    postparse(parts) {
      tags.push(...parts.filter((part) => part.type === "placeholder"));
      return parts;
    },
  };
  try {
    open(bytes, [collect]);
  } catch (error) {
    throw new TemplateError(`${file} cannot be read: ${explain(error)}`, { cause: error });
  }
  return tags;
}

/** What docxtemplater found wrong; several faults come as one error that lists them. */
function explain(error: unknown): string {
  const { properties, message } = error as {
    readonly message?: string;
    readonly properties?: { readonly explanation?: string; readonly errors?: readonly unknown[] };
  };
  return properties?.errors?.map(explain).join("; ") ?? properties?.explanation ?? message ?? String(error);
}

function render(bytes: Buffer, words: PaperWords): Buffer {
  const document = open(bytes).render(words);
  for (const entry of Object.values(document.getZip().files)) entry.date = entryDate;
  return document.toBuffer();
}
