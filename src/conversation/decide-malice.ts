import { isStaff, type Person } from "../buildings/person.js";
import { move, type MoveRefusal } from "../hazards/apply-event.js";
import { deadlineWords } from "../hazards/deadline.js";
import { type Hazard, isClosed } from "../hazards/hazard.js";
import type { ReportedHazard } from "../hazards/hazard-store.js";
import { stateName } from "../hazards/standing.js";
import type { Command } from "../understanding/reading.js";
import { officerOf } from "./actor.js";
import { refusalName } from "./case-command.js";
import { responsibleOfCase, tellerTo } from "./case-news.js";
import { caseWords } from "./case-words.js";
import { type Changes, changes, type LineIntent } from "./changes.js";
import type { MessageContext } from "./context.js";
import { ladderTaskKind } from "./ladder-task.js";
import type { MaliceMatter } from "./load-malice.js";
import { answerPrivately } from "./say.js";

type MaliceCommand = Extract<Command, { readonly kind: "malice" }>;

const dayMs = 86_400_000;
const eventOf = { propose: "malice-proposed", agree: "malice-agreed", refuse: "malice-refused" } as const;

/**
 * 恶意 0413-7 连续三天假报警 of one of the staff, 确认恶意 or 不是恶意 of another. Nothing of it is public and nobody is
 * blocked: the reporter gets one private line, and for a while is asked before a report in a group is filed.
 */
export function decideMalice(context: MessageContext): Changes | undefined {
  const { command } = context.reading;
  if (command?.kind !== "malice" || !isStaff(context.sender)) return undefined;
  const matter = context.maliceMatter;
  if (!matter)
    return changes({
      lines: [
        command.target === undefined
          ? answerPrivately(context, "malice-which")
          : answerPrivately(context, "unknown-case", { number: command.target }),
      ],
      notes: ["恶意:没有对得上的件"],
    });
  const bar = barTo(matter.found);
  return bar === undefined ? sayMalice(context, matter, command) : refuse(context, matter.found.hazard, bar);
}

/** What several saw, and what staff found themselves, was not made up. */
function barTo({ hazard, reporterIds }: ReportedHazard): string | undefined {
  if (hazard.origin === "inspection") return "这件是工作人员报的";
  return reporterIds.some((id) => id !== hazard.reporterId) ? "还有别人也报了这件,不能算恶意" : undefined;
}

function sayMalice(context: MessageContext, matter: MaliceMatter, command: MaliceCommand): Changes {
  const { hazard } = matter.found;
  const until = new Date(context.now.getTime() + context.rules.manners.malice.agreeDays * dayMs);
  const step = move(hazard, {
    kind: eventOf[command.step],
    as: officerOf(context.sender, hazard),
    actorId: context.sender.id,
    at: context.now,
    messageId: context.message.id,
    data: {
      ...(command.reason === "" ? {} : { text: command.reason }),
      ...(command.step === "propose" ? { until: until.toISOString() } : {}),
    },
  });
  if (!step.ok) return refuse(context, hazard, whyNot(context, hazard, step.refusal));
  const after = step.value.hazard;
  const isEnded = isClosed(after) && !isClosed(hazard);
  return changes({
    steps: [step.value],
    lines: linesOf(context, matter, { command, until, isEnded }),
    links: [{ buildingCode: hazard.buildingCode, reason: "case", detail: hazard.number }],
    ...(isEnded
      ? { endedTasks: [{ kind: ladderTaskKind, subject: hazard.id }], withdrawn: [`hazard:${hazard.id}`] }
      : {}),
    notes: [`${hazard.number}:${notes[command.step]}`],
  });
}

const notes: Readonly<Record<MaliceCommand["step"], string>> = {
  propose: "有人提是恶意,等另一位同事的话",
  agree: "两位同事都认为是恶意:只私下提醒,不公开",
  refuse: "不算恶意",
};

interface Said {
  readonly command: MaliceCommand;
  readonly until: Date;
  /** The case was open until now. */
  readonly isEnded: boolean;
}

function linesOf(context: MessageContext, matter: MaliceMatter, said: Said): readonly LineIntent[] {
  switch (said.command.step) {
    case "propose":
      return proposeLines(context, matter, said);
    case "agree":
      return agreeLines(context, matter.found.hazard, said);
    case "refuse":
      return refuseLines(context, matter.found.hazard);
  }
}

function proposeLines(
  context: MessageContext,
  { found, earlierFalseAlarms }: MaliceMatter,
  { command, until }: Said,
): readonly LineIntent[] {
  const { hazard } = found;
  const others = otherStaff(context, hazard);
  const by = deadlineWords(until, context.now);
  return [
    answerPrivately(context, "done-malice-propose", {
      ...caseWords(context, hazard),
      until: by,
      others: others.map(({ name }) => name).join("、"),
    }),
    ...tellerTo(
      context,
      hazard,
      others,
    )("malice-question", {
      worker: context.sender.name,
      reason: command.reason || "没写原因",
      reporter: context.people.get(hazard.reporterId)?.name ?? "一位住户",
      earlier:
        earlierFalseAlarms > 0
          ? `这${context.rules.manners.malice.countDays}天还有${earlierFalseAlarms}件记了误报`
          : "以前没有误报",
      until: by,
    }),
  ];
}

/** Who may say the second word: the community, or whoever else of the staff can be reached. */
function otherStaff(context: MessageContext, { buildingCode }: Hazard): readonly Person[] {
  const contacts = context.contacts.get(buildingCode);
  const levels = contacts ? [contacts.community, contacts.gridWorkers, contacts.street] : [];
  const reached = levels.map((level) => level.filter(({ id, direct }) => direct && id !== context.sender.id));
  return reached.find((level) => level.length > 0) ?? [];
}

function agreeLines(context: MessageContext, hazard: Hazard, { isEnded }: Said): readonly LineIntent[] {
  const { maliceBy } = hazard.marks;
  const days = String(context.rules.manners.malice.askDays);
  const toReporter = tellerTo(context, hazard, [context.people.get(hazard.reporterId)]);
  return [
    answerPrivately(context, "done-malice-agree", { ...caseWords(context, hazard), days }),
    ...tellerTo(context, hazard, [maliceBy && context.people.get(maliceBy)])("malice-agreed", {
      worker: context.sender.name,
    }),
    ...toReporter("malice-reporter", { days }),
    ...(isEnded ? tellerTo(context, hazard, [responsibleOfCase(context, hazard)])("false-alarm-responsible") : []),
  ];
}

function refuseLines(context: MessageContext, hazard: Hazard): readonly LineIntent[] {
  const { maliceBy, maliceAgreedAt } = hazard.marks;
  return [
    answerPrivately(context, "done-malice-refuse", { ...caseWords(context, hazard) }),
    ...tellerTo(context, hazard, [maliceBy && context.people.get(maliceBy)])("malice-refused", {
      worker: context.sender.name,
    }),
    // Who heard of it hears that it no longer holds.
    ...(maliceAgreedAt ? tellerTo(context, hazard, [context.people.get(hazard.reporterId)])("malice-lifted") : []),
  ];
}

function whyNot(context: MessageContext, hazard: Hazard, refusal: MoveRefusal): string {
  if (refusal === "wrong-state") return `现在是"${stateName(hazard)}",不能说是恶意`;
  const { malice } = context.rules.manners;
  const hints: Partial<Record<MoveRefusal, string>> = {
    "malice-said": `。同意回"确认恶意 ${hazard.number}",不同意回"不是恶意 ${hazard.number}"`,
    "malice-not-said": `(${malice.agreeDays}天没人同意就不算了)。要提就回"恶意 ${hazard.number} 原因"`,
  };
  return `${refusalName(refusal)}${hints[refusal] ?? ""}`;
}

function refuse(context: MessageContext, hazard: Hazard, why: string): Changes {
  return changes({
    lines: [answerPrivately(context, "move-refused", { ...caseWords(context, hazard), why })],
    notes: [`${hazard.number}恶意:${why}`],
  });
}
