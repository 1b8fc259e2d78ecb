import type { Frame, Patterns, Phrase } from "./lexicon.js";
import { createPicks, hitsOf, nearestPair } from "./near.js";
import type { HazardMention, Severity } from "./reading.js";
import type { Hit, Hits } from "./term-matcher.js";

/** A hazard as found, with how much it can carry: `isWeak` ones need a place or a call to the bot. */
export interface HazardFind extends HazardMention {
  readonly isWeak: boolean;
  /** Where it begins in the normalised line. */
  readonly begin: number;
}

interface Candidate {
  readonly code: string;
  readonly isWeak: boolean;
  readonly over: readonly string[];
  readonly thing: Hit;
  readonly begin: number;
  readonly end: number;
}

const phraseLength = 20;
const reachOfOver = 6;

/** Makes the function that finds the hazards of a normalised line. One thing gets one hazard, the first in the order of `frames.yaml`; phrases come before frames. `severities` is by code; a code that it lacks is 一般. */
export function createFindHazards(
  patterns: Patterns,
  severities: ReadonlyMap<string, Severity>,
): (text: string, hits: Hits) => readonly HazardFind[] {
  const pick = createPicks(patterns);
  return (text, hits) => {
    if (hits.size === 0) return [];
    const candidates = [
      ...pick.phrases(hits).flatMap((phrase) => phraseCandidate(phrase, hits) ?? []),
      ...pick.frames(hits).flatMap((frame) => frameCandidate(frame, hits) ?? []),
    ];
    return withoutRepeats(candidates).map(({ code, isWeak, begin, end }) => ({
      code,
      isWeak,
      begin,
      severity: severities.get(code) ?? "minor",
      phrase: text.slice(begin, end).slice(0, phraseLength),
    }));
  };
}

function phraseCandidate({ code, over, weak, concept }: Phrase, hits: Hits): Candidate | undefined {
  const thing = hits.get(concept)?.find((hit) => !isNegated(hit, hits));
  return thing && { code, over, isWeak: weak, thing, begin: thing.begin, end: thing.end };
}

function frameCandidate(frame: Frame, hits: Hits): Candidate | undefined {
  if (!frame.with.some((concept) => hits.has(concept))) return undefined;
  const things = hitsOf(hits, frame.any);
  const signs = hitsOf(hits, frame.with).filter((hit) => !isNegated(hit, hits));
  const pair = nearestPair(things, signs, frame.near);
  if (!pair?.sign) return undefined;
  if (frame.also.length > 0 && hitsOf(hits, frame.also).length === 0) return undefined;
  const { thing, sign } = pair;
  const begin = Math.min(thing.begin, sign.begin);
  return {
    code: frame.code,
    over: frame.over,
    isWeak: frame.weak,
    thing,
    begin,
    end: Math.max(thing.end, sign.end),
  };
}

/** 没堵, 不漏: the word before takes the sign away. */
function isNegated(hit: Hit, hits: Hits): boolean {
  return hits.get("negation")?.some((word) => word.end === hit.begin) ?? false;
}

function withoutRepeats(candidates: readonly Candidate[]): readonly Candidate[] {
  const kept: Candidate[] = [];
  for (const candidate of candidates) {
    const isBeaten = candidates.some((other) => beats(other, candidate));
    const isKnown = kept.some((other) => other.code === candidate.code || overlap(other, candidate.thing));
    if (!isBeaten && !isKnown) kept.push(candidate);
  }
  return kept;
}

const beats = (winner: Candidate, loser: Candidate): boolean =>
  winner !== loser &&
  winner.over.includes(loser.code) &&
  Math.max(winner.begin - loser.end, loser.begin - winner.end) <= reachOfOver;

const overlap = (a: Candidate, b: Hit): boolean => a.begin < b.end && b.begin < a.end;
