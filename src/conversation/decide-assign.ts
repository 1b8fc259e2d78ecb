import type { BuildingContacts } from "../buildings/directory.js";
import { isStaff, type Person } from "../buildings/person.js";
import { move } from "../hazards/apply-event.js";
import type { ReportedHazard } from "../hazards/hazard-store.js";
import { stateName } from "../hazards/standing.js";
import { officerOf } from "./actor.js";
import { secondDeadline } from "./case-command.js";
import { noSuchCase } from "./command-case.js";
import { responsibleOfCase, tellerTo } from "./case-news.js";
import { buildingWords, caseWords } from "./case-words.js";
import { type Changes, changes, mergeChanges } from "./changes.js";
import type { MessageContext } from "./context.js";
import { ladderTask } from "./ladder-task.js";
import { askWhichCase, pickCase, staffCases } from "./pick-case.js";
import { answerPrivately } from "./say.js";
import { resolveTargets } from "./staff-targets.js";

/** 指派 0413-7 给二房东: somebody else of the house is responsible (责任改判). */
export function decideAssign(context: MessageContext): Changes | undefined {
  const { command } = context.reading;
  if (command?.kind !== "assign" || !isStaff(context.sender)) return undefined;
  const all = staffCases(context);
  if (command.targets) {
    const { found } = resolveTargets(context, command.targets, { all, likely: all });
    if (found.length === 0) return noSuchCase(context, command.targets.join("、"));
    return mergeChanges(found.map((one) => assign(context, one, command.to)));
  }
  const picked = pickCase(
    { ...context, reading: { ...context.reading, places: [] } },
    { target: command.target, among: all },
  );
  if (picked.kind === "several") return askWhichCase(context, picked.among, command.kind);
  return picked.kind === "one" ? assign(context, picked.found, command.to) : noSuchCase(context, command.target);
}

/** Makes the person named responsible; asks whom where nobody of the house fits. */
export function assign(context: MessageContext, { hazard }: ReportedHazard, to: string): Changes {
  const contacts = context.contacts.get(hazard.buildingCode);
  const [person, ...others] = findPeople(contacts, to);
  if (!person || others.length > 0) return askWhom(context, hazard, { contacts, to });
  const step = move(hazard, {
    kind: "reassigned",
    as: officerOf(context.sender, hazard),
    actorId: context.sender.id,
    at: context.now,
    messageId: context.message.id,
    data: { text: to, responsibleId: person.id, dueAt: secondDeadline(context, hazard) },
  });
  if (!step.ok) {
    const why = `现在是"${stateName(hazard)}",不能指派`;
    return changes({ lines: [answerPrivately(context, "move-refused", { ...caseWords(context, hazard), why })] });
  }
  const after = step.value.hazard;
  const before = responsibleOfCase(context, hazard);
  const task = ladderTask(after, context.rules, context.now);
  const [worker] = contacts?.gridWorkers ?? [];
  return changes({
    steps: [step.value],
    lines: [
      {
        ...answerPrivately(context, "done-assign", { ...caseWords(context, after), person: person.name }),
        dedupeKey: `${context.message.id}:done-assign:${hazard.id}`,
      },
      ...tellerTo(context, after, [person])("notice", { worker: worker?.name ?? "网格员" }),
      ...(before?.id === person.id ? [] : tellerTo(context, after, [before])("reassigned-before")),
    ],
    links: [{ buildingCode: hazard.buildingCode, reason: "case", detail: hazard.number }],
    ...(task ? { tasks: [task] } : {}),
    notes: [`${hazard.number}责任改判给${person.name}`],
  });
}

const partsOfHouse: readonly (readonly [RegExp, keyof BuildingContacts])[] = [
  [/二房东|承租人|租赁公司|二手房东/u, "sublandlords"],
  [/楼栋长|楼长|楼管|管理员/u, "heads"],
  [/房东|业主|屋主|东家/u, "landlords"],
];

/** By name, else by what they are to the house. */
function findPeople(contacts: BuildingContacts | undefined, to: string): readonly Person[] {
  if (!contacts || to === "") return [];
  const all = [...contacts.landlords, ...contacts.sublandlords, ...contacts.heads];
  const named = all.filter(({ name }) => to.includes(name) || (to.length > 1 && name.includes(to)));
  const part = partsOfHouse.find(([words]) => words.test(to))?.[1];
  const found = named.length > 0 || part === undefined ? named : contacts[part];
  return [...new Map(found.map((person) => [person.id, person])).values()];
}

function askWhom(
  context: MessageContext,
  hazard: ReportedHazard["hazard"],
  { contacts, to }: { readonly contacts: BuildingContacts | undefined; readonly to: string },
): Changes {
  const known = [
    ...(contacts?.landlords ?? []).map(({ name }) => `房东${name}`),
    ...(contacts?.sublandlords ?? []).map(({ name }) => `二房东${name}`),
    ...(contacts?.heads ?? []).map(({ name }) => `楼栋长${name}`),
  ];
  const words = caseWords(context, hazard);
  const line =
    known.length > 0
      ? answerPrivately(context, "assign-whom", { ...words, people: known.join("、") })
      : answerPrivately(context, "assign-nobody", {
          ...words,
          person: to || "能指派的人",
          building: buildingWords(context, hazard.buildingCode),
        });
  return changes({ lines: [line], notes: ["指派:没对上是谁"] });
}
