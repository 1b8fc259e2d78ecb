import type { Command } from "./reading.js";

/** What people want beside reporting: nothing is opened for them, and in a group most get no answer. */
export const smallIntents = [
  "supplement",
  "feedback",
  "star-query",
  "progress-query",
  "complaint",
  "help",
  "question",
  "acknowledgement",
] as const;

/** The commands of staff that may be said in free words. */
export const staffCommands = [
  "pass",
  "return",
  "false-alarm",
  "extend",
  "refer",
  "broadcast",
  "tally",
  "bind",
] as const satisfies readonly Command["kind"][];

/** One of them. */
export type StaffCommand = (typeof staffCommands)[number];

/** What a line may be labelled with, and what the learned weights tell apart, in the order of their columns. */
export const labels = ["report", "emergency", ...smallIntents, "chatter", ...staffCommands] as const;

/** An intent, or the command that a member of staff gives. */
export type Label = (typeof labels)[number];
