import { findEmergency } from "./find-emergency.js";
import { findHazards } from "./find-hazards.js";
import type { Lexicon } from "./lexicon.js";
import type { Model } from "./model.js";
import type { HazardMention, Reading } from "./reading.js";
import type { WeighedLine } from "./weighed-line.js";

/** What words of its own in the lexicon add to the share of a hazard. */
const worthOfWords = 0.8;
const mostHazards = 3;
const longestPhrase = 20;
const unknownEmergency = "X01";
const unknownHazard = "F01";

/** The hazards of a report, in the order of the text as far as their words are known. */
export function tellHazards(
  { line, grams, marks }: WeighedLine,
  lexicon: Lexicon,
  model: Model,
): readonly HazardMention[] {
  const { hazards } = findHazards(line, lexicon);
  const byWords = new Map(hazards.map((one) => [one.code, one]));
  const order = new Map(hazards.map((one, place) => [one.code, place]));
  return rank(model.codesOf(grams, marks), byWords)
    .toSorted((a, b) => (order.get(a) ?? mostHazards) - (order.get(b) ?? mostHazards))
    .map(
      (code) =>
        byWords.get(code) ?? {
          code,
          severity: lexicon.severities.get(code) ?? "minor",
          phrase: phraseFor(line.text, model.wordsFor(line.text, "report")),
        },
    );
}

/**
 * The codes that count: the likeliest, and beside one that has words of its own the others that have some. Two learned
 * codes of like share are one doubtful hazard, not two.
 */
function rank(learned: ReturnType<Model["codesOf"]>, byWords: ReadonlyMap<string, HazardMention>): readonly string[] {
  const shares = new Map(learned.map(({ code, share }) => [code, share]));
  const ranked = [...new Set([...shares.keys(), ...byWords.keys()])]
    .filter((code) => !isEmergency(code))
    .map((code) => ({ code, worth: (shares.get(code) ?? 0) + (byWords.has(code) ? worthOfWords : 0) }))
    .toSorted((a, b) => b.worth - a.worth);
  const [first, ...others] = ranked;
  if (!first) return [unknownHazard];
  const alike = byWords.has(first.code) ? others.filter(({ code }) => byWords.has(code)) : [];
  return [first, ...alike].slice(0, mostHazards).map(({ code }) => code);
}

/** What kind of emergency it is. */
export function tellEmergency(
  { line, ruled, grams, marks }: WeighedLine,
  lexicon: Lexicon,
  model: Model,
): NonNullable<Reading["emergency"]> {
  const found = ruled.emergency ?? findEmergency(line, lexicon);
  const code = likeliestEmergency(model.codesOf(grams, marks), found?.code);
  if (found?.code === code) return found;
  return { code, phrase: phraseFor(line.text, model.wordsFor(line.text, "emergency")) };
}

function likeliestEmergency(learned: ReturnType<Model["codesOf"]>, byWords: string | undefined): string {
  const worths = new Map(learned.filter(({ code }) => isEmergency(code)).map(({ code, share }) => [code, share]));
  if (byWords !== undefined) worths.set(byWords, (worths.get(byWords) ?? 0) + worthOfWords);
  const [best] = [...worths].toSorted(([, a], [, b]) => b - a);
  return best?.[0] ?? unknownEmergency;
}

const isEmergency = (code: string): boolean => code.startsWith("X");
const ends = ["。", ",", "!", "?", ";", "、", " "] as const;

/** The clause around the words that count most, at most 20 characters. */
function phraseFor(text: string, [word]: readonly string[]): string {
  const bare = word?.replace(/^[\p{P}\s]+/u, "") ?? "";
  const at = Math.max(0, text.indexOf(bare));
  const begin = Math.max(0, ...ends.map((mark) => text.lastIndexOf(mark, Math.max(0, at - 1)) + 1));
  const [clause = ""] = text.slice(begin).split(/[。,!?;]/u);
  return clause.slice(0, longestPhrase);
}
