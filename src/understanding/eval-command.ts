import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { z } from "zod";
import { readYaml } from "../shared/read-yaml.js";
import { evaluateChat, evaluateSet, labelledLine, type ChatFigures, type SetFigures } from "./evaluate.js";
import type { Understand } from "./reading.js";
import { createShippedUnderstand } from "./shipped-understand.js";
import type { Share } from "./wilson.js";

type Print = (line: string) => void;

const usage = "usage: eval --set FILE.jsonl [--json] [--misses] | --chat FILE.txt [--json]";
const severitiesFile = z.object({
  hazards: z.array(z.object({ code: z.string(), severity: z.enum(["minor", "major", "critical", "emergency"]) })),
});

/** Measures the shipped reader: `--set` on labelled JSON Lines, `--chat` on a text file of ordinary chat, one line each. Prints text, or JSON with `--json`; `--misses` lists the wrong lines of a set. Gives the exit code: 0, or 2 for wrong arguments. */
export async function runEval(argv: readonly string[], print: Print): Promise<number> {
  const options = optionsOf(argv);
  if (!options || (!options.set && !options.chat)) {
    print(usage);
    return 2;
  }
  const understand = shipped();
  if (options.set) printSet(evaluateSet(understand, readSet(options.set)), options, print);
  if (options.chat) printChat(evaluateChat(understand, readLines(options.chat)), options, print);
  return 0;
}

interface Options {
  readonly set?: string | undefined;
  readonly chat?: string | undefined;
  readonly json?: boolean | undefined;
  readonly misses?: boolean | undefined;
}

function optionsOf(argv: readonly string[]): Options | undefined {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        set: { type: "string" },
        chat: { type: "string" },
        json: { type: "boolean" },
        misses: { type: "boolean" },
      },
    }).values;
  } catch {
    return undefined;
  }
}

const template = (path: string): string => fileURLToPath(new URL(`../../templates/${path}`, import.meta.url));

function shipped(): Understand {
  const { hazards } = readYaml(template("rules/hazards.yaml"), (content) => severitiesFile.parse(content));
  return createShippedUnderstand(template("understanding"), {
    kinds: new Map(hazards.map(({ code, severity }) => [code, { severity }])),
  });
}

const readLines = (path: string): readonly string[] =>
  readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "");
const readSet = (path: string) => readLines(path).map((line) => labelledLine.parse(JSON.parse(line)));

const words = ({ hits, of, share, low, high }: Share): string =>
  `${hits}/${of} ${(share * 100).toFixed(1)} % (${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)})`;

function printSet(figures: SetFigures, options: Options, print: Print): void {
  const { misses, ...rest } = figures;
  if (options.json) {
    print(JSON.stringify(options.misses ? figures : rest));
    return;
  }
  for (const kind of Object.keys(rest.recall)) {
    const [recall, precision] = [rest.recall[kind], rest.precision[kind]];
    if (recall && precision) print(`${kind}: recall ${words(recall)}, precision ${words(precision)}`);
  }
  print(`emergency recall ${words(rest.emergencyRecall)}, false emergencies ${rest.falseEmergencies}`);
  print(`spoken on none ${words(rest.spokenOnNone)}; reports spoken ${rest.spokenReports}`);
  print(`building ${words(rest.buildingExact)}, room ${words(rest.roomExact)}`);
  if (options.misses) for (const { text, wanted, got } of misses) print(`${wanted} > ${got}: ${text}`);
}

function printChat(figures: ChatFigures, options: Options, print: Print): void {
  if (options.json) print(JSON.stringify(figures));
  else
    print(
      `${figures.lines} lines: spoken ${figures.spoken} (${figures.spokenPer10k.toFixed(1)} per 10,000), asked ${figures.asked}; ${JSON.stringify(figures.byIntent)}`,
    );
}
