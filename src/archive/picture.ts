import sharp, { type Sharp } from "sharp";
import { err, ok, type Result } from "../shared/result.js";
import type { MediaRefusal } from "./media-store.js";
import { type PictureOrigin, readOrigin } from "./picture-origin.js";

/** The largest file that is taken. */
export const largestFile = 20 * 1024 * 1024;
const longestSide = 1920;
const thumbnailSide = 320;
/** More pixels than any phone takes: a small file can unpack to gigabytes. */
const mostPixels = 100_000_000;

/** A picture ready to be stored: JPEG, turned upright, without camera data such as the place. */
export interface Picture {
  readonly bytes: Buffer;
  readonly thumbnail: Buffer;
  readonly width: number;
  readonly height: number;
  readonly origin: PictureOrigin;
}

const isAscii = (bytes: Buffer, at: number, word: string): boolean =>
  bytes.toString("latin1", at, at + word.length) === word;

/** Whether the first bytes are those of JPEG, PNG, GIF, WebP, TIFF or AVIF, whatever the file is called. */
export function looksLikePicture(bytes: Buffer): boolean {
  return (
    isAscii(bytes, 0, "\xFF\xD8\xFF") ||
    isAscii(bytes, 0, "\x89PNG\r\n\x1A\n") ||
    isAscii(bytes, 0, "GIF8") ||
    (isAscii(bytes, 0, "RIFF") && isAscii(bytes, 8, "WEBP")) ||
    isAscii(bytes, 0, "II*\0") ||
    isAscii(bytes, 0, "MM\0*") ||
    isAscii(bytes, 4, "ftypavif")
  );
}

/** Decodes and shrinks a picture. Refuses what cannot be decoded to its end and what is larger than 20 MB. */
export async function preparePicture(bytes: Buffer): Promise<Result<Picture, MediaRefusal>> {
  if (bytes.byteLength > largestFile) return err("too-large");
  if (!looksLikePicture(bytes)) return err("not-an-image");
  try {
    const { data, info } = await shrink(bytes, longestSide).toBuffer({ resolveWithObject: true });
    const thumbnail = await shrink(data, thumbnailSide).toBuffer();
    const origin = await readOrigin(bytes, thumbnail);
    return ok({ bytes: data, thumbnail, width: info.width, height: info.height, origin });
  } catch {
    // sharp has one error class for all that is wrong with a file, and nothing else is done here.
    return err("not-an-image");
  }
}

/** sharp drops all metadata unless told to keep it. */
const shrink = (bytes: Buffer, side: number): Sharp =>
  sharp(bytes, { failOn: "error", limitInputPixels: mostPixels })
    .autoOrient()
    .flatten({ background: "#ffffff" })
    .resize({ width: side, height: side, fit: "inside", withoutEnlargement: true })
    .jpeg({ quality: 82 });
