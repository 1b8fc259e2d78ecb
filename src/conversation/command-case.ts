import { isStaffOf } from "../buildings/person.js";
import { move } from "../hazards/apply-event.js";
import { type Hazard, isClosed, isWaitingForFix } from "../hazards/hazard.js";
import type { ReportedHazard } from "../hazards/hazard-store.js";
import { standingName, stateName } from "../hazards/standing.js";
import { type CaseCommand, possibleCommands, refusalName, wishOf } from "./case-command.js";
import { newsOf } from "./case-news.js";
import { caseWords } from "./case-words.js";
import { type Changes, changes, mergeChanges } from "./changes.js";
import type { MessageContext } from "./context.js";
import { ladderTask, ladderTaskKind } from "./ladder-task.js";
import { referralLink } from "./referral-link.js";
import { endedReferralTask, firstReferralTask } from "./referral-task.js";
import { answerPrivately } from "./say.js";

/** What became of a command on one case: `done` in a few words, or why not. */
interface Outcome {
  readonly hazard: Hazard;
  readonly isDone: boolean;
  readonly words: string;
  readonly changes: Changes;
}

/** No open case of the sender's area fits. */
export function noSuchCase(context: MessageContext, target: string | undefined): Changes {
  return changes({
    lines: [
      target ? answerPrivately(context, "unknown-case", { number: target }) : answerPrivately(context, "no-cases"),
    ],
    notes: ["没有对得上的件"],
  });
}

/** Carries the command out on the case and says so. */
export function commandCase(context: MessageContext, found: ReportedHazard, command: CaseCommand): Changes {
  const { hazard } = found;
  if (!isStaffOf(context.sender, hazard.buildingCode)) return noSuchCase(context, hazard.number);
  const outcome = carryOut(context, found, command);
  return mergeChanges([changes({ lines: [replyOf(context, outcome, command)] }), outcome.changes]);
}

/** Carries the command out on several cases, and says so in one line; `unknown` are words that named none. */
export function commandCases(
  context: MessageContext,
  among: { readonly found: readonly ReportedHazard[]; readonly unknown: readonly string[] },
  command: CaseCommand,
): Changes {
  const mine = among.found.filter(({ hazard }) => isStaffOf(context.sender, hazard.buildingCode));
  const outcomes = mine.map((found) => carryOut(context, found, command));
  const items = [
    ...outcomes.map((one) => `${one.hazard.number}${one.words}`),
    ...among.unknown.map((word) => `没找到${word}`),
  ];
  return mergeChanges([
    changes({ lines: [answerPrivately(context, "done-several", { items: items.join("\n") })] }),
    ...outcomes.map((one) => one.changes),
  ]);
}

function carryOut(context: MessageContext, found: ReportedHazard, command: CaseCommand): Outcome {
  const { hazard } = found;
  const wish = wishOf(context, hazard, command);
  if (command.kind === "reschedule" && wish.data?.dueAt === undefined)
    return refused(hazard, "没看懂改到哪天,写清楚些,如:改期 明天18点", "改期没有日子");
  const step = move(hazard, wish);
  if (!step.ok) {
    const why = refusalName(step.refusal) || `现在是"${standingName(hazard, context.now)}",这一步做不了`;
    const can = possibleCommands(context, hazard);
    return refused(hazard, `${why}${can ? `。可以:${can}` : ""}`, `现在是${stateName(hazard)},这一步做不了`);
  }
  const after = step.value.hazard;
  const task = isWaitingForFix(after) ? ladderTask(after, context.rules, context.now) : undefined;
  const keepsLadder = command.kind === "answered";
  const referral = command.kind === "refer" ? [firstReferralTask(after, context.rules, context.now)] : [];
  return {
    hazard: after,
    isDone: true,
    words: doneWords(context, after, command),
    changes: changes({
      steps: [step.value],
      lines: newsOf(context, { ...found, hazard: after }, command),
      links: [{ buildingCode: hazard.buildingCode, reason: "case", detail: hazard.number }],
      tasks: [...(task ? [task] : []), ...referral],
      endedTasks: [
        ...(task || keepsLadder ? [] : [{ kind: ladderTaskKind, subject: hazard.id }]),
        ...(after.state === "referred" && command.kind !== "answered" ? [] : [endedReferralTask(hazard)]),
      ],
      // Lines about the case that still wait for the morning are no longer true.
      withdrawn: isClosed(after) ? [`hazard:${hazard.id}`] : [],
      notes: [`${hazard.number}:${stateName(hazard)} → ${stateName(after)}`],
    }),
  };
}

const refused = (hazard: Hazard, words: string, note: string): Outcome => ({
  hazard,
  isDone: false,
  words: `:${words}`,
  changes: changes({ notes: [`${hazard.number}${note}`] }),
});

function replyOf(context: MessageContext, { hazard, isDone, words: said }: Outcome, { kind }: CaseCommand) {
  const words = caseWords(context, hazard);
  if (!isDone) return answerPrivately(context, "move-refused", { ...words, why: said.slice(1) });
  return kind === "refer"
    ? answerPrivately(context, "done-refer", { ...words, ...referralLink(context, hazard) })
    : answerPrivately(context, `done-${kind}`, words);
}

const done: Readonly<Record<CaseCommand["kind"], string>> = {
  pass: "已销号",
  accept: "已受理",
  return: "已退回,{}前再整改",
  "false-alarm": "已记为误报",
  extend: "已延到{}",
  "refuse-delay": "不延期,还是{}前",
  refer: "已移交",
  enforce: "已转执法",
  answered: "答复记下了",
  supervise: "已督办",
  reschedule: "已改到{}",
};

function doneWords(context: MessageContext, hazard: Hazard, { kind }: CaseCommand): string {
  const words = done[kind].replace("{}", caseWords(context, hazard).deadline);
  const { form } = kind === "refer" ? referralLink(context, hazard) : {};
  return form === undefined ? words : `${words},移交单:${form}`;
}
