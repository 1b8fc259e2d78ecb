import { join } from "node:path";
import type { z } from "zod";
import { readYaml } from "../shared/read-yaml.js";
import {
  type AnswerKind,
  type CommandWords,
  type ExactCommand,
  type WordCommand,
  commandsOfCases,
} from "./command-words.js";
import { expandWords } from "./expand-words.js";
import { type Family, type Frame, parseFrame, talkFamilies } from "./frame.js";
import type { Lexicon, Talk } from "./lexicon.js";
import { indexFrames } from "./line.js";
import * as files from "./lexicon-files.js";
import type { Modifiers } from "./modifiers.js";
import { createNormalise } from "./normalise.js";
import { withSlips } from "./slips.js";
import { createWordBook, type WordBook } from "./word-book.js";

/**
 * Reads and compiles the lexicon of `templates/understanding`; severities come from `rules/hazards.yaml` beside it.
 * Throws one error that names the file and the field, or the frame or concept, that is wrong.
 */
export function loadLexicon(directory: string): Lexicon {
  const read = <T>(name: string, shape: z.ZodType<T>): T =>
    readYaml(join(directory, name), (content) => shape.parse(content));
  const spellings = read("spellings.yaml", files.spellingsFile);
  const [from, to] = read("characters.yaml", files.charactersFile);
  const normalise = createNormalise({
    characters: new Map([...pairUp(from, to), ...Object.entries(spellings.characters)]),
    phrases: new Map(Object.entries(spellings.phrases)),
  });
  const book = createWordBook((word) => withSlips(normalise(word), spellings.alike));
  const modifiersFile = read("modifiers.yaml", files.modifiersFile);
  const emergencies = read("emergencies.yaml", files.emergenciesFile);
  const hazards = read("frames.yaml", files.framesFile);
  const talk = read("talk.yaml", files.talkFile);
  const places = read("places.yaml", files.placesFile);
  // Emergencies have concepts of their own: widening one for recall must not widen a hazard.
  const things = nameAll(book, read("concepts.yaml", files.conceptsFile).concepts, "");
  const ofEmergencies = nameAll(book, emergencies.concepts, "x-");
  const dangers = dangersAmong(ofEmergencies, emergencies);
  const concepts = new Set([...things, ...ofEmergencies, ...nameAll(book, talk.concepts, "")]);
  const lexicon = {
    normalise,
    frames: indexFrames([
      ...framesOf("hazard", hazards.frames, book.listOf),
      ...framesOf("emergency", emergencies.frames, (written) => book.listOf(ownNames(written, emergencies.concepts))),
      ...talkFamilies.flatMap((family) => framesOf(family, { [family]: talk[family] }, book.listOf)),
    ]),
    villages: expandWords(places.villages).map(normalise).join("|"),
    modifiers: modifiersOf(book, modifiersFile),
    talk: talkOf(book, talk, normalise),
    commands: commandsOf(read("commands.yaml", files.commandsFile), normalise),
    severities: new Map(
      readYaml(join(directory, "..", "rules", "hazards.yaml"), (content) =>
        files.severitiesFile.parse(content),
      ).hazards.map((one) => [one.code, one.severity] as const),
    ),
    lists: {
      resolved: book.name("resolved", emergencies.resolved),
      urgent: book.name("urgent", modifiersFile.urgent),
      complaint: book.name("complaint-tone", modifiersFile.tone.complaint),
      question: book.name("question", modifiersFile.question),
      spots: book.name("spots", places.spots),
    },
  };
  checkCodes(lexicon, hazards.frames);
  return { ...lexicon, concepts, dangers, listNames: book.listNames(), find: book.compile(modifiersFile.idioms) };
}

/** The concepts of the emergencies, where they have one of that name. */
const ownNames = (written: string, own: Readonly<Record<string, string>>): string =>
  written
    .split("|")
    .map((name) => (name in own ? `x-${name}` : name))
    .join("|");

const pairUp = (from: string, to: string): readonly (readonly [string, string])[] =>
  Array.from({ length: from.length }, (_, place) => [from.charAt(place), to.charAt(place)] as const);

const nameAll = (book: WordBook, concepts: Readonly<Record<string, string>>, prefix: string): readonly number[] =>
  Object.entries(concepts).map(([name, words]) => book.name(prefix + name, words));

/** The lists of those concepts that speak of danger by themselves. Throws where the scenery names none of them. */
function dangersAmong(
  lists: readonly number[],
  { concepts, scenery }: Pick<z.infer<typeof files.emergenciesFile>, "concepts" | "scenery">,
): ReadonlySet<number> {
  const names = Object.keys(concepts);
  const unknown = scenery.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`emergencies.yaml: the scenery names no concept: ${unknown}`);
  return new Set(lists.filter((_, place) => !scenery.includes(names[place] ?? "")));
}

function framesOf(
  family: Family,
  lists: Readonly<Record<string, readonly string[]>>,
  numberOf: (written: string) => number,
): readonly Frame[] {
  return Object.entries(lists)
    .flatMap(([code, lines]) => lines.map((line) => ({ ...parseFrame(line), code })))
    .map(({ slots, absent, ...frame }, rank) => ({
      ...frame,
      family,
      rank,
      slots: slots.map(numberOf),
      absent: absent.map(numberOf),
    }));
}

function modifiersOf(book: WordBook, file: z.infer<typeof files.modifiersFile>): Modifiers {
  return {
    scoped: Object.entries(file.scoped).map(([name, one]) => ({
      ...one,
      name,
      list: book.name(`scoped-${name}`, one.words),
    })),
    blocks: Object.entries(file.blocks).map(([name, one]) => ({
      ...one,
      name,
      list: book.name(`block-${name}`, one.words),
    })),
  };
}

function talkOf(book: WordBook, file: z.infer<typeof files.talkFile>, normalise: (text: string) => string): Talk {
  return {
    ownCase: book.name("own-case", file["own-case"].words),
    notFeedback: book.name("not-feedback", file["not-feedback"]),
    safetyThing: book.listOf("safety-thing"),
    notDone: book.name("not-done", file["not-done"]),
    acknowledgements: new Set(expandWords(file.acknowledgement).map(normalise)),
  };
}

function commandsOf(file: z.infer<typeof files.commandsFile>, normalise: (text: string) => string): CommandWords {
  const words = (list: string): readonly string[] => expandWords(list).map(normalise);
  const entries = (list: string, command: ExactCommand): readonly (readonly [string, ExactCommand])[] =>
    words(list).map((word) => [word, command] as const);
  const commands = Object.entries(file.commands) as [WordCommand, (typeof file.commands)[WordCommand]][];
  return {
    particles: new Set(file.particles),
    answers: new Map(
      Object.entries(file.answers).flatMap(([kind, list]) =>
        words(list).map((word) => [word, kind as AnswerKind] as const),
      ),
    ),
    exact: new Map([
      ...commands.flatMap(([kind, { who, called }]) => entries(called, { kind, who, isCalled: true })),
      ...commands.flatMap(([kind, { who, exact }]) => entries(exact, { kind, who, isCalled: false })),
    ]),
    prefixes: commands
      .flatMap(([kind, { who, prefix }]) => words(prefix).map((word) => ({ word, kind, who })))
      .toSorted((a, b) => b.word.length - a.word.length),
    caseWords: commandsOfCases
      .flatMap((kind) => {
        const { exact, prefix } = file.commands[kind];
        return words(`${exact} ${prefix}`).map((word) => ({ word, kind }));
      })
      .toSorted((a, b) => b.word.length - a.word.length),
  };
}

/** A frame for a code that no taxonomy has would open cases that nobody can name. */
function checkCodes(lexicon: Pick<Lexicon, "severities">, frames: Readonly<Record<string, unknown>>): void {
  const unknown = Object.keys(frames).filter((code) => !lexicon.severities.has(code));
  if (unknown.length > 0)
    throw new Error(`frames.yaml names codes that hazards.yaml does not have: ${unknown.join(", ")}`);
}
