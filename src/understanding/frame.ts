/** How much a frame says by itself. */
export type Weight = "strong" | "plain" | "weak";

/** The small intents that have frames, by the name that `talk.yaml` has for them. */
export const talkFamilies = [
  "feedback-done",
  "feedback-not-done",
  "star-query",
  "progress-query",
  "help-strong",
  "help-weak",
  "complaint",
] as const;

/** All that frames are looked for. */
export const families = ["hazard", "emergency", ...talkFamilies] as const;

/** What a frame is looked for. */
export type Family = (typeof families)[number];

/** A way of saying something: words of every slot near each other. Slots are numbers of word lists in the lexicon. */
export interface Frame {
  readonly family: Family;
  readonly code: string;
  readonly slots: readonly number[];
  /** Most characters between neighbours; a comma counts 2, the end of a sentence 6. */
  readonly within: number;
  readonly weight: Weight;
  /** Counts only where no other frame was found. */
  readonly isFallback: boolean;
  /** Word lists that must not stand anywhere in the line. */
  readonly absent: readonly number[];
  readonly severity?: "major" | "critical";
  /** Place in the file: earlier frames win. */
  readonly rank: number;
}

/** A frame as it is written in the files, before its slots have numbers. */
export interface WrittenFrame {
  readonly slots: readonly string[];
  readonly absent: readonly string[];
  readonly within: number;
  readonly weight: Weight;
  readonly isFallback: boolean;
  readonly severity?: "major" | "critical";
}

const usualDistance = 10;
const severities = new Map([
  ["=major", "major"],
  ["=critical", "critical"],
] as const);

/** Reads one frame in the notation of `frames.yaml`. Throws where it has no slot. */
export function parseFrame(line: string): WrittenFrame {
  const tokens = line.split(/\s+/u).filter((token) => token !== "");
  const distance = tokens.find((token) => /^@\d+$/u.test(token));
  const severity = tokens.map((token) => severities.get(token as "=major")).find((found) => found !== undefined);
  const slots = tokens.filter((token) => !/^(?:@\d+|=[a-z]+|[!?~]|-.+)$/u.test(token));
  if (slots.length === 0) throw new Error(`a frame without words: "${line}"`);
  return {
    slots,
    absent: tokens.filter((token) => token.startsWith("-")).map((token) => token.slice(1)),
    within: distance === undefined ? usualDistance : Number(distance.slice(1)),
    weight: tokens.includes("!") ? "strong" : tokens.includes("?") ? "weak" : "plain",
    isFallback: tokens.includes("~"),
    ...(severity === undefined ? {} : { severity }),
  };
}
