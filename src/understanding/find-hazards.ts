import type { Weight } from "./frame.js";
import type { Lexicon } from "./lexicon.js";
import type { Line } from "./line.js";
import { type FrameMatch, matchFrames } from "./match-frames.js";
import { blockOf, clearOfScopes } from "./modifiers.js";
import { phraseOf } from "./phrase.js";
import type { HazardMention } from "./reading.js";

/** What the words say of hazards. */
export interface FoundHazards {
  readonly hazards: readonly HazardMention[];
  /** The weight of the best frame. */
  readonly weight?: Weight;
  /** The modifier that took the hazards out of the line, by name. */
  readonly block?: string;
}

/** One line is one or two cases, seldom three. */
const mostHazards = 3;
const weights: Readonly<Record<Weight, number>> = { strong: 3, plain: 2, weak: 1 };

/** The hazards that a line names, in the order of the text. Where two frames rest on the same words, the heavier one counts. */
export function findHazards(line: Line, lexicon: Lexicon): FoundHazards {
  const matches = matchFrames(line, "hazard", clearOfScopes(line, lexicon.modifiers, "hazard"));
  if (matches.length === 0) return { hazards: [] };
  const block = blockOf(line, lexicon.modifiers, "hazard");
  const chosen = choose(matches);
  const [best] = chosen;
  const hazards = chosen
    .slice(0, mostHazards)
    .toSorted((a, b) => a.begin - b.begin)
    .map((match) => mentionOf(line, match, lexicon));
  return {
    hazards,
    ...(best ? { weight: best.frame.weight } : {}),
    ...(block === undefined ? {} : { block }),
  };
}

function choose(matches: readonly FrameMatch[]): readonly FrameMatch[] {
  const chosen: FrameMatch[] = [];
  for (const match of matches.toSorted(byWeight)) {
    const clashes = chosen.some((other) => other.frame.code === match.frame.code || overlap(other, match));
    if (!clashes && !(match.frame.isFallback && chosen.length > 0)) chosen.push(match);
  }
  return chosen;
}

const byWeight = (a: FrameMatch, b: FrameMatch): number =>
  Number(a.frame.isFallback) - Number(b.frame.isFallback) ||
  weights[b.frame.weight] - weights[a.frame.weight] ||
  b.frame.slots.length - a.frame.slots.length ||
  a.frame.rank - b.frame.rank;

const overlap = (a: FrameMatch, b: FrameMatch): boolean => a.begin < b.end && b.begin < a.end;

function mentionOf(line: Line, match: FrameMatch, { severities }: Lexicon): HazardMention {
  const { code, severity } = match.frame;
  return { code, severity: severity ?? severities.get(code) ?? "minor", phrase: phraseOf(line, match) };
}
