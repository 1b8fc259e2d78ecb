import { isStaff } from "../buildings/person.js";
import { move } from "../hazards/apply-event.js";
import type { Hazard } from "../hazards/hazard.js";
import type { ReportedHazard } from "../hazards/hazard-store.js";
import { stateName } from "../hazards/standing.js";
import type { Command } from "../understanding/reading.js";
import { officerOf } from "./actor.js";
import { responsibleOfCase, reportersOf, tellerTo } from "./case-news.js";
import { caseWords } from "./case-words.js";
import { type Changes, changes, mergeChanges } from "./changes.js";
import { noSuchCase } from "./command-case.js";
import type { MessageContext } from "./context.js";
import { ladderTaskKind } from "./ladder-task.js";
import { pickCase, staffCases } from "./pick-case.js";
import { answerPrivately } from "./say.js";
import { findTarget, resolveTargets } from "./staff-targets.js";

type Merge = Extract<Command, { readonly kind: "merge" }>;

/** 合并 0413-7 到 0413-2: two cases are one and the same (重复); without 到, the oldest stays. */
export function decideMerge(context: MessageContext): Changes | undefined {
  const { command } = context.reading;
  if (command?.kind !== "merge" || !isStaff(context.sender)) return undefined;
  const all = staffCases(context);
  const named = namedCases(context, command, all);
  const into = command.into === undefined ? oldest(named) : findTarget(context, command.into, all);
  const [first] = named;
  if (!first) return noSuchCase(context, command.target ?? command.targets?.join("、"));
  const merged = named.filter(({ hazard }) => hazard.id !== into?.hazard.id);
  if (!into || merged.length === 0) {
    const words = caseWords(context, first.hazard);
    return command.into === undefined
      ? changes({ lines: [answerPrivately(context, "merge-where", { ...words })], notes: ["合并:没说并到哪一件"] })
      : noSuchCase(context, command.into);
  }
  return merge(context, merged, into);
}

function namedCases(
  context: MessageContext,
  { target, targets }: Merge,
  all: readonly ReportedHazard[],
): readonly ReportedHazard[] {
  if (targets) return resolveTargets(context, targets, { all, likely: [] }).found;
  const quoted = /\d{4}-\d+/.test(context.message.quote?.text ?? "");
  if (target === undefined && !quoted) return [];
  const picked = pickCase(context, { target, among: all });
  return picked.kind === "one" ? [picked.found] : [];
}

const oldest = (among: readonly ReportedHazard[]): ReportedHazard | undefined =>
  among.toSorted((a, b) => a.hazard.openedAt.getTime() - b.hazard.openedAt.getTime())[0];

function merge(context: MessageContext, merged: readonly ReportedHazard[], into: ReportedHazard): Changes {
  const apart = merged.find(({ hazard }) => hazard.buildingCode !== into.hazard.buildingCode);
  if (apart) {
    const words = { ...caseWords(context, into.hazard), merged: apart.hazard.number };
    return changes({ lines: [answerPrivately(context, "merge-apart", words)], notes: ["不在一栋楼,不合并"] });
  }
  const parts = merged.map((one) => mergeOne(context, one, into));
  const numbers = merged.map(({ hazard }) => hazard.number).join("、");
  const isDone = parts.some((part) => part.steps.length > 0);
  const reply = answerPrivately(context, "done-merge", { ...caseWords(context, into.hazard), numbers });
  return mergeChanges([changes({ lines: isDone ? [reply] : [] }), ...parts]);
}

function mergeOne(context: MessageContext, found: ReportedHazard, into: ReportedHazard): Changes {
  const { hazard } = found;
  const step = move(hazard, {
    kind: "merged",
    as: officerOf(context.sender, hazard),
    actorId: context.sender.id,
    at: context.now,
    messageId: context.message.id,
    data: { into: into.hazard.id, text: into.hazard.number },
  });
  if (!step.ok) return refuse(context, hazard);
  const isSamePerson = hazard.responsibleId !== undefined && hazard.responsibleId === into.hazard.responsibleId;
  const newReporters = reportersOf(context, found).filter((one) => !into.reporterIds.some((id) => id === one?.id));
  return changes({
    steps: [step.value],
    reporters: found.reporterIds.map((personId) => ({ hazardId: into.hazard.id, personId, at: context.now })),
    lines: [
      ...tellerTo(context, into.hazard, newReporters)("merged"),
      ...(isSamePerson
        ? tellerTo(context, into.hazard, [responsibleOfCase(context, hazard)])("merged-responsible", {
            merged: hazard.number,
          })
        : []),
    ],
    endedTasks: [{ kind: ladderTaskKind, subject: hazard.id }],
    withdrawn: [`hazard:${hazard.id}`],
    links: [{ buildingCode: hazard.buildingCode, reason: "case", detail: hazard.number }],
    notes: [`${hazard.number}并到${into.hazard.number}`],
  });
}

function refuse(context: MessageContext, hazard: Hazard): Changes {
  const why = hazard.severity === "emergency" ? "紧急的件不合并" : `现在是"${stateName(hazard)}",不能合并`;
  const line = answerPrivately(context, "move-refused", { ...caseWords(context, hazard), why });
  return changes({ lines: [{ ...line, dedupeKey: `${line.dedupeKey}:${hazard.id}` }], notes: [why] });
}
