import { type HazardState, isClosed, isWaitingForFix } from "../hazards/hazard.js";
import { move } from "../hazards/apply-event.js";
import type { ReportedHazard } from "../hazards/hazard-store.js";
import { caseWords } from "./case-words.js";
import { type Changes, changes } from "./changes.js";
import type { MessageContext } from "./context.js";
import { recheckers } from "./decide-feedback.js";
import { secondDeadline } from "./case-command.js";
import { ladderTask } from "./ladder-task.js";
import { stateNameForReporter } from "../hazards/standing.js";
import { saysNotFixed } from "../understanding/fix-words.js";
import { caseNumberIn } from "../understanding/parse-command.js";
import { askWhichCase, dutyCases, ownReports, pickCase } from "./pick-case.js";
import { answerPrivately, mayAnswer, tell } from "./say.js";
import { isToBot } from "./to-bot.js";

/** 没改 of a reporter; 异议 and 延期 of the responsible side; 进度 of anybody. */
export function decideVoice(context: MessageContext): Changes | undefined {
  const { command, intent } = context.reading;
  if (command?.kind === "not-fixed") return notFixed(context, command.target);
  if (command === undefined && deniesFix(context)) return notFixed(context, caseNumberIn(context.message.text));
  if (command?.kind === "object") return objected(context, command);
  if (command?.kind === "extend") return extensionAsked(context, command);
  if (intent === "progress-query" && mayAnswer(context)) return progress(context);
  return undefined;
}

/** 没改啊 还在, 还是漏: said to the bot by somebody who was told that it is fixed, and of no other hazard. */
function deniesFix(context: MessageContext): boolean {
  const { reading, message } = context;
  if (!isToBot(context)) return false;
  const settled = settledReports(context);
  const codes = new Set(settled.map(({ hazard }) => hazard.code));
  return (
    settled.length > 0 &&
    reading.emergency === undefined &&
    reading.hazards.every(({ code }) => codes.has(code)) &&
    saysNotFixed(message.text)
  );
}

/** What staff or the house called done; 误报 asks for a 没改 too. */
const settledStates: ReadonlySet<HazardState> = new Set(["closed", "awaiting-recheck", "false-alarm"]);

/** Own reports of which the reporter was told that they are done. */
const settledReports = (context: MessageContext): readonly ReportedHazard[] =>
  ownReports(context).filter(({ hazard }) => settledStates.has(hazard.state));

function notFixed(context: MessageContext, target: string | undefined): Changes | undefined {
  const mine = ownReports(context);
  const settled = settledReports(context);
  const picked = pickCase(context, {
    target,
    among: target === undefined && settled.length > 0 ? settled.slice(0, 1) : mine,
  });
  if (picked.kind === "none") return undefined;
  if (picked.kind === "several") return askWhichCase(context, picked.among, "not-fixed");
  return reopen(context, picked.found);
}

/** Opens the case again; where it is not closed yet, the grid worker hears it all the same. */
export function reopen(context: MessageContext, found: ReportedHazard): Changes {
  const { hazard } = found;
  const base = { as: "reporter", actorId: context.sender.id, at: context.now, messageId: context.message.id } as const;
  const dueAt = secondDeadline(context, hazard);
  const reopened = move(hazard, { ...base, kind: "reopened", data: { text: context.message.text, dueAt } });
  const step = reopened.ok
    ? reopened
    : move(hazard, { ...base, kind: "supplemented", data: { text: context.message.text } });
  const after = step.ok ? step.value.hazard : hazard;
  const words = caseWords(context, after);
  const responsible = hazard.responsibleId ? context.people.get(hazard.responsibleId) : undefined;
  const task = ladderTask(after, context.rules, context.now);
  return changes({
    steps: step.ok ? [step.value] : [],
    evidence: context.message.media.map((media) => ({
      hazardId: hazard.id,
      mediaId: media.id,
      phase: "before",
      at: context.now,
    })),
    lines: [
      answerPrivately(context, "reopened-reporter", { ...words }),
      ...recheckers(context, hazard).flatMap((worker) =>
        tell(context, worker, { template: "reopened-worker", variables: { ...words } }),
      ),
      ...(reopened.ok ? tell(context, responsible, { template: "reopened-responsible", variables: { ...words } }) : []),
    ],
    links: [{ buildingCode: hazard.buildingCode, reason: "case", detail: hazard.number }],
    tasks: reopened.ok && task ? [task] : [],
    notes: [`${hazard.number}说没弄好:${reopened.ok ? "重新打开" : "记下,告诉网格员"}`],
  });
}

type Objection = { readonly target?: string; readonly reason: string };

function objected(context: MessageContext, command: Objection): Changes | undefined {
  return voiceOfResponsible(context, command, {
    event: "objected",
    reply: "objection-received",
    told: "objection-worker",
  });
}

function extensionAsked(context: MessageContext, command: Objection): Changes | undefined {
  return voiceOfResponsible(context, command, {
    event: "extension-requested",
    reply: "extension-requested",
    told: "extension-worker",
  });
}

function voiceOfResponsible(
  context: MessageContext,
  command: Objection,
  how: {
    readonly event: "objected" | "extension-requested";
    readonly reply: "objection-received" | "extension-requested";
    readonly told: "objection-worker" | "extension-worker";
  },
): Changes | undefined {
  const picked = pickCase(context, { target: command.target, among: dutyCases(context) });
  if (picked.kind === "none") return nothingToFix(context);
  if (picked.kind === "several") return askWhichCase(context, picked.among, how.event);
  const { hazard } = picked.found;
  const step = move(hazard, {
    kind: how.event,
    as: "responsible",
    actorId: context.sender.id,
    at: context.now,
    messageId: context.message.id,
    data: { text: command.reason },
  });
  const words = caseWords(context, hazard);
  if (!step.ok && step.refusal === "asked-before")
    return changes({ lines: [answerPrivately(context, "extension-once", { ...words })], notes: ["延期只能申请一次"] });
  const reason = command.reason === "" ? "没说原因" : command.reason;
  return changes({
    steps: step.ok ? [step.value] : [],
    lines: [
      answerPrivately(context, how.reply, { ...words }),
      ...recheckers(context, hazard).flatMap((worker) =>
        tell(context, worker, { template: how.told, variables: { ...words, reason } }),
      ),
    ],
    links: [{ buildingCode: hazard.buildingCode, reason: "case", detail: hazard.number }],
    notes: [`${hazard.number}:${how.event === "objected" ? "有异议" : "想延期"},转给网格员`],
  });
}

/** 延期 or 异议 of somebody who has nothing to fix: in a group it is talk, in private it wants a word. */
const nothingToFix = (context: MessageContext): Changes | undefined =>
  isToBot(context)
    ? changes({ lines: [answerPrivately(context, "no-duty-cases")], notes: ["名下没有要整改的"] })
    : undefined;

function progress(context: MessageContext): Changes {
  const { message, reading } = context;
  const number = /\d{4}-\d+/.exec(`${message.text} ${message.quote?.text ?? ""}`)?.[0];
  const mine = [...ownReports(context), ...dutyCases(context)];
  const asked =
    number === undefined
      ? mine.filter(({ hazard }) => !isClosed(hazard))
      : mine.filter(({ hazard }) => hazard.number === number);
  const shown = asked.length > 0 || number !== undefined ? asked : mine.slice(0, 3);
  const items = [...new Map(shown.map(({ hazard }) => [hazard.id, hazard])).values()].slice(0, 5).map((hazard) => {
    const words = caseWords(context, hazard);
    const until = isWaitingForFix(hazard) && hazard.dueAt ? `,${words.deadline}前` : "";
    return `${hazard.number} ${words.where}${words.what}:${stateNameForReporter(hazard)}${until}`;
  });
  return changes({
    lines: [
      items.length > 0
        ? answerPrivately(context, "progress", { items: items.join("\n") })
        : answerPrivately(context, "no-own-cases"),
    ],
    links: shown.map(({ hazard }) => ({ buildingCode: hazard.buildingCode, reason: "case", detail: hazard.number })),
    notes: [`读作查进度:${reading.reasons.join(",")}`],
  });
}
