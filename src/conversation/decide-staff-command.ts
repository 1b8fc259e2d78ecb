import { isStaff, isStaffOf } from "../buildings/person.js";
import { move, type Move } from "../hazards/apply-event.js";
import { deadlineAfter } from "../hazards/deadline.js";
import { type Hazard, isClosed } from "../hazards/hazard.js";
import type { ReportedHazard } from "../hazards/hazard-store.js";
import type { Command } from "../understanding/reading.js";
import { caseWords } from "./case-words.js";
import { type Changes, changes, type LineIntent } from "./changes.js";
import type { MessageContext } from "./context.js";
import { ladderTask, ladderTaskKind } from "./ladder-task.js";
import { stateName } from "../hazards/standing.js";
import { askWhichCase, caseList, pickCase, staffCases } from "./pick-case.js";
import { answerPrivately, tell } from "./say.js";

/** The commands that move a case. */
export type CaseCommand = Extract<
  Command,
  { readonly kind: "pass" | "return" | "false-alarm" | "extend" | "refer" | "accept" }
>;

const caseCommands = new Set(["pass", "return", "false-alarm", "extend", "refer", "accept"]);

/** Whether a command moves a case. */
const isCaseCommand = (command: Command | undefined): command is CaseCommand =>
  command !== undefined && caseCommands.has(command.kind);

/** 通过, 退回, 误报, 延期, 移交, 受理 and 今日 of staff. */
export function decideStaffCommand(context: MessageContext): Changes | undefined {
  const { command } = context.reading;
  if (!isStaff(context.sender) || command === undefined) return undefined;
  if (command.kind === "today") return listToday(context);
  if (!isCaseCommand(command)) return undefined;
  const target = command.target;
  const among = staffCases(context);
  const picked = pickCase(context, { target, among: target === undefined ? likely(among, command) : among });
  if (picked.kind === "several") return askWhichCase(context, picked.among, command.kind);
  if (picked.kind === "none")
    return among.length > 0 && target === undefined ? noneToRecheck(context, among) : noSuchCase(context, target);
  return commandCase(context, picked.found, command);
}

/** Without a number, 通过 and 退回 can only mean cases that wait for a recheck. */
const likely = (among: readonly ReportedHazard[], command: CaseCommand): readonly ReportedHazard[] =>
  command.kind === "pass" || command.kind === "return"
    ? among.filter(({ hazard }) => hazard.state === "awaiting-recheck")
    : among;

/** No open case of the sender's area fits. */
export function noSuchCase(context: MessageContext, target: string | undefined): Changes {
  return changes({
    lines: [answerPrivately(context, target ? "unknown-case" : "no-cases", target ? { number: target } : {})],
    notes: ["没有对得上的件"],
  });
}

function noneToRecheck(context: MessageContext, among: readonly ReportedHazard[]): Changes {
  const number = among[0]?.hazard.number ?? "";
  return changes({ lines: [answerPrivately(context, "no-recheck", { number })], notes: ["没有等复查的件"] });
}

function listToday(context: MessageContext): Changes {
  const open = staffCases(context).map(({ hazard }) => hazard);
  const line = open.length
    ? answerPrivately(context, "today", { count: String(open.length), items: caseList(context, open) })
    : answerPrivately(context, "no-cases");
  return changes({ lines: [line], notes: ["列出今天的活"] });
}

/** Carries the command out on the case. */
export function commandCase(context: MessageContext, found: ReportedHazard, command: CaseCommand): Changes {
  const { hazard } = found;
  if (!isStaffOf(context.sender, hazard.buildingCode)) return noSuchCase(context, hazard.number);
  const step = move(hazard, wishOf(context, hazard, command));
  if (!step.ok) {
    const line = answerPrivately(context, "move-refused", { ...caseWords(context, hazard), state: stateName(hazard) });
    return changes({ lines: [line], notes: [`${hazard.number}现在是${stateName(hazard)},这一步做不了`] });
  }
  const after = step.value.hazard;
  const task = ladderTask(after, context.rules.sla, context.now);
  const goesOn = command.kind === "return" || command.kind === "extend" || command.kind === "accept";
  return changes({
    steps: [step.value],
    lines: [
      answerPrivately(context, `done-${command.kind}`, { ...caseWords(context, after) }),
      ...linesToOthers(context, { ...found, hazard: after }, command),
    ],
    links: [{ buildingCode: hazard.buildingCode, reason: "case", detail: hazard.number }],
    ...(goesOn && task ? { tasks: [task] } : {}),
    ...(goesOn ? {} : { endedTasks: [{ kind: ladderTaskKind, subject: hazard.id }] }),
    // Lines about the case that still wait for the morning are no longer true.
    withdrawn: isClosed(after) ? [`hazard:${hazard.id}`] : [],
    notes: [`${hazard.number}:${stateName(hazard)} → ${stateName(after)}`],
  });
}

function wishOf(context: MessageContext, hazard: Hazard, command: CaseCommand): Move {
  const base = { as: "staff", actorId: context.sender.id, at: context.now, messageId: context.message.id } as const;
  switch (command.kind) {
    case "pass":
      return { ...base, kind: "passed" };
    case "accept":
      return { ...base, kind: "accepted" };
    case "false-alarm":
      return { ...base, kind: "false-alarm", data: { text: command.reason } };
    case "refer":
      return { ...base, kind: "referred", data: { text: command.reason } };
    case "return":
      return { ...base, kind: "returned", data: { text: command.reason, dueAt: secondDeadline(context, hazard) } };
    case "extend":
      return {
        ...base,
        kind: "extended",
        data: { text: command.reason, dueAt: extendedDeadline(context, hazard, command.reason) },
      };
  }
}

/** The old deadline where it still leaves time, else a new one of `secondLimitHours`. */
export function secondDeadline(context: MessageContext, hazard: Hazard): string {
  const second = deadlineAfter(context.now, context.rules.sla.secondLimitHours);
  return (hazard.dueAt && hazard.dueAt > second ? hazard.dueAt : second).toISOString();
}

function extendedDeadline(context: MessageContext, hazard: Hazard, reason: string): string {
  const days = /(\d{1,2})\s*天/.exec(reason)?.[1];
  const hours = days === undefined ? context.rules.sla.extensionHours : Number(days) * 24;
  const from = hazard.dueAt && hazard.dueAt > context.now ? hazard.dueAt : context.now;
  return deadlineAfter(from, hours).toISOString();
}

function linesToOthers(context: MessageContext, found: ReportedHazard, command: CaseCommand): readonly LineIntent[] {
  const { hazard } = found;
  const words = caseWords(context, hazard);
  const subject = `hazard:${hazard.id}`;
  const responsible = hazard.responsibleId ? context.people.get(hazard.responsibleId) : undefined;
  const reporters = found.reporterIds.filter((id) => id !== hazard.responsibleId).map((id) => context.people.get(id));
  const reason = "reason" in command && command.reason !== "" ? command.reason : "还没清完";
  const toReporters = (template: string): readonly LineIntent[] =>
    reporters.flatMap((person) =>
      person?.id === context.sender.id ? [] : tell(context, person, { template, variables: { ...words }, subject }),
    );
  const toResponsible = (template: string, more: Readonly<Record<string, string>> = {}): readonly LineIntent[] =>
    responsible?.id === context.sender.id
      ? []
      : tell(context, responsible, { template, variables: { ...words, ...more }, subject });
  switch (command.kind) {
    case "pass":
      return [...toReporters("closed"), ...toResponsible("closed-responsible")];
    case "return":
      return toResponsible("returned", { reason });
    case "false-alarm":
      return [...toReporters("false-alarm"), ...toResponsible("false-alarm-responsible")];
    case "extend":
      return toResponsible("extended");
    case "refer":
      return [...toReporters("referred"), ...communityLines(context, hazard, reason)];
    case "accept":
      return [];
  }
}

const communityLines = (context: MessageContext, hazard: Hazard, reason: string): readonly LineIntent[] =>
  (context.contacts.get(hazard.buildingCode)?.community ?? []).flatMap((person) =>
    tell(context, person, {
      template: "referral",
      variables: { ...caseWords(context, hazard), reason },
      subject: `hazard:${hazard.id}`,
    }),
  );
