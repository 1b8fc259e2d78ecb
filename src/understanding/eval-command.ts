import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { systemClock } from "../shared/clock.js";
import { parseBatch } from "./batch-file.js";
import { createUnderstand } from "./create-understand.js";
import { evaluate, speaksInGroup } from "./evaluate.js";
import { type EvaluationLine, evaluationLine, inputOf } from "./evaluation-line.js";
import { loadLexicon } from "./load-lexicon.js";
import { lineOfAnybody } from "./reading-input.js";
import { loadModel } from "./shipped-understand.js";
import type { Reading, ReadingInput, Understand } from "./reading.js";

const mostExamples = 30;
const measuredMs = 1000;

/**
 * `louxin eval --set FILE.jsonl | --chat FILE.txt [--json]`: measures the reader on outside text. Prints a table, or
 * one JSON object as the last line. Returns the exit code: 0, or 2 with a word of usage. Throws where a file is missing
 * or a line of it is wrong.
 */
export function runEval(argv: readonly string[], print: (line: string) => void): number {
  const { values } = parseArgs({
    args: [...argv],
    options: { set: { type: "string" }, chat: { type: "string" }, json: { type: "boolean" } },
  });
  const folder = fileURLToPath(new URL(lexiconFolder(), import.meta.url));
  const understand = createUnderstand(loadLexicon(folder), loadModel(folder));
  if (values.set !== undefined) show(measureSet(understand, values.set), values.json ?? false, print);
  else if (values.chat !== undefined) show(measureChat(understand, values.chat), values.json ?? false, print);
  else {
    print("usage: louxin eval --set FILE.jsonl | --chat FILE.txt [--json]");
    return 2;
  }
  return 0;
}

/** From src/understanding and from dist/understanding alike. */
const lexiconFolder = (): string => "../../templates/understanding";

function measureSet(understand: Understand, file: string): Readonly<Record<string, unknown>> {
  const lines = file.endsWith(".txt") ? parseBatch(readFileSync(file, "utf8"), file) : labelledLinesOf(file);
  const evaluation = evaluate(understand, lines);
  return { set: file, ...evaluation, messagesPerSecond: measureSpeed(understand, lines.map(inputOf)) };
}

function measureChat(understand: Understand, file: string): Readonly<Record<string, unknown>> {
  const lines = linesOf(file);
  const inputs = lines.map(lineOfAnybody);
  const readings = inputs.map(understand);
  const messagesPerSecond = measureSpeed(understand, inputs);
  const per10k = (counts: (reading: Reading) => boolean): number =>
    Math.round((readings.filter(counts).length / Math.max(1, lines.length)) * 100_000) / 10;
  const examples = lines.flatMap((text, place) => {
    const reading = readings[place];
    return reading && speaksInGroup(reading) ? [{ text, reasons: reading.reasons }] : [];
  });
  return {
    chat: file,
    lines: lines.length,
    spoken: examples.length,
    per10k: {
      speak: per10k((reading) => reading.emergency === undefined && speaksInGroup(reading)),
      ask: per10k((reading) => reading.zone === "ask"),
      emergency: per10k((reading) => reading.emergency !== undefined),
    },
    messagesPerSecond,
    examples: examples.slice(0, mostExamples),
  };
}

const labelledLinesOf = (file: string): readonly EvaluationLine[] =>
  linesOf(file).map((line, place) => {
    const parsed = evaluationLine.safeParse(JSON.parse(line));
    if (!parsed.success) throw new Error(`${file}:${place + 1}: ${parsed.error.message}`);
    return parsed.data;
  });

const linesOf = (file: string): readonly string[] =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "");

/** Messages a second on one core, over as many rounds as take a second; the reader is warm by then. */
function measureSpeed(understand: Understand, inputs: readonly ReadingInput[]): number {
  if (inputs.length === 0) return 0;
  const started = systemClock.now().getTime();
  let rounds = 0;
  let tookMs = 0;
  while (tookMs < measuredMs) {
    for (const input of inputs) understand(input);
    rounds += 1;
    tookMs = systemClock.now().getTime() - started;
  }
  return Math.round((rounds * inputs.length * 1000) / tookMs);
}

function show(figures: Readonly<Record<string, unknown>>, isJson: boolean, print: (line: string) => void): void {
  if (isJson) {
    print(JSON.stringify(figures));
    return;
  }
  for (const [name, value] of Object.entries(figures))
    if (Array.isArray(value)) for (const one of value) print(`  ${name}: ${JSON.stringify(one)}`);
    else print(`${name}: ${JSON.stringify(value)}`);
}
