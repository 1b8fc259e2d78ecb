import { isStaffOf } from "../buildings/person.js";
import { responsibleOf } from "../buildings/directory.js";
import { confirmChange, nextAdvanceAt } from "../stars/advance-change.js";
import { fileObjection } from "../stars/appeal.js";
import { changeWords, dropChange, sayLastDay } from "../stars/star-lines.js";
import type { StarChange } from "../stars/star-change.js";
import { type Changes, changes, type LineIntent, mergeChanges } from "./changes.js";
import type { MessageContext } from "./context.js";
import { answerPrivately, directOf, tell } from "./say.js";
import { askAboutChange, nameOf, starLines } from "./star-talk.js";

/** The kind of the due task that moves a confirmed change on. */
export const starChangeTaskKind = "star-change";
const answerWithinMs = 3 * 86_400_000;

/** The grid worker's 确认 or 取消 on a proposed change of star; the owner's 申辩. */
export function decideStarAnswer(context: MessageContext): Changes | undefined {
  const { command } = context.reading;
  if (command?.kind === "object") return ownerObjects(context, command.reason);
  const isYes = command?.kind === "confirm" || (command?.kind === "yes" && context.dialog?.data.kind === "star-change");
  const isNo = command?.kind === "cancel" || (command?.kind === "no" && context.dialog?.data.kind === "star-change");
  if (!isYes && !isNo) return undefined;
  const change = meantChange(context);
  if (!change || !isStaffOf(context.sender, change.buildingCode)) return undefined;
  return mergeChanges([isYes ? confirm(context, change) : decline(context, change), askNext(context, change)]);
}

function meantChange(context: MessageContext): StarChange | undefined {
  const named = context.reading.places.find((place) => place.building !== undefined)?.building;
  if (named !== undefined)
    return context.proposals.find((change) => nameOf(context.buildings, change.buildingCode) === named);
  const { dialog } = context;
  if (dialog?.data.kind === "star-change") {
    const { changeId } = dialog.data;
    return context.proposals.find((change) => change.id === changeId);
  }
  return context.proposals.length === 1 ? context.proposals[0] : undefined;
}

function confirm(context: MessageContext, change: StarChange): Changes {
  const contacts = context.contacts.get(change.buildingCode);
  const building = context.buildings.get(change.buildingCode);
  const owner = contacts ? responsibleOf(contacts) : undefined;
  const step = confirmChange(change, {
    actor: context.sender.id,
    now: context.now,
    rules: context.rules.stars,
    isOwnerReachable: owner?.direct !== undefined,
  });
  if (!step.ok || !contacts || !building) return changes({ notes: ["这个建议已经处理过了"] });
  const { change: after, lines } = step.value;
  const nextAt = nextAdvanceAt(after);
  const { from, to } = changeWords(after, context.rules.stars);
  return changes({
    starChanges: [{ change: after, isNew: false }],
    lines: [
      ...starLines(lines, { building, contacts, groups: context.starGroups.get(change.buildingCode) ?? [] }),
      reply(context, after),
    ],
    tasks: nextAt ? [{ kind: starChangeTaskKind, subject: after.id, dueAt: nextAt, data: {} }] : [],
    endedDialogs:
      context.dialog?.data.kind === "star-change"
        ? [{ ref: context.dialog.ref, senderId: context.dialog.senderId }]
        : [],
    links: [{ buildingCode: change.buildingCode, reason: "case", detail: "星级变动" }],
    notes: [`${building.name}${from}→${to}:网格员确认`],
  });
}

function reply(context: MessageContext, after: StarChange): LineIntent {
  const building = nameOf(context.buildings, after.buildingCode);
  if (after.stage === "effective") return answerPrivately(context, "star-confirmed-up", { building });
  if (after.stage === "confirmed") return answerPrivately(context, "star-owner-unreachable", { building });
  const until = after.hearingUntil ? sayLastDay(after.hearingUntil) : "";
  return answerPrivately(context, "star-confirmed-down", { building, until });
}

function decline(context: MessageContext, change: StarChange): Changes {
  const building = nameOf(context.buildings, change.buildingCode);
  return changes({
    starChanges: [{ change: dropChange(change).change, isNew: false }],
    lines: [answerPrivately(context, "star-dropped", { building })],
    endedDialogs:
      context.dialog?.data.kind === "star-change"
        ? [{ ref: context.dialog.ref, senderId: context.dialog.senderId }]
        : [],
    notes: [`${building}星级建议不采纳`],
  });
}

/** One question at a time: the next proposal comes when this one is answered. */
function askNext(context: MessageContext, answered: StarChange): Changes {
  const next = context.proposals.find((change) => change.id !== answered.id);
  if (!next) return changes({});
  const direct = directOf(context);
  return changes({
    lines: [
      {
        ...askAboutChange(
          { ...context.sender, direct },
          {
            change: next,
            building: nameOf(context.buildings, next.buildingCode),
            rules: context.rules.stars,
            key: context.message.id,
          },
        ),
        urgency: "reply",
      },
    ],
    dialogs: [starDialog(direct, context, next)],
  });
}

const starDialog = (
  ref: ReturnType<typeof directOf>,
  context: MessageContext,
  change: StarChange,
): Changes["dialogs"][number] => ({
  ref,
  senderId: context.message.senderId,
  data: { kind: "star-change", changeId: change.id },
  expiresAt: new Date(context.now.getTime() + answerWithinMs),
});

function ownerObjects(context: MessageContext, reason: string): Changes | undefined {
  const said = context.message.text.includes("申辩");
  const change = context.ownStarChanges.find((one) => one.stage === "notified" || one.stage === "publicised");
  const hasDuty = context.cases.some(
    ({ hazard }) => hazard.responsibleId === context.sender.id && hazard.closedAt === undefined,
  );
  if (!change || (!said && hasDuty)) return undefined;
  const filed = fileObjection(change, {
    personId: context.sender.id,
    text: reason === "" ? context.message.text : reason,
    now: context.now,
  });
  if (!filed.ok)
    return changes({
      lines: [answerPrivately(context, "star-objection-refused")],
      notes: [`申辩没收:${filed.refusal}`],
    });
  const building = nameOf(context.buildings, change.buildingCode);
  const staff = context.contacts.get(change.buildingCode);
  const reviewers = staff?.community.length ? staff.community : (staff?.gridWorkers ?? []);
  return changes({
    starChanges: [{ change: filed.value.change, isNew: false }],
    appeals: [filed.value.appeal],
    lines: [
      answerPrivately(context, "star-objection-received"),
      ...reviewers.flatMap((person) =>
        tell(context, person, {
          template: "star-objection-worker",
          variables: {
            building,
            ...changeWords(change, context.rules.stars),
            reason: filed.value.appeal.text.slice(0, 100),
          },
        }),
      ),
    ],
    links: [{ buildingCode: change.buildingCode, reason: "case", detail: "星级申辩" }],
    notes: [`${building}星级申辩:答复前不公示不生效`],
  });
}
