import { isAdverse } from "../stars/star-change.js";
import { type Appeal, appealNumber, fileObjection, withdrawAppeal } from "../stars/appeal.js";
import { sayLastDay } from "../stars/star-lines.js";
import { type Changes, changes, mergeChanges } from "./changes.js";
import type { MessageContext } from "./context.js";
import { namedBuilding } from "./named-building.js";
import {
  appealTask,
  appealTaskKind,
  goesOn,
  reviewersOf,
  sendProofs,
  tellNobodyLeft,
  tellReviewers,
} from "./appeal-talk.js";
import { answerPrivately, directOf, tell } from "./say.js";
import type { OwnStarChange, StarMatter } from "./star-matter.js";
import { sayReviewLevel } from "./star-talk.js";

/** Pictures belong to the objection for so long. */
const proofWithinMs = 60 * 60_000;

/** The owner's 申辩 with reasons and pictures, more pictures afterwards, and 撤回申辩. */
export function decideObjection(context: MessageContext, matter: StarMatter): Changes | undefined {
  const { message, dialog, reading } = context;
  const pending = matter.own.filter(({ appeal }) => appeal !== undefined);
  if (/(?:撤回|取消|不)(?:我的)?(?:申辩|异议)(?:了|吧)?/u.test(message.text)) return withdraw(context, matter, pending);
  if (dialog?.data.kind === "appeal-proof" && message.media.length > 0 && reading.command?.kind !== "object") {
    const { appealId } = dialog.data;
    return addProofs(
      context,
      matter,
      pending.find(({ appeal }) => appeal?.appeal.id === appealId),
    );
  }
  return reading.command?.kind === "object" ? object(context, matter, reading.command.reason) : undefined;
}

function object(context: MessageContext, matter: StarMatter, reason: string): Changes | undefined {
  const said = context.message.text.includes("申辩");
  const adverse = matter.own.filter(({ change }) => isAdverse(change, context.rules.stars));
  const meant = meantOf(context, matter, adverse);
  const hasDuty = context.cases.some(
    ({ hazard }) => hazard.responsibleId === context.sender.id && hazard.closedAt === undefined,
  );
  if (!meant || (!said && hasDuty)) return undefined;
  if (meant.appeal) return stillLookedInto(context, matter, meant);
  const { change, earlier } = meant;
  const filed = fileObjection(change, {
    personId: context.sender.id,
    text: reason === "" ? context.message.text : reason,
    now: context.now,
    earlier,
    rules: context.rules.stars,
  });
  if (!filed.ok)
    return changes({
      lines: [
        answerPrivately(context, filed.refusal === "too-many" ? "star-objection-enough" : "star-objection-refused"),
      ],
      notes: [`申辩没收:${filed.refusal}`],
    });
  return taken(context, matter, filed.value);
}

/** The building that the owner names, or the only one, or the first that waits for their word. */
function meantOf(
  context: MessageContext,
  { around }: StarMatter,
  own: readonly OwnStarChange[],
): OwnStarChange | undefined {
  const named = namedBuilding(context.reading);
  const nameOf = ({ change }: OwnStarChange) => around.get(change.buildingCode)?.building.name;
  if (named !== undefined && own.some((one) => nameOf(one) === named)) return own.find((one) => nameOf(one) === named);
  return (
    own.find(({ change, appeal }) => !appeal && isHeard(change.stage)) ?? own.find(({ appeal }) => appeal) ?? own[0]
  );
}

const isHeard = (stage: OwnStarChange["change"]["stage"]): boolean => stage === "notified" || stage === "publicised";

function taken(
  context: MessageContext,
  { around }: StarMatter,
  filed: { readonly change: OwnStarChange["change"]; readonly appeal: Appeal },
): Changes {
  const { change, appeal } = filed;
  const audience = around.get(change.buildingCode);
  if (!audience) return changes({});
  const { message, now } = context;
  const number = appealNumber(audience.building.name, appeal);
  const { reviewers, level } = reviewersOf(filed, audience);
  const proofs = message.media.map((media) => media.id);
  const received = answerPrivately(context, "star-objection-received", {
    number,
    by: sayLastDay(appeal.answerBy),
    reviewer: sayReviewLevel(level ?? "street"),
  });
  return mergeChanges([
    changes({
      starChanges: [{ change, isNew: false }],
      appeals: [appeal],
      appealProofs: proofs.map((mediaId) => ({ appealId: appeal.id, mediaId, at: now })),
      lines: [received],
      dialogs: [proofDialog(context, appeal)],
      tasks: [appealTask(appeal, now)],
      links: [{ buildingCode: change.buildingCode, reason: "case", detail: `星级申辩${number}` }],
      notes: [`${audience.building.name}星级申辩${number}:答复前不公示不生效`],
    }),
    reviewers.length > 0
      ? tellReviewers(context, { ...filed, audience, reviewers, proofs })
      : tellNobodyLeft(context, audience, number),
  ]);
}

const proofDialog = (context: MessageContext, { id }: Appeal): Changes["dialogs"][number] => ({
  ref: directOf(context),
  senderId: context.message.senderId,
  data: { kind: "appeal-proof", appealId: id },
  expiresAt: new Date(context.now.getTime() + proofWithinMs),
});

function stillLookedInto(context: MessageContext, { around }: StarMatter, { appeal, change }: OwnStarChange): Changes {
  const building = around.get(change.buildingCode)?.building.name ?? "";
  if (!appeal) return changes({});
  const number = appealNumber(building, appeal.appeal);
  const media = context.message.media.map(({ id }) => id);
  const line = answerPrivately(context, "star-objection-pending", { number, by: sayLastDay(appeal.appeal.answerBy) });
  return changes({
    lines: [line],
    dialogs: [proofDialog(context, appeal.appeal)],
    appealProofs: media.map((mediaId) => ({ appealId: appeal.appeal.id, mediaId, at: context.now })),
    notes: [`${number}已经在核实`],
  });
}

function addProofs(
  context: MessageContext,
  { around }: StarMatter,
  own: OwnStarChange | undefined,
): Changes | undefined {
  const audience = own && around.get(own.change.buildingCode);
  if (!own?.appeal || !audience) return undefined;
  const { appeal } = own.appeal;
  const { message, now } = context;
  const proofs = message.media.map((media) => media.id);
  const number = appealNumber(audience.building.name, appeal);
  const { reviewers } = reviewersOf(own.appeal, audience);
  return changes({
    appealProofs: proofs.map((mediaId) => ({ appealId: appeal.id, mediaId, at: now })),
    lines: [
      answerPrivately(context, "star-proof-added", { number }),
      ...sendProofs(context, { reviewers, number, proofs }),
    ],
    dialogs: [proofDialog(context, appeal)],
    links: [{ buildingCode: own.change.buildingCode, reason: "case", detail: `星级申辩${number}` }],
    notes: [`照片附到${number},转给核实的人`],
  });
}

function withdraw(context: MessageContext, matter: StarMatter, pending: readonly OwnStarChange[]): Changes | undefined {
  const meant = meantOf(context, matter, pending);
  const audience = meant && matter.around.get(meant.change.buildingCode);
  if (!meant?.appeal || !audience) return undefined;
  const gone = withdrawAppeal(meant.appeal, { actor: context.sender.id, now: context.now });
  if (!gone.ok) return undefined;
  const number = appealNumber(audience.building.name, gone.value.appeal);
  const { reviewers } = reviewersOf(meant.appeal, audience);
  return changes({
    starChanges: [{ change: gone.value.change, isNew: false }],
    appeals: [gone.value.appeal],
    endedTasks: [{ kind: appealTaskKind, subject: gone.value.appeal.id }],
    tasks: goesOn(gone.value.change, context.now),
    lines: [
      answerPrivately(context, "star-objection-withdrawn", { number }),
      ...reviewers.flatMap((person) =>
        tell(context, person, { template: "star-objection-gone", variables: { number } }),
      ),
    ],
    links: [{ buildingCode: meant.change.buildingCode, reason: "case", detail: `星级申辩${number}` }],
    notes: [`${number}撤回了,星级变动接着走`],
  });
}
