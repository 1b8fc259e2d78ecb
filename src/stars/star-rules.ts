import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { checkStarRules } from "./check-star-rules.js";
import { starRulesShape } from "./star-rules-shape.js";

/** How buildings are rated and how stars change; the meaning of each field stands in `templates/rules/stars.yaml`. */
export type StarRules = z.infer<typeof starRulesShape>;

/**
 * The rules of a YAML file, or of the YAML text itself where the argument has more than one line. Throws one error that
 * names the file, the place in it and what is wrong: an unknown or missing field, points that do not sum, a name that
 * nothing stands behind.
 */
export function loadStarRules(pathOrText: string): StarRules {
  const isText = pathOrText.includes("\n");
  const origin = isText ? "star rules" : pathOrText;
  try {
    return parseStarRules(parse(isText ? pathOrText : readFileSync(pathOrText, "utf8")));
  } catch (error) {
    throw new Error(`${origin}: ${wordsOf(error)}`, { cause: error });
  }
}

/** As `loadStarRules`, on content that is read already. Throws a ZodError or an Error that names the place. */
function parseStarRules(content: unknown): StarRules {
  const rules = starRulesShape.parse(content);
  const faults = checkStarRules(rules);
  if (faults.length > 0) throw new Error(faults.join("; "));
  return rules;
}

function wordsOf(error: unknown): string {
  if (error instanceof z.ZodError)
    return error.issues.map((issue) => `${issue.path.join(".") || "(top)"}: ${issue.message}`).join("; ");
  return error instanceof Error ? error.message : String(error);
}
