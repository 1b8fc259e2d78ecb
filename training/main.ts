import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { learnWeights } from "./learn-weights.js";

const root = join(import.meta.dirname, "..");
const file = join(root, "templates/understanding/weights.bin");
const print = (line: string): void => void process.stdout.write(`${line}\n`);

/**
 * `npm run train [-- --check]`: learns the weights of the reader from `training/batches` and writes them. With `--check`
 * it compares them with the file, and exits with 1 where they differ.
 */
function main(): number {
  const { values } = parseArgs({ options: { check: { type: "boolean" } } });
  const { bytes, lines } = learnWeights(root);
  if (values.check) {
    const isSame = bytes.equals(readFileSync(file));
    print(isSame ? "the weights are those of the batches" : "the weights are not those of the batches: npm run train");
    return isSame ? 0 : 1;
  }
  writeFileSync(file, bytes);
  print(`learned from ${lines} lines: ${bytes.length} bytes`);
  return 0;
}

process.exitCode = main();
