import type { Lexicon } from "./lexicon.js";
import { has, type Line } from "./line.js";
import { matchFrames } from "./match-frames.js";
import { blockOf, clearOfScopes, type Modifiers } from "./modifiers.js";

/** What the words of a line speak for or against, beside what they say. */
export interface Signs {
  /** What takes hazards out of the line: news, drills, prices; by the name of the modifier. */
  readonly block?: string;
  /** The words say that there is no danger now: it is over, a drill, news, or a question what something is. */
  readonly isDangerDenied: boolean;
  /** How many things that the lexicon has a name for are spoken of. */
  readonly conceptCount: number;
  /** How many of them speak of danger by themselves. */
  readonly dangerCount: number;
  /** The words speak of homework, clothes or a wish, not of a fix. */
  readonly isNoFeedback: boolean;
  /** A thing is named that can be a hazard. */
  readonly namesSafetyThing: boolean;
}

/** Looks for the signs in a line. */
export function findSigns(line: Line, lexicon: Lexicon): Signs {
  const block = blockOf(line, lexicon.modifiers, "hazard");
  return {
    ...(block === undefined ? {} : { block }),
    isDangerDenied: deniesDanger(line, lexicon, block),
    conceptCount: countConcepts(line, lexicon),
    dangerCount: countHits(line, lexicon.dangers),
    isNoFeedback: has(line, lexicon.talk.notFeedback),
    namesSafetyThing: has(line, lexicon.talk.safetyThing),
  };
}

/** How many things that the lexicon has a name for a line speaks of. */
export const countConcepts = (line: Line, { concepts }: Lexicon): number => countHits(line, concepts);

function countHits({ hits }: Line, lists: ReadonlySet<number>): number {
  let count = 0;
  for (const list of hits.keys()) if (lists.has(list)) count += 1;
  return count;
}

function deniesDanger(line: Line, { lists, modifiers }: Lexicon, block: string | undefined): boolean {
  if (isSupposed(line, modifiers)) return true;
  if (has(line, lists.urgent)) return false;
  return has(line, lists.resolved) || block === "price" || blockOf(line, modifiers, "emergency") !== undefined;
}

/** 要是着火了: the line speaks of danger, and only of one that is supposed, warned of or denied. */
function isSupposed(line: Line, modifiers: Modifiers): boolean {
  const found = matchFrames(line, "emergency", () => true);
  return found.length > 0 && !found.some(clearOfScopes(line, modifiers, "emergency"));
}
