import type { WordCommand } from "./command-words.js";
import { findPromisedTime } from "./promised-time.js";
import type { CaseTargets, Command, ReadingInput } from "./reading.js";
import { findTimeWindow } from "./time-window.js";

/** What was said around the word of a command. */
export interface CommandParts {
  /** The number of one case, or several (see CaseTargets); undefined where none is named. */
  readonly targets: string | readonly string[] | undefined;
  /** What follows the word, as it was written. */
  readonly rest: string;
  /** The same, normalised. */
  readonly normal: string;
}

const into = /[到进入成]\s*(?:编号|#|第)?\s*(?<number>[0-9]{4}-[0-9]{1,4}|[0-9]{1,2})/u;
const parted = /^[\s::,,、.。;;\-—]+|[\s]+$/gu;
const toward = /^(?:给|到|成|为|由)+\s*/u;

/** The command of that kind, with what was said around its word. */
export function buildCommand(
  kind: WordCommand,
  parts: CommandParts,
  { sentAt }: Pick<ReadingInput, "sentAt">,
): Command {
  const named: CaseTargets =
    parts.targets === undefined
      ? {}
      : typeof parts.targets === "string"
        ? { target: parts.targets }
        : { targets: parts.targets };
  const rest = parts.rest.replace(parted, "").trim();
  switch (kind) {
    case "pass":
    case "accept":
      return { kind, ...named };
    case "not-fixed":
    case "withdraw":
    case "sign":
      return { kind, ...oneOf(named) };
    case "object":
      return { kind, ...oneOf(named), reason: rest };
    case "recategorise":
      return { kind, ...oneOf(named), text: rest };
    case "assign":
      return { kind, ...named, to: rest.replace(toward, "").trim() };
    case "reschedule": {
      const by = sentAt ? findPromisedTime(parts.normal, sentAt) : undefined;
      return { kind, ...named, ...(by ? { by } : {}) };
    }
    case "merge":
      return mergeOf(named, rest);
    case "return":
    case "false-alarm":
    case "extend":
    case "refuse-delay":
    case "refer":
    case "enforce":
    case "answered":
    case "supervise":
      return { kind, ...named, reason: rest };
    case "bind":
      return { kind, text: rest };
    case "drill":
      return { kind, text: rest, ...(sentAt ? findTimeWindow(rest, sentAt) : {}) };
    default:
      return { kind };
  }
}

const oneOf = ({ target }: CaseTargets): { readonly target?: string } => (target === undefined ? {} : { target });

/** 合并 0413-7 到 0413-2: the second is no case to be merged but where to. */
function mergeOf(named: CaseTargets, rest: string): Command {
  const found = into.exec(rest)?.groups?.["number"] ?? /^[0-9]{4}-[0-9]{1,4}/u.exec(rest)?.[0];
  const targets = named.targets?.filter((one) => one !== found);
  return {
    kind: "merge",
    ...(targets ? { targets } : named),
    ...(found === undefined ? {} : { into: found }),
  };
}
