import type { Grams } from "./grams.js";
import type { Line } from "./line.js";
import type { Marks } from "./marks.js";
import type { Reading, ReadingInput } from "./reading.js";

/** A line with all that was found in it. */
export interface WeighedLine {
  readonly line: Line;
  readonly input: ReadingInput;
  /** What words and frames alone make of it. */
  readonly ruled: Reading;
  readonly grams: Grams;
  readonly marks: Marks;
}
