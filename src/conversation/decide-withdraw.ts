import { isStaff } from "../buildings/person.js";
import { move } from "../hazards/apply-event.js";
import { isClosed } from "../hazards/hazard.js";
import type { ReportedHazard } from "../hazards/hazard-store.js";
import { responsibleOfCase, tellerTo } from "./case-news.js";
import { caseWords } from "./case-words.js";
import { type Changes, changes } from "./changes.js";
import type { MessageContext } from "./context.js";
import { recheckers } from "./decide-feedback.js";
import { ladderTaskKind } from "./ladder-task.js";
import { askWhichCase, ownReports, pickCase } from "./pick-case.js";
import { answerPrivately } from "./say.js";

/** The command's name, also in the dialog that asks which case is meant. */
export const withdrawKind = "withdraw";

/** 我看错了 of a reporter: the case is taken back, unless others reported it too, it is danger, or work has begun. */
export function decideWithdraw(context: MessageContext): Changes | undefined {
  const { command } = context.reading;
  if (command?.kind !== withdrawKind || isStaff(context.sender)) return undefined;
  const open = ownReports(context).filter(({ hazard }) => !isClosed(hazard));
  const picked = pickCase(context, { target: command.target, among: open });
  if (picked.kind === "none") return undefined;
  if (picked.kind === "several") return askWhichCase(context, picked.among, withdrawKind);
  return withdraw(context, picked.found);
}

/** Takes the case back, or notes what the reporter says and lets the grid worker see. */
export function withdraw(context: MessageContext, found: ReportedHazard): Changes {
  const { hazard } = found;
  const base = { as: "reporter", actorId: context.sender.id, at: context.now, messageId: context.message.id } as const;
  const data = { text: context.message.text };
  const others = found.reporterIds.filter((id) => id !== context.sender.id);
  const withdrawn = others.length === 0 ? move(hazard, { ...base, kind: "withdrawn", data }) : undefined;
  const step = withdrawn?.ok ? withdrawn : move(hazard, { ...base, kind: "supplemented", data });
  const isOver = withdrawn?.ok === true;
  const reply = isOver ? "withdrawn" : hazard.severity === "emergency" ? "withdrawn-emergency" : "withdrawn-others";
  const responsible = responsibleOfCase(context, hazard);
  return changes({
    steps: step.ok ? [step.value] : [],
    lines: [
      answerPrivately(context, reply, { ...caseWords(context, hazard) }),
      ...(isOver ? tellerTo(context, hazard, [responsible])("withdrawn-responsible") : []),
      ...tellerTo(context, hazard, recheckers(context, hazard))("withdrawn-worker", { state: isOver ? ",撤回了" : "" }),
    ],
    links: [{ buildingCode: hazard.buildingCode, reason: "case", detail: hazard.number }],
    ...(isOver
      ? { endedTasks: [{ kind: ladderTaskKind, subject: hazard.id }], withdrawn: [`hazard:${hazard.id}`] }
      : {}),
    notes: [`${hazard.number}:报的人说看错了,${isOver ? "撤回" : "请网格员看过再定"}`],
  });
}
