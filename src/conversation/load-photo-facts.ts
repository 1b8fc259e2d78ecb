import { isClosed } from "../hazards/hazard.js";
import type { ReportedHazard } from "../hazards/hazard-store.js";
import type { PhotoStore } from "../hazards/photo-store.js";
import type { MessageContext } from "./context.js";
import { waitingPhotos } from "./fix-photos.js";
import type { PlacedMessage } from "./load-context.js";

/** What is known of the pictures of somebody who has something to fix: only theirs may be proof of a fix. */
export async function loadPhotoFacts(
  { photos }: { readonly photos: PhotoStore },
  placed: PlacedMessage,
  cases: readonly ReportedHazard[],
): Promise<Pick<MessageContext, "photoFacts">> {
  const mediaIds = waitingPhotos(placed);
  const { sender } = placed;
  const duties = cases.filter(({ hazard }) => hazard.responsibleId === sender.id && !isClosed(hazard));
  if (mediaIds.length === 0 || duties.length === 0) return {};
  const buildingCodes = [...new Set(duties.map(({ hazard }) => hazard.buildingCode))];
  return { photoFacts: await photos.findFacts({ mediaIds, buildingCodes, responsibleId: sender.id }) };
}
