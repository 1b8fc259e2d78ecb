import { caseNumberIn } from "./parse-command.js";
import type { StaffCommand } from "./label.js";
import type { Command } from "./reading.js";

/** The command that a free wording means; the whole line is its reason. */
export function freeCommand(kind: StaffCommand, text: string): Command {
  const target = caseNumberIn(text);
  const named = target === undefined ? {} : { target };
  switch (kind) {
    case "pass":
      return { kind, ...named };
    case "return":
    case "false-alarm":
    case "extend":
    case "refer":
      return { kind, ...named, reason: text.trim() };
    case "broadcast":
    case "bind":
      return { kind, text: text.trim() };
    case "tally":
      return { kind };
  }
}
