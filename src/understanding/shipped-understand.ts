import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createUnderstand } from "./create-understand.js";
import { loadLexicon } from "./load-lexicon.js";
import { createModel, type Model } from "./model.js";
import type { Severity, Understand } from "./reading.js";
import { unpackWeights } from "./weights.js";

/** What the reader needs of the taxonomy: the severity of each code. */
export interface Severities {
  readonly kinds: ReadonlyMap<string, { readonly severity: Severity }>;
}

/**
 * The reader with the lexicon of a folder such as `templates/understanding` and the severities in force. Throws an error
 * that names the file that is wrong.
 */
export function createShippedUnderstand(folder: string, taxonomy: Severities): Understand {
  const severities = new Map([...taxonomy.kinds].map(([code, kind]) => [code, kind.severity] as const));
  return createUnderstand({ ...loadLexicon(folder), severities }, loadModel(folder));
}

/** The model of a folder such as `templates/understanding`. Throws where its weights are missing or were cut. */
export const loadModel = (folder: string): Model =>
  createModel(unpackWeights(readFileSync(join(folder, "weights.bin"))));
