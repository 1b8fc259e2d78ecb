import { join } from "node:path";
import { z } from "zod";
import { readYaml } from "../shared/read-yaml.js";
import { createNormalise } from "./normalise.js";
import { createTermMatcher, type Hits } from "./term-matcher.js";

const words = z.string().transform((text) => text.split(/\s+/).filter((word) => word !== ""));
const code = z.string().regex(/^[A-Z]\d{2}$/);
const concepts = z.record(z.string(), words);
const phrase = z.object({
  code,
  terms: words,
  weak: z.boolean().default(false),
  over: z.array(code).default([]),
});
const frame = z.object({
  code,
  any: z.array(z.string()).min(1),
  with: z.array(z.string()).min(1),
  also: z.array(z.string()).default([]),
  near: z.number().int().positive(),
  weak: z.boolean().default(false),
  over: z.array(code).default([]),
});
const conceptsFile = z.object({ version: z.string(), concepts });
const framesFile = z.object({ version: z.string(), frames: z.array(frame), phrases: z.array(phrase) });
const emergenciesFile = framesFile.extend({
  concepts,
  unless: z.record(z.string(), words),
  "safe-before": words,
  now: words,
  urgent: words,
  "if-before": words,
});
const blockersFile = z.object({
  version: z.string(),
  concepts,
  negation: words,
  strong: words,
  "staff-notice": words,
  "patrol-find": words,
  fixable: words,
  unfixable: words,
});
const rewritesFile = z.object({ version: z.string(), rewrites: z.record(z.string(), z.string()) });
const charactersFile = z.object({ pairs: z.string() });
const expression = z.string().transform((source) => new RegExp(source, "u"));
const talkFile = z.object({
  version: z.string(),
  done: z.array(expression),
  "not-done": z.array(expression),
  "done-not": expression,
  "fix-short": z.number().int().positive(),
  "not-fixed": expression,
  star: expression,
  "star-not": expression,
  "progress-sure": expression,
  progress: expression,
  help: expression,
  acknowledgement: z.string().transform((source) => new RegExp(source, "gu")),
  "acknowledgement-core": expression,
  chain: expression,
  complaint: expression,
  question: expression,
});

/** A thing and what is wrong with it, near each other, and the code that they name. */
export type Frame = Readonly<z.infer<typeof frame>>;
/** Words that name a code alone. */
export type Phrase = Readonly<z.infer<typeof phrase>> & {
  /** The name under which its words are found in a line. */
  readonly concept: string;
};
/** The expressions for questions, answers and thanks. */
export type Talk = Readonly<z.infer<typeof talkFile>>;

/** Frames and phrases of one family of codes, in order of precedence. */
export interface Patterns {
  readonly frames: readonly Frame[];
  readonly phrases: readonly Phrase[];
}

/** Everything the reader knows, ready for use. */
export interface Lexicon {
  readonly version: string;
  readonly normalise: (text: string) => string;
  /** All concepts in a normalised line. A phrase is a concept of its own; those of emergencies begin with `danger:`. */
  readonly find: (text: string) => Hits;
  readonly hazards: Patterns;
  readonly emergencies: Patterns;
  readonly talk: Talk;
}

/** Reads the files of `templates/understanding`. Throws an error that names the file and the wrong field. */
export function loadLexicon(folder: string): Lexicon {
  const read = <T>(name: string, schema: z.ZodType<T>): T =>
    readYaml(join(folder, name), (content) => schema.parse(content));
  const normalise = readNormalise(read("rewrites.yaml", rewritesFile), read("simplified.yaml", charactersFile));
  const things = read("concepts.yaml", conceptsFile);
  const hazards = read("frames.yaml", framesFile);
  const dangers = read("emergencies.yaml", emergenciesFile);
  const terms = termsOf(things.concepts, hazards.phrases, "");
  addAll(terms, termsOf({ lift: things.concepts["lift"] ?? [], ...dangers.concepts }, dangers.phrases, "danger:"));
  for (const [name, list] of Object.entries(dangers.unless)) terms.set(`unless:${name}`, list);
  addAll(terms, blockerTerms(read("blockers.yaml", blockersFile)));
  for (const name of ["safe-before", "now", "urgent", "if-before"] as const) terms.set(name, dangers[name]);
  const known = new Map([...terms].map(([name, list]) => [name, [...new Set(list.map(normalise))]]));
  return {
    version: things.version,
    normalise,
    find: createTermMatcher(known),
    hazards: checked(hazards, known, ""),
    emergencies: checked(dangers, known, "danger:"),
    talk: read("talk.yaml", talkFile),
  };
}

type Terms = Map<string, readonly string[]>;

function termsOf(named: Record<string, string[]>, phrases: readonly z.infer<typeof phrase>[], prefix: string): Terms {
  const terms: Terms = new Map(Object.entries(named).map(([name, list]) => [prefix + name, list]));
  for (const [index, item] of phrases.entries()) terms.set(`${prefix}phrase:${index}`, item.terms);
  return terms;
}

function blockerTerms(file: z.infer<typeof blockersFile>): Terms {
  const { version: _version, concepts: named, ...lists } = file;
  return new Map([...Object.entries(named), ...Object.entries(lists)]);
}

function addAll(terms: Terms, more: Terms): void {
  for (const [name, list] of more) terms.set(name, list);
}

/** Frames with the prefix of their family. Throws where a frame names a concept that no file has. */
function checked(patterns: z.infer<typeof framesFile>, terms: ReadonlyMap<string, unknown>, prefix: string): Patterns {
  const named = (names: readonly string[]): string[] =>
    names.map((name) => {
      if (!terms.has(prefix + name)) throw new Error(`a frame names the unknown concept ${name}`);
      return prefix + name;
    });
  const frames = patterns.frames.map((item) => ({
    ...item,
    any: named(item.any),
    with: named(item.with),
    also: named(item.also),
  }));
  const phrases = patterns.phrases.map((item, index) => ({ ...item, concept: `${prefix}phrase:${index}` }));
  return { frames, phrases };
}

function readNormalise(
  spelling: z.infer<typeof rewritesFile>,
  characters: z.infer<typeof charactersFile>,
): (text: string) => string {
  const pairs = Array.from(characters.pairs.replaceAll(/\s/g, ""));
  const table = new Map<string, string>();
  for (let at = 0; at + 1 < pairs.length; at += 2) table.set(pairs[at] ?? "", pairs[at + 1] ?? "");
  return createNormalise({ characters: table, spellings: new Map(Object.entries(spelling.rewrites)) });
}
