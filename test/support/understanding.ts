import { fileURLToPath } from "node:url";
import { createUnderstand } from "../../src/understanding/create-understand.js";
import { loadLexicon } from "../../src/understanding/load-lexicon.js";
import { loadModel } from "../../src/understanding/shipped-understand.js";
import type { Reading, ReadingInput } from "../../src/understanding/reading.js";

const folder = fileURLToPath(new URL("../../templates/understanding", import.meta.url));
const understand = createUnderstand(loadLexicon(folder), loadModel(folder));

/** A line of a tenant in a group, of whom nothing is known. */
const buildInput = (text: string, over: Partial<ReadingInput> = {}): ReadingInput => ({
  text,
  hasPhoto: false,
  isGroup: true,
  mentionsBot: false,
  isStaff: false,
  isResponsible: false,
  hasOpenQuestion: false,
  hasOpenCase: false,
  ...over,
});

/** Reads a line with the shipped lexicon. */
export const read = (text: string, over: Partial<ReadingInput> = {}): Reading => understand(buildInput(text, over));
