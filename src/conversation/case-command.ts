import type { Hazard } from "../hazards/hazard.js";
import { possibleMoves, type Move, type MoveRefusal } from "../hazards/apply-event.js";
import { deadlineAfter } from "../hazards/deadline.js";
import type { Command } from "../understanding/reading.js";
import { officerOf } from "./actor.js";
import type { MessageContext } from "./context.js";

/** The commands of staff that move a case and need nothing beside it. */
export type CaseCommand = Extract<
  Command,
  {
    readonly kind:
      | "pass"
      | "accept"
      | "return"
      | "false-alarm"
      | "extend"
      | "refuse-delay"
      | "refer"
      | "enforce"
      | "answered"
      | "supervise"
      | "reschedule";
  }
>;

/** What each command makes of a case. */
const eventOf: Readonly<Record<CaseCommand["kind"], Move["kind"]>> = {
  pass: "passed",
  accept: "accepted",
  return: "returned",
  "false-alarm": "false-alarm",
  extend: "extended",
  "refuse-delay": "delay-refused",
  refer: "referred",
  enforce: "enforced",
  answered: "answered",
  supervise: "supervised",
  reschedule: "rescheduled",
};

/** Whether a command moves a case. */
export const isCaseCommand = (command: Command | undefined): command is CaseCommand =>
  command !== undefined && Object.hasOwn(eventOf, command.kind);

/** The move that the command asks for. */
export function wishOf(context: MessageContext, hazard: Hazard, command: CaseCommand): Move {
  const text = "reason" in command && command.reason !== "" ? { text: command.reason } : {};
  const dueAt = newDeadline(context, hazard, command);
  return {
    kind: eventOf[command.kind],
    as: officerOf(context.sender, hazard),
    actorId: context.sender.id,
    at: context.now,
    messageId: context.message.id,
    data: { ...text, ...(dueAt === undefined ? {} : { dueAt }) },
  };
}

function newDeadline(context: MessageContext, hazard: Hazard, command: CaseCommand): string | undefined {
  switch (command.kind) {
    case "return":
      return secondDeadline(context, hazard);
    case "extend":
      return extendedDeadline(context, hazard, command.reason);
    case "reschedule":
      return command.by?.toISOString();
    default:
      return undefined;
  }
}

/** The old deadline where it still leaves time, else a new one of `secondLimitHours`. */
export function secondDeadline(context: Pick<MessageContext, "now" | "rules">, hazard: Hazard): string {
  const second = deadlineAfter(context.now, context.rules.sla.secondLimitHours);
  return (hazard.dueAt && hazard.dueAt > second ? hazard.dueAt : second).toISOString();
}

function extendedDeadline(context: MessageContext, hazard: Hazard, reason: string): string {
  const days = /(\d{1,2})\s*天/.exec(reason)?.[1];
  const hours = days === undefined ? context.rules.sla.extensionHours : Number(days) * 24;
  const from = hazard.dueAt && hazard.dueAt > context.now ? hazard.dueAt : context.now;
  return deadlineAfter(from, hours).toISOString();
}

const refusalWords: Readonly<Record<Exclude<MoveRefusal, "wrong-state">, string>> = {
  "not-allowed": "这一步要社区或街道来做",
  emergency: "紧急的件不能这样办",
  "second-look": "重大隐患要换个人或换一天复查",
  "asked-before": "已经申请过一次",
  "nothing-asked": "没有人申请延期",
  "malice-said": "已经有人提过是恶意",
  "malice-not-said": "没有人提过是恶意",
  "malice-same-person": "要另一位同事来定,提的人不能自己确认",
};

/** Why a move is refused, in a few words; empty where the state alone says it. */
export const refusalName = (refusal: MoveRefusal): string => (refusal === "wrong-state" ? "" : refusalWords[refusal]);

const commandNames: readonly (readonly [Move["kind"], string])[] = [
  ["passed", "通过"],
  ["returned", "退回"],
  ["accepted", "受理"],
  ["extended", "延期"],
  ["rescheduled", "改期"],
  ["reassigned", "指派"],
  ["referred", "移交"],
  ["false-alarm", "误报"],
  ["reopened", "没改"],
];

/** What can be done with the case now, as commands: 通过、退回、延期. */
export function possibleCommands(context: MessageContext, hazard: Hazard): string {
  const possible = new Set(possibleMoves(hazard, officerOf(context.sender, hazard), context.now));
  return commandNames
    .filter(([kind]) => possible.has(kind))
    .map(([, name]) => name)
    .join("、");
}
