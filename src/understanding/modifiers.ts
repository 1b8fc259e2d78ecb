import { distance, has, type Line } from "./line.js";
import type { FrameMatch } from "./match-frames.js";
import type { Hit } from "./word-book.js";

/** What a modifier takes away. */
export type Blocked = "hazard" | "emergency";

/** Words that take the meaning from what stands near them: 如果, 严禁, 没有. */
export interface ScopedModifier {
  readonly name: string;
  readonly list: number;
  /** Characters after the word that it reaches; negative: before it. */
  readonly reach: number;
  readonly blocks: readonly Blocked[];
}

/** Words that take the meaning from the whole line: news, adverts, drills. */
export interface LineModifier {
  readonly name: string;
  readonly list: number;
  readonly blocks: readonly Blocked[];
}

/** The modifiers of the lexicon. */
export interface Modifiers {
  readonly scoped: readonly ScopedModifier[];
  readonly blocks: readonly LineModifier[];
}

/** The first modifier that takes `what` out of the whole line, by name. */
export const blockOf = (line: Line, modifiers: Modifiers, what: Blocked): string | undefined =>
  modifiers.blocks.find((one) => one.blocks.includes(what) && has(line, one.list))?.name;

/** A test whether a match stands clear of all scoped modifiers. Words of the match itself do not modify it. */
export function clearOfScopes(line: Line, modifiers: Modifiers, what: Blocked): (match: FrameMatch) => boolean {
  const present = modifiers.scoped.filter((one) => one.blocks.includes(what) && has(line, one.list));
  if (present.length === 0) return () => true;
  return (match) =>
    !present.some((modifier) =>
      (line.hits.get(modifier.list) ?? []).some((word) => reaches(line, { modifier, word, match })),
    );
}

function reaches(
  line: Line,
  { modifier, word, match }: { readonly modifier: ScopedModifier; readonly word: Hit; readonly match: FrameMatch },
): boolean {
  if (match.hits.some((hit) => hit.begin < word.end && word.begin < hit.end)) return false;
  const { reach } = modifier;
  return match.hits.some((hit) =>
    reach >= 0
      ? hit.begin >= word.end && distance(line, word.end, hit.begin) <= reach
      : hit.end <= word.begin && distance(line, hit.end, word.begin) <= -reach,
  );
}
