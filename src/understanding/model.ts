import { type Grams, placedGrams } from "./grams.js";
import { type Label, labels } from "./label.js";
import type { Marks } from "./marks.js";
import { createScorer, type Scorer } from "./scorer.js";
import type { Weights } from "./weights.js";

/** The classes of the table `gate`. */
export const gateClasses = ["idle", "other"] as const;

/** How likely each label is: shares that sum to 1. */
export type Shares = Readonly<Record<Label, number>>;

/** What was learned from labelled lines. */
export interface Model {
  /** How likely a line is more than idle talk, by its characters alone: quick to tell. */
  isMore(grams: Grams): number;
  /** The object is used again for the next line. */
  sharesOf(grams: Grams, marks: Marks): Shares;
  /** The hazard codes of a report, likeliest first, each with its share. */
  codesOf(grams: Grams, marks: Marks): readonly { readonly code: string; readonly share: number }[];
  /** The words of a line that speak most for a class, against its being chatter. At most three. */
  wordsFor(text: string, one: Label): readonly string[];
}

const noMarks: Marks = [];
const mostWords = 3;
const mostWeighed = 8;
const longestWord = 6;
const leastShare = 0.005;

/** Makes a model of weights. Throws where they are not for these classes. */
export function createModel(weights: Weights): Model {
  const intents = createScorer(weights, "intent");
  const codes = createScorer(weights, "code");
  const gate = createScorer(weights, "gate");
  if (intents.classes.join() !== labels.join()) throw new Error("the weights are for other intents: train again");
  const shares = Object.fromEntries(labels.map((one) => [one, 0])) as Record<Label, number>;
  return {
    isMore: (grams) => gate.sharesOf(grams, noMarks)[gateClasses.indexOf("other")] ?? 0,
    sharesOf(grams, marks) {
      const scored = intents.sharesOf(grams, marks);
      for (let place = 0; place < labels.length; place += 1) {
        const one = labels[place];
        if (one) shares[one] = scored[place] ?? 0;
      }
      return shares;
    },
    codesOf(grams, marks) {
      const found: { readonly code: string; readonly share: number }[] = [];
      const scored = codes.sharesOf(grams, marks);
      for (let place = 0; place < scored.length; place += 1) {
        const share = scored[place] ?? 0;
        if (share >= leastShare) found.push({ code: codes.classes[place] ?? "", share });
      }
      return found.toSorted((a, b) => b.share - a.share);
    },
    wordsFor: (text, one) => wordsFor(intents, text, one),
  };
}

function wordsFor(intents: Scorer, text: string, one: Label): readonly string[] {
  const place = labels.indexOf(one);
  const chatter = labels.indexOf("chatter");
  const best: Weighed[] = [];
  for (const gram of placedGrams(text)) {
    if (gram.end - gram.begin < 2) continue;
    const weight = intents.weightOf(gram.hash, place) - intents.weightOf(gram.hash, chatter);
    const least = best.at(-1)?.weight ?? 0;
    if (weight <= 0 || (best.length === mostWeighed && weight <= least)) continue;
    const rank = best.findIndex((other) => other.weight < weight);
    best.splice(rank < 0 ? best.length : rank, 0, { begin: gram.begin, end: gram.end, weight });
    if (best.length > mostWeighed) best.pop();
  }
  return joinNeighbours(best)
    .toSorted((a, b) => a.begin - b.begin)
    .map(({ begin, end }) => text.slice(begin, end));
}

interface Weighed {
  readonly begin: number;
  readonly end: number;
  readonly weight: number;
}

/** Runs that touch are one word, as long as it stays short. */
function joinNeighbours(best: readonly Weighed[]): readonly Pick<Weighed, "begin" | "end">[] {
  const chosen: { begin: number; end: number }[] = [];
  for (const gram of best) {
    const near = chosen.find((other) => gram.begin <= other.end && other.begin <= gram.end);
    if (near) {
      if (near.end - near.begin >= longestWord) continue;
      near.begin = Math.min(near.begin, gram.begin);
      near.end = Math.max(near.end, gram.end);
    } else if (chosen.length < mostWords) chosen.push({ begin: gram.begin, end: gram.end });
  }
  return chosen;
}
