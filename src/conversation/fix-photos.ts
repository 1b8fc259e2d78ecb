import type { AcceptedMessage } from "../archive/inbox.js";
import type { Hazard } from "../hazards/hazard.js";
import { type PhotoFlag, photoFlags } from "../hazards/photo-flags.js";
import type { MediaId } from "../shared/ids.js";
import type { Changes, LineIntent } from "./changes.js";
import { caseWords } from "./case-words.js";
import type { MessageContext } from "./context.js";
import type { Dialog } from "./dialog.js";
import { photoWarnings } from "./photo-words.js";
import { answerPrivately } from "./say.js";

/** A photo of a fix with what the grid worker should look at. */
export interface FixPhoto {
  readonly mediaId: MediaId;
  readonly flags: readonly PhotoFlag[];
}

/** The pictures of the message, and those that came before it and wait for its words. */
export function waitingPhotos({
  message,
  dialog,
}: {
  readonly message: Pick<AcceptedMessage, "media">;
  readonly dialog?: Dialog;
}): readonly MediaId[] {
  const { data } = dialog ?? {};
  const earlier = data?.kind === "recent-photo" || data?.kind === "which-case" ? (data.mediaIds ?? []) : [];
  return [...new Set([...message.media.map((media) => media.id), ...earlier])];
}

/** The photos as proof of this fix. @param roundSince as in `PhotoOccasion` */
export function lookAtPhotos(
  context: MessageContext,
  hazard: Hazard,
  { mediaIds, roundSince }: { readonly mediaIds: readonly MediaId[]; readonly roundSince?: Date },
): readonly FixPhoto[] {
  const occasion = { hazard, now: context.now, rules: context.rules.photos, ...(roundSince ? { roundSince } : {}) };
  return mediaIds.map((mediaId) => ({ mediaId, flags: photoFlags(context.photoFacts?.get(mediaId), occasion) }));
}

/** The photos as evidence of the case, with their flags. */
export const afterEvidence = (hazard: Hazard, photos: readonly FixPhoto[], at: Date): Changes["evidence"] =>
  photos.map(({ mediaId, flags }) => ({ hazardId: hazard.id, mediaId, phase: "after", at, flags }));

/** For the grid worker alone: what to look at in the photos; empty where there is nothing. */
export const warningsOf = (photos: readonly FixPhoto[]): string => photoWarnings(photos.map((photo) => photo.flags));

/** Whether a photo is to be asked for: there is none, or something is to be said of every one. */
export const isPhotoWanted = (photos: readonly FixPhoto[]): boolean => photos.every((photo) => photo.flags.length > 0);

/**
 * The line that asks for a photo, kindly and without a reason. A photo often follows at once: it is asked for only when
 * none has come a little later.
 */
export const photoWanted = (context: MessageContext, hazard: Hazard, photos: readonly FixPhoto[]): LineIntent => ({
  ...answerPrivately(context, photos.length > 0 ? "photo-again" : "fix-needs-photo", {
    ...caseWords(context, hazard),
  }),
  notBefore: new Date(context.now.getTime() + context.rules.sla.joinSeconds * 1000),
  subject: photoWantedSubject(hazard),
});

/** The subject of the line that asks for a photo of the fix. */
export const photoWantedSubject = (hazard: Hazard): string => `photo-wanted:${hazard.id}`;
