import { createHash } from "node:crypto";
import sharp from "sharp";
import { coarse, type Position } from "../shared/position.js";
import { readCameraData } from "./camera-data.js";
import { type Likeness, likenessOf } from "./likeness.js";

/** What the stored file no longer says about where a picture comes from. */
export interface PictureOrigin {
  /** Of the bytes as they came: the same file sent again has the same. */
  readonly sha256: string;
  readonly likeness?: Likeness;
  /** By the camera's clock, which may be wrong. */
  readonly takenAt?: Date;
  /** Rounded to some 100 m: just enough for the question whether it was taken at the building. */
  readonly position?: Position;
}

/** Reads what is lost when the picture is stored. Throws what sharp throws for bytes that are no picture. */
export async function readOrigin(bytes: Buffer, thumbnail: Buffer): Promise<PictureOrigin> {
  const { exif } = await sharp(bytes).metadata();
  const { takenAt, position } = exif ? readCameraData(exif) : {};
  const likeness = await likenessOf(thumbnail);
  return {
    sha256: createHash("sha256").update(bytes).digest("hex"),
    ...(likeness ? { likeness } : {}),
    ...(takenAt ? { takenAt } : {}),
    ...(position ? { position: coarse(position) } : {}),
  };
}
