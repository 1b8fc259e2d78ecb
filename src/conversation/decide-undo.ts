import { isStaff } from "../buildings/person.js";
import { move } from "../hazards/apply-event.js";
import { isWaitingForFix } from "../hazards/hazard.js";
import type { UndoableStep } from "../hazards/hazard-store.js";
import { standingName, stateName } from "../hazards/standing.js";
import { officerOf } from "./actor.js";
import { responsibleOfCase, reportersOf, tellerTo } from "./case-news.js";
import { caseWords } from "./case-words.js";
import { type Changes, changes, mergeChanges } from "./changes.js";
import type { MessageContext } from "./context.js";
import { ladderTask, ladderTaskKind } from "./ladder-task.js";
import { referralTask } from "./referral-task.js";
import { answerPrivately } from "./say.js";

/** For so long a command can be taken back. */
export const undoMinutes = 5;

/** Whether the line asks to take the last command back: 点错了, or 取消 while nothing else waits for it. */
export const asksForUndo = ({
  reading,
  sender,
  dialog,
}: Pick<MessageContext, "reading" | "sender" | "dialog">): boolean =>
  isStaff(sender) &&
  (reading.command?.kind === "undo" ||
    (reading.command?.kind === "cancel" && (dialog === undefined || dialog.data.kind === "case-list")));

/** 点错了: the last command of the sender, on all its cases, no longer counts. */
export function decideUndo(context: MessageContext): Changes | undefined {
  if (!asksForUndo(context)) return undefined;
  const steps = context.undoable;
  const [first] = steps;
  if (!first) {
    // 取消 of somebody who did nothing is small talk.
    if (context.reading.command?.kind === "cancel") return undefined;
    return changes({ lines: [answerPrivately(context, "undo-nothing")], notes: ["没有可以撤销的"] });
  }
  const movedOn = steps.find((one) => one.found.hazard.version !== one.seq);
  if (movedOn) {
    const words = caseWords(context, movedOn.found.hazard);
    return changes({
      lines: [answerPrivately(context, "undo-moved-on", { ...words })],
      notes: ["后面又有动静,撤不了"],
    });
  }
  const undone = steps.map((step) => takeBack(context, step));
  const items = undone.map((one) => `${one.number}回到"${one.state}"`).join(",");
  const reply = changes({ lines: [answerPrivately(context, "done-undo", { items })] });
  return mergeChanges([reply, ...undone.map((one) => one.changes)]);
}

function takeBack(
  context: MessageContext,
  { found, seq, before, causedBy }: UndoableStep,
): { readonly number: string; readonly state: string; readonly changes: Changes } {
  const { hazard } = found;
  const step = move(hazard, {
    kind: "undone",
    as: officerOf(context.sender, hazard),
    actorId: context.sender.id,
    at: context.now,
    messageId: context.message.id,
    data: { undoes: seq, before },
  });
  if (!step.ok) return { number: hazard.number, state: stateName(hazard), changes: changes({}) };
  const after = step.value.hazard;
  const task = isWaitingForFix(after) ? ladderTask(after, context.rules, context.now) : undefined;
  // At night nobody was told yet: those lines are withdrawn. By day they have gone, and are put right.
  const told = [...reportersOf(context, found), responsibleOfCase(context, hazard)];
  const news = context.isQuietHour ? [] : tellerTo(context, after, told)("undone-news", { state: stateName(after) });
  return {
    number: hazard.number,
    state: standingName(after, context.now),
    changes: changes({
      steps: [step.value],
      lines: news,
      withdrawnCauses: causedBy === undefined ? [] : [causedBy],
      // An answer that was none: the department is waited for as before.
      tasks: [...(task ? [task] : []), ...(after.state === "referred" ? [referralTask(after, context.now)] : [])],
      endedTasks: task ? [] : [{ kind: ladderTaskKind, subject: hazard.id }],
      links: [{ buildingCode: hazard.buildingCode, reason: "case", detail: hazard.number }],
      notes: [`${hazard.number}撤销上一步:${stateName(hazard)} → ${stateName(after)}`],
    }),
  };
}
