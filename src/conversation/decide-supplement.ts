import { isClosed } from "../hazards/hazard.js";
import { move } from "../hazards/apply-event.js";
import { type Changes, changes, mergeChanges } from "./changes.js";
import type { MessageContext } from "./context.js";
import { photoWantedSubject, recheckers } from "./decide-feedback.js";
import { caseWords } from "./case-words.js";
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
  return mergeChanges([
    ...cases.map(({ hazard }) => {
      const step = move(hazard, {
        kind: "supplemented",
        as: phase === "before" ? "reporter" : "responsible",
        actorId: context.sender.id,
        at: now,
        messageId: message.id,
        data: { text: message.text, mediaIds: message.media.map((media) => media.id) },
      });
      const [photo] = message.media;
      const worker = isPhoto && phase === "after" ? recheckers(context, hazard) : [];
      return changes({
        steps: step.ok ? [step.value] : [],
        evidence: message.media.map((media) => ({ hazardId: hazard.id, mediaId: media.id, phase, at: now })),
        links: [{ buildingCode: hazard.buildingCode, reason: "case", detail: hazard.number }],
        withdrawn: isPhoto ? [photoWantedSubject(hazard)] : [],
        lines: worker.flatMap((person) =>
          tell(context, person, {
            template: "after-photo",
            variables: { ...caseWords(context, hazard) },
            ...(photo ? { mediaId: photo.id } : {}),
            part: hazard.id,
          }),
        ),
        notes: [`${isPhoto ? "照片" : "这句话"}归到${hazard.number},不再打扰群里`],
      });
    }),
    changes({ lines: isPhoto && !message.isGroup ? [answerPrivately(context, "photo-added")] : [] }),
  ]);
}

/** A photo without words: it waits a little for the words that belong to it. */
export function decidePhoto(context: MessageContext): Changes | undefined {
  const { message, dialog, now } = context;
  if (message.media.length === 0 || message.text.trim() !== "" || dialog !== undefined) return undefined;
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
