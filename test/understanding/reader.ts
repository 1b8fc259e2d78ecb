import { parseTaxonomy } from "../../src/hazards/taxonomy.js";
import { readYaml } from "../../src/shared/read-yaml.js";
import type { Reading, ReadingInput } from "../../src/understanding/reading.js";
import { createShippedUnderstand } from "../../src/understanding/shipped-understand.js";

const understand = createShippedUnderstand(
  "templates/understanding",
  readYaml("templates/rules/hazards.yaml", parseTaxonomy),
);

/** A group line of a resident with nothing open. */
const plain: ReadingInput = {
  text: "",
  hasPhoto: false,
  isGroup: true,
  mentionsBot: false,
  isStaff: false,
  isResponsible: false,
  hasOpenQuestion: false,
  hasOpenCase: false,
};

/** Reads a line with the shipped lexicon, as a resident in a group unless told otherwise. */
export const read = (text: string, around: Partial<ReadingInput> = {}): Reading =>
  understand({ ...plain, ...around, text });
