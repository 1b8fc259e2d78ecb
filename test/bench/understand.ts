import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { parseBatch } from "../../src/understanding/batch-file.js";
import { createUnderstand } from "../../src/understanding/create-understand.js";
import { type EvaluationLine, isDanger, labelOf } from "../../src/understanding/evaluation-line.js";
import { loadLexicon } from "../../src/understanding/load-lexicon.js";
import type { ReadingInput, Understand } from "../../src/understanding/reading.js";
import { lineOfAnybody } from "../../src/understanding/reading-input.js";
import { loadModel } from "../../src/understanding/shipped-understand.js";

const root = join(import.meta.dirname, "../..");
const folder = join(root, "templates/understanding");
const leastMs = 2000;
const rounds = 50;

/** Lines a second, and how long the longest texts take. */
export interface UnderstandFigures {
  readonly chatterPerSecond: number;
  readonly candidatesPerSecond: number;
  /** The same chatter looked through for 100 words, one after the other: what the least of readers costs. */
  readonly keywordsPerSecond: number;
  /** Chatter beside the reference. */
  readonly ratio: number;
  /** Milliseconds for one text of 10 kB, the worst of several kinds. */
  readonly worstOf10kBMs: number;
}

/** Measures the reader on one core, on the blind batches and on the longest texts that it may be given. */
export function benchUnderstand(): UnderstandFigures {
  const understand = createUnderstand(loadLexicon(folder), loadModel(folder));
  const lines = linesOfBlindBatches();
  const chatter = lines.filter((line) => labelOf(line) === "chatter").map(plainInput);
  const candidates = lines.filter(isDanger).map(plainInput);
  const chatterPerSecond = perSecond(chatter, understand);
  const keywordsPerSecond = perSecond(chatter, ({ text }) => keywords.filter((word) => text.includes(word)).length);
  return {
    chatterPerSecond,
    candidatesPerSecond: perSecond(candidates, understand),
    keywordsPerSecond,
    ratio: Math.round((chatterPerSecond / keywordsPerSecond) * 1000) / 1000,
    worstOf10kBMs: worstMs(understand),
  };
}

function linesOfBlindBatches(): readonly EvaluationLine[] {
  const batches = join(root, "training/batches");
  return readdirSync(batches)
    .filter((name) => name.startsWith("2"))
    .flatMap((name) => parseBatch(readFileSync(join(batches, name), "utf8"), name));
}

const plainInput = ({ text }: EvaluationLine): ReadingInput => lineOfAnybody(text);

const keywords = Array.from({ length: 100 }, (_, place) =>
  String.fromCharCode(0x4e00 + place * 7, 0x5000 + place * 11),
);

function perSecond(inputs: readonly ReadingInput[], read: (input: ReadingInput) => unknown): number {
  let count = 0;
  const run = (untilMs: number): number => {
    const started = performance.now();
    count = 0;
    while (performance.now() - started < untilMs) {
      for (const input of inputs) read(input);
      count += inputs.length;
    }
    return (count * 1000) / (performance.now() - started);
  };
  run(leastMs / 4);
  return Math.round(run(leastMs));
}

function worstMs(understand: Understand): number {
  const kinds = ["楼道停了电动车。", "3栋", "一", "1-", "着火了救命", "飞线充电 ", "\u202e🔥", "之一号楼"].map(
    (piece) => piece.repeat(Math.ceil(10_000 / piece.length)),
  );
  const times = kinds.map((text) => {
    const input = lineOfAnybody(text);
    for (let round = 0; round < rounds; round += 1) understand(input);
    const started = performance.now();
    for (let round = 0; round < rounds; round += 1) understand(input);
    return (performance.now() - started) / rounds;
  });
  return Math.round(Math.max(...times) * 1000) / 1000;
}
