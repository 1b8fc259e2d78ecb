import type { Lexicon } from "./lexicon.js";
import { has, type Line } from "./line.js";
import { type FrameMatch, matchFrames } from "./match-frames.js";
import { blockOf, clearOfScopes } from "./modifiers.js";
import { phraseOf } from "./phrase.js";

/** Danger now, as the words have it. */
export interface FoundEmergency {
  readonly code: string;
  readonly phrase: string;
}

/** These only tell that it may be over or far away: words of urgency overrule them. */
const overruled: ReadonlySet<string> = new Set(["elsewhere", "hearsay", "yesterday"]);

/**
 * Danger now in a line: recall first, so a question is danger too, and words of urgency overrule doubt. News, drills,
 * notices, films and jokes are none, and neither is what the line itself says is over.
 */
export function findEmergency(line: Line, lexicon: Lexicon): FoundEmergency | undefined {
  const matches = matchFrames(line, "emergency", clearOfScopes(line, lexicon.modifiers, "emergency"));
  const best = matches.toSorted(byRank)[0];
  if (!best || has(line, lexicon.lists.resolved)) return undefined;
  const block = blockOf(line, lexicon.modifiers, "emergency");
  if (block !== undefined && !(overruled.has(block) && has(line, lexicon.lists.urgent))) return undefined;
  return { code: best.frame.code, phrase: phraseOf(line, best) };
}

/** More words weigh more; then the order of the file. */
const byRank = (a: FrameMatch, b: FrameMatch): number => a.frame.rank - b.frame.rank;
