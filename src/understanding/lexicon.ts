import type { CommandWords } from "./command-words.js";
import type { FrameIndex } from "./line.js";
import type { Modifiers } from "./modifiers.js";
import type { Severity } from "./reading.js";
import type { Hits } from "./word-book.js";

/** Single words of the small intents. */
export interface Talk {
  /** Words that speak of a case of one's own. */
  readonly ownCase: number;
  readonly notFeedback: number;
  /** Things that can be a hazard. */
  readonly safetyThing: number;
  /** Words of somebody who is still at it. */
  readonly notDone: number;
  readonly acknowledgements: ReadonlySet<string>;
}

/** Everything that the reader knows, ready for use. Made by `loadLexicon`. */
export interface Lexicon {
  readonly normalise: (text: string) => string;
  readonly find: (text: string) => Hits;
  readonly frames: FrameIndex;
  readonly modifiers: Modifiers;
  readonly talk: Talk;
  readonly commands: CommandWords;
  readonly severities: ReadonlyMap<string, Severity>;
  /** Names of villages, as alternatives of a regular expression. */
  readonly villages: string;
  /** The name or the words of every word list, by its number. */
  readonly listNames: readonly string[];
  /** The lists that have a name in `concepts.yaml` or `emergencies.yaml`. */
  readonly concepts: ReadonlySet<number>;
  /** Those of `emergencies.yaml` that speak of danger by themselves: 着火, not 楼顶. */
  readonly dangers: ReadonlySet<number>;
  /** Numbers of single word lists. */
  readonly lists: {
    /** It is over, or was a mistake. */
    readonly resolved: number;
    readonly urgent: number;
    readonly complaint: number;
    readonly question: number;
    readonly spots: number;
  };
}
