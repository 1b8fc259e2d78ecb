import { readFileSync } from "node:fs";
import { LineCounter, parseDocument, type Document } from "yaml";
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
 * The rules of a YAML file, or of the YAML text itself where the argument has more than one line. Throws StarRulesError
 * that names the file, the place in it and what is wrong: an unknown or missing field, points that do not sum, a name
 * that nothing stands behind.
 */
export function loadStarRules(pathOrText: string): StarRules {
  const isText = pathOrText.includes("\n");
  const origin = isText ? "star rules" : pathOrText;
  const lines = new LineCounter();
  const document = parseDocument(isText ? pathOrText : readText(pathOrText), { lineCounter: lines });
  if (document.errors.length > 0)
    throw new StarRulesError(
      origin,
      document.errors.map(({ message }) => message),
    );
  const parsed = starRulesShape.safeParse(document.toJS(), { reportInput: true });
  if (!parsed.success)
    throw new StarRulesError(
      origin,
      shapeFaults(parsed.error, starRulesShape, (path) => sayPlace(document, path, lines)),
    );
  const faults = checkStarRules(parsed.data);
  if (faults.length > 0) throw new StarRulesError(origin, faults);
  return parsed.data;
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new StarRulesError(path, [error instanceof Error ? error.message : String(error)]);
  }
}

/** Such as `line 203, procedure.hearingDays`; the line of the nearest thing that is there. */
function sayPlace(document: Document, path: RulePath, lines: LineCounter): string {
  const words = path.join(".") || "(top)";
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true) as { readonly range?: readonly number[] } | undefined;
    const at = node?.range?.[0];
    if (at !== undefined) return `line ${lines.linePos(at).line}, ${words}`;
  }
  return words;
}
