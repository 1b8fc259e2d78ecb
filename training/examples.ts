import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseBatch } from "../src/understanding/batch-file.js";
import { type EvaluationLine, inputOf } from "../src/understanding/evaluation-line.js";
import { gramsOf } from "../src/understanding/grams.js";
import type { Lexicon } from "../src/understanding/lexicon.js";
import { measureLine } from "../src/understanding/line.js";
import { createFindMarks } from "../src/understanding/marks.js";
import { createReadByRules, readTextByRules } from "../src/understanding/read-by-rules.js";

/** A labelled line with its features. */
export interface Labelled {
  readonly line: EvaluationLine;
  /** Name of the batch that it comes from. */
  readonly batch: string;
  readonly grams: Uint32Array;
  readonly marks: readonly number[];
}

/** Batches whose number begins with 2 are blind: they are measured on, and never learned from. */
const isBlind = (name: string): boolean => /^2\d-/u.test(name);

/** Reads all batches of a folder that may be learned from, in the order of their names. */
export function readBatches(folder: string): readonly { readonly line: EvaluationLine; readonly batch: string }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".txt") && !isBlind(name))
    .toSorted()
    .flatMap((batch) => parseBatch(readFileSync(join(folder, batch), "utf8"), batch).map((line) => ({ line, batch })));
}

/** Makes what finds the features of labelled lines. */
export function createLabel(lexicon: Lexicon): (line: EvaluationLine, batch: string) => Labelled {
  const readByRules = createReadByRules(lexicon);
  const findMarks = createFindMarks(lexicon, readTextByRules(lexicon, readByRules));
  return (evaluationLine, batch) => {
    const input = inputOf(evaluationLine);
    const normal = lexicon.normalise(evaluationLine.text);
    const line = measureLine(normal, lexicon.find(normal), lexicon.frames);
    const { hashes, count } = gramsOf(normal);
    const grams = hashes.slice(0, count);
    return { line: evaluationLine, batch, grams, marks: findMarks(line, input, readByRules(line, input)) };
  };
}
