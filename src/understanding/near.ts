import type { Frame, Patterns, Phrase } from "./lexicon.js";
import type { Hit, Hits } from "./term-matcher.js";

/** What was found: the thing, and the sign where there is one. Offsets in the normalised line. */
export interface Found {
  readonly thing: Hit;
  readonly sign?: Hit;
}

const between = (a: Hit, b: Hit): number => Math.max(a.begin - b.end, b.begin - a.end);

/** The nearest pair of a thing and a sign at most `near` characters apart. The two may not overlap unless one is longer by itself. */
export function nearestPair(things: readonly Hit[], signs: readonly Hit[], near: number): Found | undefined {
  let best: Found | undefined;
  let least = near + 1;
  for (const thing of things)
    for (const sign of signs) {
      const distance = between(thing, sign);
      if (distance < 0 || distance >= least) continue;
      best = { thing, sign };
      least = distance;
    }
  return best;
}

/** Picks the patterns which a line can fit: those with one of their first concepts in it, in the order of the file. A line touches few of them. */
function createPick<Pattern>(
  patterns: readonly Pattern[],
  conceptsOf: (pattern: Pattern) => readonly string[],
): (hits: Hits) => readonly Pattern[] {
  const places = new Map<string, number[]>();
  for (const [place, pattern] of patterns.entries())
    for (const concept of conceptsOf(pattern)) places.set(concept, [...(places.get(concept) ?? []), place]);
  return (hits) => {
    const picked = new Set<number>();
    for (const concept of hits.keys()) for (const place of places.get(concept) ?? []) picked.add(place);
    return [...picked].toSorted((a, b) => a - b).flatMap((place) => patterns[place] ?? []);
  };
}

/** Makes the two picks of a family of patterns: by the things of frames, and by the words of phrases. */
export function createPicks({ frames, phrases }: Patterns): {
  readonly frames: (hits: Hits) => readonly Frame[];
  readonly phrases: (hits: Hits) => readonly Phrase[];
} {
  return { frames: createPick(frames, ({ any }) => any), phrases: createPick(phrases, ({ concept }) => [concept]) };
}

/** All hits of the named concepts, the longest first where one stands inside another. */
export function hitsOf(hits: Hits, concepts: readonly string[]): readonly Hit[] {
  const found = concepts.flatMap((concept) => hits.get(concept) ?? []);
  return found.filter((hit) => !found.some((other) => covers(other, hit)));
}

const covers = (outer: Hit, inner: Hit): boolean =>
  outer.begin <= inner.begin && outer.end >= inner.end && outer.end - outer.begin > inner.end - inner.begin;
