import { loadLexicon } from "./lexicon.js";
import type { Severity, Understand } from "./reading.js";
import { createUnderstand } from "./understand.js";

/** What the reader needs of the taxonomy: the severity of each code. */
export interface Severities {
  readonly kinds: ReadonlyMap<string, { readonly severity: Severity }>;
}

/** The reader with the lexicon of a folder such as `templates/understanding`. Throws an error that names a wrong file. */
export function createShippedUnderstand(folder: string, taxonomy: Severities): Understand {
  const severities = new Map([...taxonomy.kinds].map(([code, kind]) => [code, kind.severity]));
  return createUnderstand(loadLexicon(folder), severities);
}
