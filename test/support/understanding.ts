import { fileURLToPath } from "node:url";
import { createUnderstand } from "../../src/understanding/create-understand.js";
import { loadLexicon } from "../../src/understanding/load-lexicon.js";
import { lineOfAnybody } from "../../src/understanding/reading-input.js";
import { loadModel } from "../../src/understanding/shipped-understand.js";
import type { Reading, ReadingInput } from "../../src/understanding/reading.js";

const folder = fileURLToPath(new URL("../../templates/understanding", import.meta.url));
const understand = createUnderstand(loadLexicon(folder), loadModel(folder));

/** Reads a line with the shipped lexicon: of a tenant in a group, of whom nothing is known, unless `over` says more. */
export const read = (text: string, over: Partial<ReadingInput> = {}): Reading =>
  understand({ ...lineOfAnybody(text), ...over });
