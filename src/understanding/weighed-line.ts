import type { Grams } from "./grams.js";
import type { Line } from "./line.js";
import type { Marks } from "./marks.js";
import type { Ruled } from "./read-by-rules.js";
import type { ReadingInput } from "./reading.js";

/** A line with all that was found in it. */
export interface WeighedLine {
  readonly line: Line;
  readonly input: ReadingInput;
  /** What words and frames alone make of it. */
  readonly ruled: Ruled;
  readonly grams: Grams;
  readonly marks: Marks;
}
