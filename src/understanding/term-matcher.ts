import { AhoCorasick } from "@monyone/aho-corasick";

/** One occurrence of a concept in a line: `begin` and `end` are offsets in UTF-16 units, `end` exclusive. */
export interface Hit {
  readonly concept: string;
  readonly begin: number;
  readonly end: number;
}

/** All concepts found in one line, by name. */
export type Hits = ReadonlyMap<string, readonly Hit[]>;

/** Makes the function that finds all concepts of a line in one pass. `terms` gives the words of each concept, already normalised. */
export function createTermMatcher(terms: ReadonlyMap<string, readonly string[]>): (text: string) => Hits {
  const conceptsOf = new Map<string, string[]>();
  for (const [concept, words] of terms)
    for (const word of words) conceptsOf.set(word, [...(conceptsOf.get(word) ?? []), concept]);
  const automaton = new AhoCorasick([...conceptsOf.keys()]);
  return (text) => {
    const hits = new Map<string, Hit[]>();
    for (const { begin, end, keyword } of automaton.matchInText(text))
      for (const concept of conceptsOf.get(keyword) ?? []) addTo(hits, { concept, begin, end });
    return hits;
  };
}

function addTo(hits: Map<string, Hit[]>, hit: Hit): void {
  const known = hits.get(hit.concept);
  if (known) known.push(hit);
  else hits.set(hit.concept, [hit]);
}
