import type { MediaId, MessageId } from "../shared/ids.js";
import type { Result } from "../shared/result.js";

/** A picture that stands in the store, without its camera data (place, device). */
export interface StoredMedia {
  readonly id: MediaId;
  /** Always `image/jpeg` for what is stored now. */
  readonly mime: string;
  /** Pixels after shrinking. */
  readonly width: number;
  readonly height: number;
}

/** Why a file is not stored. */
export type MediaRefusal = "not-an-image" | "too-large";

/** The picture itself, or its small version of at most 320 pixels. */
export type MediaSize = "full" | "thumbnail";

/** The bytes of a stored picture. */
export interface MediaFile {
  readonly mime: string;
  readonly bytes: Buffer;
}

/** Where pictures are kept. The file is on the disk, synced, before its row can be seen. */
export interface MediaStore {
  /** Stores a picture. Refuses what is no picture that can be decoded and what is larger than 20 MB. */
  store(
    bytes: Buffer,
    about: { readonly chat: string; readonly messageId?: MessageId },
  ): Promise<Result<StoredMedia, MediaRefusal>>;
  load(id: MediaId, size: MediaSize): Promise<Result<MediaFile, "not-found">>;
}
