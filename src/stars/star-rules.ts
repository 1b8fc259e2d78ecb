import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Document, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { checkStarRules } from "./check-star-rules.js";
import { type RulePath, shapeFaults } from "./shape-faults.js";
import { starRulesShape } from "./star-rules-shape.js";

/** How buildings are rated and how stars change; the meaning of each field stands in `templates/rules/stars.yaml`. */
export type StarRules = z.infer<typeof starRulesShape>;

/** A file of star rules cannot be used. Whoever changed it sees the file, each place in it, and the cure. */
export class StarRulesError extends Error {
  override readonly name = "StarRulesError";
  constructor(
    origin: string,
    /** One sentence each. */
    readonly faults: readonly string[],
  ) {
    super(`${origin}: ${faults.join("; ")}`);
  }
}

/**
 * The rules of a YAML file, or of the YAML text itself where the argument has more than one line. A file may be `basedOn`
 * another one beside it: its parts then take the place of the parts of the same name, and its version names both. Throws
 * StarRulesError that names the file, the place in it and what is wrong: an unknown or missing field, points that do not
 * sum, a name that nothing stands behind.
 */
export function loadStarRules(pathOrText: string): StarRules {
  const isText = pathOrText.includes("\n");
  const origin = isText ? "star rules" : pathOrText;
  const file = parseFile(isText ? pathOrText : readText(pathOrText), origin);
  return parseStarRules(isText ? file.content : onItsBase(file.content, dirname(pathOrText)), origin, file.sayPlace);
}

/** As `loadStarRules`, on content that is read already, such as an earlier version of a file. */
export function parseStarRules(content: unknown, origin: string, sayPlace = sayPath): StarRules {
  const parsed = starRulesShape.safeParse(content, { reportInput: true });
  if (!parsed.success) throw new StarRulesError(origin, shapeFaults(parsed.error, starRulesShape, sayPlace));
  const faults = checkStarRules(parsed.data);
  if (faults.length > 0) throw new StarRulesError(origin, faults);
  return parsed.data;
}

type Content = Readonly<Record<string, unknown>>;

interface RuleFile {
  readonly content: Content;
  readonly sayPlace: (path: RulePath) => string;
}

function parseFile(text: string, origin: string): RuleFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    const faults = document.errors.map(({ message }) => message);
    throw new StarRulesError(origin, faults);
  }
  return { content: document.toJS() as Content, sayPlace: (path) => sayLine(document, path, lines) };
}

function onItsBase(own: Content, folder: string): Content {
  const { basedOn, ...parts } = own;
  if (typeof basedOn !== "string") return own;
  const path = join(folder, basedOn);
  const base = parseFile(readText(path), path).content;
  return { ...base, ...parts, version: `${String(parts["version"])} on ${String(base["version"])}` };
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new StarRulesError(path, [error instanceof Error ? error.message : String(error)]);
  }
}

const sayPath = (path: RulePath): string => path.join(".") || "(top)";

/** Such as `line 203, procedure.hearingDays`; the line of the nearest thing that is there. */
function sayLine(document: Document, path: RulePath, lines: LineCounter): string {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true) as { readonly range?: readonly number[] } | undefined;
    const at = node?.range?.[0];
    if (at !== undefined) return `line ${lines.linePos(at).line}, ${sayPath(path)}`;
  }
  return sayPath(path);
}
