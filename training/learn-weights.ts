import { join } from "node:path";
import { loadLexicon } from "../src/understanding/load-lexicon.js";
import { packWeights } from "../src/understanding/weights.js";
import { createLabel, readBatches } from "./examples.js";
import { tasksFor } from "./tasks.js";
import { addTalkBefore } from "./talk-before.js";
import { train } from "./train.js";

/** Learns the weights from the batches of a project folder: the bytes of the file, and the number of lines behind it. */
export function learnWeights(root: string): { readonly bytes: Buffer; readonly lines: number } {
  const lexicon = loadLexicon(join(root, "templates/understanding"));
  const label = createLabel(lexicon);
  const lines = addTalkBefore(readBatches(join(root, "training/batches"))).map(({ line, batch }) => label(line, batch));
  return { bytes: packWeights(train(lines, tasksFor([...lexicon.severities.keys()]))), lines: lines.length };
}
