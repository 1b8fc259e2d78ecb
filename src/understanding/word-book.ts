import { AhoCorasick } from "@monyone/aho-corasick/fast";
import { expandWords } from "./expand-words.js";

/** A word of the lexicon in a line. */
export interface Hit {
  readonly begin: number;
  readonly end: number;
}

/** All hits of a line, by the number of the word list. */
export type Hits = ReadonlyMap<number, readonly Hit[]>;

/** Collects the word lists of the lexicon, gives each a number and makes one automaton of all. */
export interface WordBook {
  /** The number of a list named in the files, or of words written as `a|b`; names and words may be mixed. */
  listOf(written: string): number;
  /** Gives words a name. Throws where the name is taken. */
  name(name: string, words: string): number;
  /** The names of the lists so far, or their words, by number. */
  listNames(): readonly string[];
  /** Ends the collecting: the function that finds all words of a line in one pass. */
  compile(idioms: string): (text: string) => Hits;
}

/** @param spell the normal spelling of a word and the slips of it that are known too. */
export function createWordBook(spell: (word: string) => readonly string[]): WordBook {
  const named = new Map<string, readonly string[]>();
  const numbers = new Map<string, number>();
  const listsOf = new Map<string, number[]>();

  const add = (key: string, words: readonly string[]): number => {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const number = numbers.size;
    numbers.set(key, number);
    for (const word of new Set(words.flatMap(spell))) {
      const lists = listsOf.get(word);
      if (lists) lists.push(number);
      else listsOf.set(word, [number]);
    }
    return number;
  };
  const wordsOf = (part: string): readonly string[] => {
    const words = named.get(part);
    if (words) return words;
    if (/^[a-z][a-z-]+$/u.test(part) && part !== "help") throw new Error(`no concept ${part}`);
    return expandWords(part);
  };
  return {
    listOf: (written) => add(written, written.split("|").flatMap(wordsOf)),
    name(name, words) {
      if (named.has(name)) throw new Error(`two concepts are called ${name}`);
      named.set(name, expandWords(words));
      return add(name, expandWords(words));
    },
    listNames: () => [...numbers.keys()],
    compile: (idioms) => compileFinder(listsOf, new Set(expandWords(idioms).flatMap(spell))),
  };
}

const noHits: Hits = new Map();

interface Entry {
  readonly lists: readonly number[];
  readonly isIdiom: boolean;
}

function compileFinder(
  listsOf: ReadonlyMap<string, readonly number[]>,
  idioms: ReadonlySet<string>,
): (text: string) => Hits {
  const words = [...new Set([...listsOf.keys(), ...idioms])];
  const entries = new Map<string, Entry>(
    words.map((word) => [word, { lists: listsOf.get(word) ?? [], isIdiom: idioms.has(word) }]),
  );
  const automaton = new AhoCorasick(words);
  const entryOf = (keyword: string): Entry => entries.get(keyword) ?? { lists: [], isIdiom: false };
  return (text) => {
    const found = automaton.matchInText(text);
    if (found.length === 0) return noHits;
    let masks: Hit[] | undefined;
    for (const hit of found) if (entryOf(hit.keyword).isIdiom) (masks ??= []).push(hit);
    const hits = new Map<number, Hit[]>();
    for (const hit of found) {
      if (masks?.some((mask) => isInside(hit, mask))) continue;
      for (const list of entryOf(hit.keyword).lists) {
        const known = hits.get(list);
        if (known) known.push(hit);
        else hits.set(list, [hit]);
      }
    }
    return hits;
  };
}

/** 火 in 火锅; a word that is itself an idiom is not swallowed by itself. */
const isInside = (hit: Hit, mask: Hit): boolean =>
  mask.begin <= hit.begin && hit.end <= mask.end && mask.end - mask.begin > hit.end - hit.begin;
