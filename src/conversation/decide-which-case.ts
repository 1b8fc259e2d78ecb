import type { Command } from "../understanding/reading.js";
import { type Changes, changes, mergeChanges } from "./changes.js";
import type { MessageContext } from "./context.js";
import { sayFixed } from "./decide-feedback.js";
import { assign } from "./decide-assign.js";
import { recategorise, recategoriseKind } from "./decide-recategorise.js";
import { type CaseCommand, isCaseCommand } from "./case-command.js";
import { commandCase } from "./command-case.js";
import { reopen } from "./decide-voice.js";
import { withdraw, withdrawKind } from "./decide-withdraw.js";

/** The sender names the number that the bot asked for; the first command is then carried out. */
export function decideWhichCase(context: MessageContext): Changes | undefined {
  const { dialog, message, reading } = context;
  if (dialog?.data.kind !== "which-case") return undefined;
  // 退回 0413-7 is another command, and no answer to which one was meant by 通过.
  if (isCaseCommand(reading.command) || reading.command?.kind === "malice") return undefined;
  const { hazardIds, command, text } = dialog.data;
  const said = message.text.trim();
  const found = context.cases.find(
    ({ hazard }) =>
      hazardIds.includes(hazard.id) && (said.includes(hazard.number) || said === hazard.number.split("-")[1]),
  );
  if (!found) return undefined;
  const end = changes({ endedDialogs: [{ ref: dialog.ref, senderId: dialog.senderId }] });
  const original = { ...context, message: { ...message, text } };
  if (command === "fixed") return mergeChanges([end, sayFixed(original, found.hazard)]);
  if (command === "not-fixed") return mergeChanges([end, reopen(original, found)]);
  if (command === withdrawKind) return mergeChanges([end, withdraw(original, found)]);
  if (command === "assign") return mergeChanges([end, assign(original, found, assigneeIn(text))]);
  if (command === recategoriseKind) return mergeChanges([end, recategorise(original, found)]);
  const again = caseCommandOf(command, { text, number: found.hazard.number });
  return again ? mergeChanges([end, commandCase(original, found, again)]) : undefined;
}

const assigneeIn = (text: string): string => text.replace(/^\S{2,3}?(?:给|到|成|为|由)\s*/u, "").trim();

function caseCommandOf(
  kind: string,
  said: { readonly text: string; readonly number: string },
): CaseCommand | undefined {
  const reason = said.text.replace(/^\S{2}[\s,,:]*/u, "");
  const commands: Readonly<Record<string, Command>> = {
    pass: { kind: "pass", target: said.number },
    return: { kind: "return", target: said.number, reason },
    "false-alarm": { kind: "false-alarm", target: said.number, reason },
    extend: { kind: "extend", target: said.number, reason },
    refer: { kind: "refer", target: said.number, reason },
    accept: { kind: "accept", target: said.number },
    "refuse-delay": { kind: "refuse-delay", target: said.number, reason },
    enforce: { kind: "enforce", target: said.number, reason },
    answered: { kind: "answered", target: said.number, reason },
    supervise: { kind: "supervise", target: said.number, reason },
  };
  return commands[kind] as CaseCommand | undefined;
}
