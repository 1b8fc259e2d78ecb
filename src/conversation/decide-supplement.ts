import { type Hazard, isClosed } from "../hazards/hazard.js";
import { move } from "../hazards/apply-event.js";
import { type Changes, changes, type LineIntent, mergeChanges } from "./changes.js";
import type { MessageContext } from "./context.js";
import { expectsMore } from "./dialog.js";
import { recheckers } from "./decide-feedback.js";
import { caseWords } from "./case-words.js";
import {
  afterEvidence,
  type FixPhoto,
  isPhotoWanted,
  lookAtPhotos,
  photoWanted,
  photoWantedSubject,
  warningsOf,
} from "./fix-photos.js";
import { answerPrivately, tell } from "./say.js";

/** A later line or photo of somebody whose case was just filed or fixed joins it, without a word in the group. */
export function decideSupplement(context: MessageContext): Changes | undefined {
  const { dialog, message, now } = context;
  if (dialog?.data.kind !== "recent-case") return undefined;
  const isPhoto = message.media.length > 0;
  if (!isPhoto && (new Date(dialog.data.textUntil) < now || message.text.trim() === "")) return undefined;
  const { hazardIds, phase } = dialog.data;
  const cases = context.cases.filter(({ hazard }) => hazardIds.includes(hazard.id) && !isClosed(hazard));
  if (cases.length === 0) return undefined;
  const joined = cases.map(({ hazard }) => join(context, hazard, phase));
  return mergeChanges([
    ...joined.map((one) => one.changes),
    changes({
      lines: [
        ...(isPhoto && !message.isGroup ? [answerPrivately(context, "photo-added")] : []),
        // However many cases the photo belongs to, it is asked for once.
        ...joined.flatMap((one) => one.wanted).slice(0, 1),
      ],
    }),
  ]);
}

type Phase = "before" | "after";

/** The line or photo as part of one case, and the line that asks for another photo where this one says little. */
function join(
  context: MessageContext,
  hazard: Hazard,
  phase: Phase,
): { readonly changes: Changes; readonly wanted: readonly LineIntent[] } {
  const { message, now } = context;
  const mediaIds = message.media.map((media) => media.id);
  const step = move(hazard, {
    kind: "supplemented",
    as: phase === "before" ? "reporter" : "responsible",
    actorId: context.sender.id,
    at: now,
    messageId: message.id,
    data: { text: message.text, mediaIds },
  });
  const photos = phase === "after" ? lookAtPhotos(context, hazard, { mediaIds, roundSince: roundSince(context) }) : [];
  const warnings = warningsOf(photos);
  return {
    changes: changes({
      steps: step.ok ? [step.value] : [],
      evidence:
        phase === "after"
          ? afterEvidence(hazard, photos, now)
          : mediaIds.map((mediaId) => ({ hazardId: hazard.id, mediaId, phase, at: now })),
      links: [{ buildingCode: hazard.buildingCode, reason: "case", detail: hazard.number }],
      withdrawn: mediaIds.length > 0 ? [photoWantedSubject(hazard)] : [],
      lines: afterPhotoLines(context, hazard, photos),
      notes: [
        `${mediaIds.length > 0 ? "照片" : "这句话"}归到${hazard.number},不再打扰群里`,
        ...(warnings ? [`请网格员留意:${warnings}`] : []),
      ],
    }),
    wanted: photos.length > 0 && isPhotoWanted(photos) ? [photoWanted(context, hazard, photos)] : [],
  };
}

/** A photo joins a fix for so long; what came since then came with it. */
const roundSince = ({ now, rules }: MessageContext): Date =>
  new Date(now.getTime() - rules.sla.joinPhotoSeconds * 1000);

function afterPhotoLines(context: MessageContext, hazard: Hazard, photos: readonly FixPhoto[]): readonly LineIntent[] {
  const [photo] = photos;
  if (!photo) return [];
  return recheckers(context, hazard).flatMap((person) =>
    tell(context, person, {
      template: "after-photo",
      variables: { ...caseWords(context, hazard), warnings: warningsOf(photos) },
      mediaId: photo.mediaId,
      part: hazard.id,
    }),
  );
}

/** A photo without words: it waits a little for the words that belong to it. */
export function decidePhoto(context: MessageContext): Changes | undefined {
  const { message, dialog, now } = context;
  if (message.media.length === 0 || message.text.trim() !== "") return undefined;
  if (expectsMore(dialog)) return undefined;
  return changes({
    dialogs: [
      {
        ref: message.ref,
        senderId: message.senderId,
        data: { kind: "recent-photo", mediaIds: message.media.map((media) => media.id), messageId: message.id },
        expiresAt: new Date(now.getTime() + context.rules.sla.joinSeconds * 2000),
      },
    ],
    notes: ["先来了照片,等等看有没有说明"],
  });
}
