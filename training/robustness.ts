import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { parseBatch } from "../src/understanding/batch-file.js";
import { createUnderstand } from "../src/understanding/create-understand.js";
import { inputOf, isDanger } from "../src/understanding/evaluation-line.js";
import { speaksInGroup } from "../src/understanding/evaluate.js";
import { loadLexicon } from "../src/understanding/load-lexicon.js";
import { loadModel } from "../src/understanding/shipped-understand.js";
import { createSpoil, spoilings } from "./spoil.js";

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/**
 * `npm run -s robustness -- --set training/batches/21-….txt [--json]`: how many reports and emergencies are still heard
 * when the same lines are written otherwise. Prints the recall of each way of writing beside that of the clean text.
 */
function main(): void {
  const { values } = parseArgs({ options: { set: { type: "string", multiple: true }, json: { type: "boolean" } } });
  const folder = join(import.meta.dirname, "../templates/understanding");
  const understand = createUnderstand(loadLexicon(folder), loadModel(folder));
  const spoil = createSpoil(folder);
  const lines = (values.set ?? []).flatMap((file) => parseBatch(readFileSync(file, "utf8"), file)).filter(isDanger);
  const readings = lines.map((line) => understand(inputOf(line)));
  const termOf = (place: number): string =>
    readings[place]?.emergency?.phrase ?? readings[place]?.hazards[0]?.phrase ?? "";
  const recallOf = (write: (text: string, place: number) => string): number => {
    const heard = lines.filter((line, place) =>
      speaksInGroup(understand(inputOf({ ...line, text: write(line.text, place) }))),
    );
    return Math.round((heard.length / Math.max(1, lines.length)) * 1000) / 1000;
  };
  const figures = {
    n: lines.length,
    clean: recallOf((text) => text),
    ...Object.fromEntries(
      spoilings.map((how) => [how, recallOf((text, place) => spoil(text, how, termOf(place)))] as const),
    ),
  };
  if (values.json) print(JSON.stringify(figures));
  else for (const [name, figure] of Object.entries(figures)) print(`${name}: ${figure}`);
}

main();
