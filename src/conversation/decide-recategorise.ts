import { isStaff, isStaffOf } from "../buildings/person.js";
import { move } from "../hazards/apply-event.js";
import { deadlineWords } from "../hazards/deadline.js";
import { findKind, type KindRefusal } from "../hazards/find-kind.js";
import { type Hazard, isWaitingForFix } from "../hazards/hazard.js";
import type { ReportedHazard } from "../hazards/hazard-store.js";
import { type HazardKind, kindOf, type Taxonomy } from "../hazards/taxonomy.js";
import type { Result } from "../shared/result.js";
import { officerOf } from "./actor.js";
import { caseWords } from "./case-words.js";
import { type Changes, changes, type LineIntent } from "./changes.js";
import type { MessageContext } from "./context.js";
import { noSuchCase } from "./command-case.js";
import { ladderTask, ladderTaskKind } from "./ladder-task.js";
import { stateName } from "../hazards/standing.js";
import { askWhichCase, pickCase, staffCases } from "./pick-case.js";
import { answerPrivately, tell } from "./say.js";

/** The command's name, also in the dialog that asks which case is meant. */
export const recategoriseKind = "recategorise";

const commandWord = /改[^\s\d]{0,3}?[类類][别別]?/u;
const caseNumber = /(?:编号|#)?\d{4}-\d+号?/gu;

/** 改类 of staff: the machine took the case for another kind of hazard than it is. */
export function decideRecategorise(context: MessageContext): Changes | undefined {
  const { command } = context.reading;
  if (command?.kind !== recategoriseKind || !isStaff(context.sender)) return undefined;
  const { target } = command;
  const kind = kindIn(context.rules.taxonomy, command.text);
  if (!kind.ok) return askKind(context, { refusal: kind.refusal, text: command.text, number: target });
  const among = staffCases(context);
  // The words name the new kind: a case that has it already is the last that can be meant.
  const asked = { ...context, reading: { ...context.reading, hazards: [] } };
  const picked = pickCase(asked, {
    target,
    among: target === undefined ? among.filter(({ hazard }) => isOther(hazard, kind.value)) : among,
  });
  if (picked.kind === "several") return askWhichCase(context, picked.among, recategoriseKind);
  return picked.kind === "one" ? recategorise(context, picked.found) : noSuchCase(context, target);
}

const isOther = (hazard: Hazard, kind: HazardKind): boolean =>
  hazard.code !== kind.code && hazard.severity !== "emergency";

/** All that was written, or its first word where a remark follows: F01 是堆物不是停车. */
function kindIn(taxonomy: Taxonomy, text: string): Result<HazardKind, KindRefusal> {
  const whole = findKind(taxonomy, text);
  const [first = ""] = text.split(/[\s,,。;;::]+/u);
  return whole.ok || first === text ? whole : findKind(taxonomy, first);
}

/** Carries the command out on the case; it stands in the reading, or in the text where the bot had to ask for the number. */
export function recategorise(context: MessageContext, found: ReportedHazard): Changes {
  const { hazard } = found;
  if (!isStaffOf(context.sender, hazard.buildingCode)) return noSuchCase(context, hazard.number);
  const { command } = context.reading;
  const text = command?.kind === recategoriseKind ? command.text : kindTextOf(context.message.text);
  const kind = kindIn(context.rules.taxonomy, text);
  if (!kind.ok) return askKind(context, { refusal: kind.refusal, text, number: hazard.number });
  if (kind.value.code === hazard.code) return sayOnly(context, { reply: "already-kind", hazard, note: "已经是这一类" });
  const { code, severity } = kind.value;
  // The deadline stays: the responsible side was told that hour, and must not come to be late, nor get more time
  // without a reason, because the machine misread a line. Where the time does not fit, staff say 延期.
  const step = move(hazard, {
    kind: "recategorised",
    as: officerOf(context.sender, hazard),
    actorId: context.sender.id,
    at: context.now,
    messageId: context.message.id,
    data: { text, code, severity },
  });
  if (step.ok) return moved(context, hazard, step.value);
  return step.refusal === "emergency"
    ? sayOnly(context, { reply: "no-emergency-kind", hazard, note: "紧急的件不能改类" })
    : sayOnly(context, { reply: "move-refused", hazard, note: `现在是${stateName(hazard)},不能改类` });
}

const kindTextOf = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/@\S+\s*/gu, "")
    .replace(caseNumber, " ")
    .replace(commandWord, " ")
    .replace(/^[\s:,、.。;\-—]+|\s+$/gu, "");

function moved(context: MessageContext, before: Hazard, step: Changes["steps"][number]): Changes {
  const { hazard: after } = step;
  // Another severity has other reminders. A case that waits for its recheck has none.
  const task = isWaitingForFix(after) ? ladderTask(after, context.rules, context.now) : undefined;
  return changes({
    steps: [step],
    lines: [
      answerPrivately(context, "done-recategorise", { ...caseWords(context, after) }),
      ...responsibleLines(context, before, after),
    ],
    links: [{ buildingCode: after.buildingCode, reason: "case", detail: after.number }],
    ...(task ? { tasks: [task] } : { endedTasks: [{ kind: ladderTaskKind, subject: after.id }] }),
    notes: [`${after.number}:${before.code} → ${after.code},期限不变`],
  });
}

/** Told only where something else is to be done than the notice said. */
function responsibleLines(context: MessageContext, before: Hazard, after: Hazard): readonly LineIntent[] {
  const { taxonomy } = context.rules;
  const { responsibleId, dueAt } = after;
  if (responsibleId === undefined || responsibleId === context.sender.id) return [];
  if (kindOf(taxonomy, before.code).demand === kindOf(taxonomy, after.code).demand) return [];
  return tell(context, context.people.get(responsibleId), {
    template: "recategorised-responsible",
    variables: { ...caseWords(context, after), ...(dueAt ? { due: deadlineWords(dueAt, context.now) } : {}) },
    subject: `hazard:${after.id}`,
  });
}

function sayOnly(
  context: MessageContext,
  about: {
    readonly reply: "already-kind" | "no-emergency-kind" | "move-refused";
    readonly hazard: Hazard;
    readonly note: string;
  },
): Changes {
  const { reply, hazard, note } = about;
  const words = caseWords(context, hazard);
  const line =
    reply === "move-refused"
      ? answerPrivately(context, reply, { ...words, why: `现在是"${stateName(hazard)}",改不了类` })
      : answerPrivately(context, reply, words);
  return changes({ lines: [line], notes: [`${hazard.number}${note}`] });
}

function askKind(
  context: MessageContext,
  asked: { readonly refusal: KindRefusal; readonly text: string; readonly number: string | undefined },
): Changes {
  const { refusal } = asked;
  const words = { word: asked.text.slice(0, 20), ...(asked.number === undefined ? {} : { number: asked.number }) };
  const notes = ["改类:没看懂要改成哪一类"];
  if (refusal.reason === "emergency") return changes({ lines: [answerPrivately(context, "no-emergency-kind")], notes });
  if (refusal.reason === "unknown") return changes({ lines: [answerPrivately(context, "ask-kind", words)], notes });
  const among = refusal.among.slice(0, 6);
  const kinds = among.map(({ code, short }) => `${code} ${short}`).join("、");
  return changes({
    lines: [answerPrivately(context, "ask-which-kind", { ...words, kinds, example: among[0]?.code ?? "" })],
    notes,
  });
}
