import type { Command } from "./reading.js";

/** Who may give a command; `either` is staff or a responsible person. */
export type Giver = "staff" | "responsible" | "either" | "anyone";

/** A kind of command that has words of its own; answers, 群发 and 恶意 are read apart. */
export type WordCommand = Exclude<Command["kind"], "yes" | "no" | "confirm" | "cancel" | "broadcast" | "malice">;

/** The commands that staff may give for several cases at once. */
export const commandsOfCases = [
  "pass",
  "accept",
  "return",
  "false-alarm",
  "extend",
  "refuse-delay",
  "refer",
  "enforce",
  "answered",
  "supervise",
  "assign",
  "reschedule",
  "merge",
] as const satisfies readonly WordCommand[];

/** One-word answers. */
export type AnswerKind = "yes" | "no" | "confirm" | "cancel";

/** A command that is the whole line. */
export interface ExactCommand {
  readonly kind: WordCommand;
  readonly who: Giver;
  /** Only where the bot was called, quoted or spoken to in private. */
  readonly isCalled: boolean;
}

/** The words of commands and answers, normalised. */
export interface CommandWords {
  /** Marks and particles that do not count at the ends of a line. */
  readonly particles: ReadonlySet<string>;
  readonly answers: ReadonlyMap<string, AnswerKind>;
  readonly exact: ReadonlyMap<string, ExactCommand>;
  /** Longest first. */
  readonly prefixes: readonly { readonly word: string; readonly kind: WordCommand; readonly who: Giver }[];
  /** The words of the commands that may be given for several cases, longest first. */
  readonly caseWords: readonly { readonly word: string; readonly kind: WordCommand }[];
}
