import { isStaff } from "../buildings/person.js";
import type { ReportedHazard } from "../hazards/hazard-store.js";
import { type CaseCommand, isCaseCommand } from "./case-command.js";
import { type Changes, changes } from "./changes.js";
import { commandCase, commandCases, noSuchCase } from "./command-case.js";
import type { MessageContext } from "./context.js";
import { listToday } from "./list-today.js";
import { askWhichCase, pickCase, staffCases } from "./pick-case.js";
import { answerPrivately } from "./say.js";
import { resolveTargets } from "./staff-targets.js";

/** 今日, and the commands of staff that move cases: 通过, 退回, 误报, 延期, 移交, 督办 … on one case or several. */
export function decideStaffCommand(context: MessageContext): Changes | undefined {
  const { command } = context.reading;
  if (!isStaff(context.sender) || command === undefined) return undefined;
  if (command.kind === "today") return listToday(context);
  if (!isCaseCommand(command)) return undefined;
  const { target, targets } = command;
  const all = staffCases(context);
  if (targets) return commandSeveral(context, targets, { all, command });
  const picked = pickCase(context, { target, among: target === undefined ? likely(all, command) : all });
  if (picked.kind === "several") return askWhichCase(context, picked.among, command.kind);
  if (picked.kind === "none")
    return all.length > 0 && target === undefined ? noneToRecheck(context, all) : noSuchCase(context, target);
  if (isOnlyGuessed(context, command)) return askWhichCase(context, [picked.found], command.kind);
  return commandCase(context, picked.found, command);
}

/** A command in words of its own that names no case is not carried out on the only one there is: 通过 and 退回 alone wait for it. */
function isOnlyGuessed({ reading, message, dialog }: MessageContext, { kind, target }: CaseCommand): boolean {
  const isNamed =
    target !== undefined ||
    message.quote !== undefined ||
    dialog?.data.kind === "recent-case" ||
    reading.places.some(({ building }) => building !== undefined);
  return reading.isGuessedCommand === true && !isNamed && kind !== "pass" && kind !== "return";
}

function commandSeveral(
  context: MessageContext,
  targets: readonly string[],
  { all, command }: { readonly all: readonly ReportedHazard[]; readonly command: CaseCommand },
): Changes {
  const resolved = resolveTargets(context, targets, { all, likely: likely(all, command) });
  const [first] = resolved.found;
  if (!first) return noSuchCase(context, targets[0] === "all" ? undefined : targets.join("、"));
  return resolved.found.length + resolved.unknown.length === 1
    ? commandCase(context, first, command)
    : commandCases(context, resolved, command);
}

/** Without a number, a command can only mean cases that wait for it. */
function likely(among: readonly ReportedHazard[], { kind }: CaseCommand): readonly ReportedHazard[] {
  if (kind === "pass" || kind === "return") return among.filter(({ hazard }) => hazard.state === "awaiting-recheck");
  if (kind === "refuse-delay") return among.filter(({ hazard }) => hazard.marks.delayAskedAt !== undefined);
  if (kind !== "extend") return among;
  const asked = among.filter(({ hazard }) => hazard.marks.delayAskedAt !== undefined);
  return asked.length > 0 ? asked : among;
}

function noneToRecheck(context: MessageContext, among: readonly ReportedHazard[]): Changes {
  const number = among[0]?.hazard.number ?? "";
  return changes({ lines: [answerPrivately(context, "no-recheck", { number })], notes: ["没有等复查的件"] });
}
