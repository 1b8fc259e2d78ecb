import type { Frame, Patterns, Phrase } from "./lexicon.js";
import { createPicks, hitsOf, nearestPair } from "./near.js";
import type { Reading } from "./reading.js";
import type { Hit, Hits } from "./term-matcher.js";

/** Danger now: a code of X01 to X10 and the words that name it. */
export type Emergency = NonNullable<Reading["emergency"]>;

interface Danger {
  readonly code: string;
  readonly isWeak: boolean;
  readonly begin: number;
  readonly end: number;
}

const phraseLength = 20;

/** Makes the function that finds danger now in a normalised line. Recall comes first: one sign is enough (a weak one with a person or place), and only idioms, the past, drills, advice and a word of negation or fear straight before it take it out. */
export function createFindEmergency(
  patterns: Patterns,
): (text: string, hits: Hits, hasPlace: () => boolean) => Emergency | undefined {
  const pick = createPicks(patterns);
  return (text, hits, hasPlace) => {
    if (hits.size === 0) return undefined;
    if (hits.has("unless:*") && !hits.has("urgent")) return undefined;
    const found = [
      ...pick.phrases(hits).flatMap((phrase) => byPhrase(phrase, hits)),
      ...pick.frames(hits).flatMap((frame) => byFrame(frame, hits)),
    ];
    const danger = found.find((item) => !isExcused(item, hits) && (!item.isWeak || hits.has("now") || hasPlace()));
    return danger && { code: danger.code, phrase: text.slice(danger.begin, danger.end).slice(0, phraseLength) };
  };
}

const byPhrase = ({ code, weak, concept }: Phrase, hits: Hits): Danger[] =>
  (hits.get(concept) ?? []).map(({ begin, end }) => ({ code, isWeak: weak, begin, end }));

function byFrame(frame: Frame, hits: Hits): Danger[] {
  if (!frame.with.some((concept) => hits.has(concept))) return [];
  const signs = hitsOf(hits, frame.with).filter((hit) => !followsSafeWord(hit, hits));
  const pair = nearestPair(hitsOf(hits, frame.any), signs, frame.near);
  if (!pair?.sign) return [];
  const { thing, sign } = pair;
  const begin = Math.min(thing.begin, sign.begin);
  return [{ code: frame.code, isWeak: frame.weak, begin, end: Math.max(thing.end, sign.end) }];
}

const isExcused = (danger: Danger, hits: Hits): boolean =>
  (hits.has(`unless:${danger.code}`) && !hits.has("urgent")) ||
  followsSafeWord(danger, hits) ||
  followsIf(danger, hits);

/** 如果着火, 严禁明火: an "if" or a rule anywhere before the sign. */
const followsIf = (place: Pick<Hit, "begin">, hits: Hits): boolean =>
  hits.get("if-before")?.some((word) => word.end <= place.begin) ?? false;

/** 没着火, 怕漏气, 容易起火: the word stands straight before the sign, or one character away. */
const followsSafeWord = (place: Pick<Hit, "begin">, hits: Hits): boolean =>
  hits.get("safe-before")?.some((word) => word.end === place.begin || word.end === place.begin - 1) ?? false;
