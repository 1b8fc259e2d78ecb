import { chatKey, type IncomingMedia, type IncomingMessage } from "../channels/channel.js";
import { err, type Result } from "../shared/result.js";
import { createLimit } from "./limit.js";
import type { MediaRefusal, MediaStore, StoredMedia } from "./media-store.js";

/** The most pictures of one line that are kept: WeChat sends nine at most. */
const mostPictures = 9;
const pictureName = /\.(jpe?g|png|webp|gif|bmp|tiff?|avif)$/iu;

/** Why a picture did not get into the store. */
export type PictureLoss = MediaRefusal | "cannot-be-loaded";

/** What fetching pictures needs. */
export interface PictureDeps {
  readonly media: Pick<MediaStore, "store">;
  /** Told of each picture that is lost; the line itself is accepted without it. */
  readonly onPictureLost?: (loss: PictureLoss, error?: unknown) => void;
  /** How long the network may take to hand over a picture, milliseconds. */
  readonly loadTimeoutMs: number;
  /** How many lines may have their pictures fetched at once. */
  readonly atOnce: number;
}

/** Fetches and stores the pictures of lines. */
export interface IncomingPictures {
  /**
   * Calls `use` with the stored pictures of a line: at once where there is nothing to wait for, that is, the line has
   * none and no earlier line of its sender waits for any. Lines of one sender in one chat keep their order.
   */
  fetch(message: IncomingMessage, use: (media: readonly StoredMedia[]) => void): void;
  /** Whether no line waits for pictures. */
  isIdle(): boolean;
}

/** Creates the fetcher; it keeps nothing but who waits. */
export function createIncomingPictures(deps: PictureDeps): IncomingPictures {
  const lastOfSender = new Map<string, Promise<void>>();
  const limited = createLimit(deps.atOnce);
  return {
    fetch(message, use) {
      const key = `${chatKey(message.ref)} ${message.senderId}`;
      const before = lastOfSender.get(key);
      const wanted = message.media
        .filter((media) => message.kind === "image" || pictureName.test(media.name))
        .slice(0, mostPictures);
      if (!before && wanted.length === 0) return use([]);
      const stored = wanted.length === 0 ? [] : limited(() => storeAll(deps, wanted, message.ref.chat));
      const turn = Promise.all([stored, before]).then(([mine]) => {
        if (lastOfSender.get(key) === turn) lastOfSender.delete(key);
        use(mine);
      });
      lastOfSender.set(key, turn);
    },
    isIdle: () => lastOfSender.size === 0,
  };
}

async function storeAll(
  deps: PictureDeps,
  wanted: readonly IncomingMedia[],
  chat: string,
): Promise<readonly StoredMedia[]> {
  const stored: StoredMedia[] = [];
  for (const media of wanted) {
    const result = await storeOne(deps, media, chat);
    if (result.ok) stored.push(result.value);
    else deps.onPictureLost?.(result.refusal.loss, result.refusal.error);
  }
  return stored;
}

async function storeOne(
  deps: PictureDeps,
  media: IncomingMedia,
  chat: string,
): Promise<Result<StoredMedia, { readonly loss: PictureLoss; readonly error?: unknown }>> {
  try {
    const result = await deps.media.store(await loadInTime(media, deps.loadTimeoutMs), { chat });
    return result.ok ? result : err({ loss: result.refusal });
  } catch (error) {
    // The network dropped the picture or the disk is full: the words of the line must not be lost with it.
    return err({ loss: "cannot-be-loaded", error });
  }
}

function loadInTime(media: IncomingMedia, timeoutMs: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the picture did not come within ${timeoutMs} ms`)), timeoutMs);
    media
      .load()
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}
