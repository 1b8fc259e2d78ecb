import { isDanger, labelOf } from "../src/understanding/evaluation-line.js";
import { labels } from "../src/understanding/label.js";
import { gateClasses } from "../src/understanding/model.js";
import type { Task } from "./train.js";

/** What is learned: whether a line is idle talk by its characters alone, the intent of a line, and the hazard of a report among these codes of the taxonomy. */
export const tasksFor = (codes: readonly string[]): Readonly<Record<string, Task>> => ({
  gate: {
    classes: gateClasses,
    wanted: (one) => [labelOf(one.line) === "chatter" ? "idle" : "other"],
    hasMarks: false,
    epochs: 8,
    hidden: 0,
    isNarrow: false,
  },
  intent: {
    classes: labels,
    wanted: (one) => [labelOf(one.line)],
    hasMarks: true,
    epochs: 12,
    hidden: 0,
    isNarrow: false,
  },
  code: {
    classes: codes,
    wanted: (one) => (isDanger(one.line) ? (one.line.hazards ?? []).filter((code) => codes.includes(code)) : []),
    hasMarks: true,
    epochs: 20,
    hidden: 32,
    isNarrow: true,
  },
});
