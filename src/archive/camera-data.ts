import readExif from "exif-reader";
import { z } from "zod";
import type { Position } from "../shared/position.js";

/** What a camera wrote into a picture, as far as it is of use; WeChat takes it out of all but original pictures. */
export interface CameraData {
  readonly takenAt?: Date;
  readonly position?: Position;
}

const cameraTime = z.date().refine((date) => !Number.isNaN(date.getTime()));
const offset = z.string().regex(/^[+-]\d{2}:\d{2}$/u);
const degrees = z.tuple([z.number(), z.number().min(0).lt(60), z.number().min(0).lt(60)]);
const latitudeRef = z.enum(["N", "S"]);
const longitudeRef = z.enum(["E", "W"]);

/** Reads EXIF as sharp hands it over. What is missing, broken or impossible is left out; it never throws. */
export function readCameraData(exif: Buffer): CameraData {
  const tags = parse(exif);
  if (!tags) return {};
  const takenAt = takenAtOf(tags.Photo ?? {});
  const position = positionOf(tags.GPSInfo ?? {});
  return { ...(takenAt ? { takenAt } : {}), ...(position ? { position } : {}) };
}

function parse(exif: Buffer): ReturnType<typeof readExif> | undefined {
  try {
    return readExif(exif);
  } catch {
    // The library throws one kind of error for all that is wrong with the block, and nothing else is done here.
    return undefined;
  }
}

const chinaOffset = "+08:00";

/** The library takes the camera's local time for UTC; without an offset it is China's. */
function takenAtOf(photo: Readonly<Record<string, unknown>>): Date | undefined {
  const local = cameraTime.safeParse(photo["DateTimeOriginal"]);
  if (!local.success) return undefined;
  const zone = offset.safeParse(photo["OffsetTimeOriginal"]);
  const takenAt = new Date(local.data.toISOString().replace("Z", zone.success ? zone.data : chinaOffset));
  return Number.isNaN(takenAt.getTime()) ? undefined : takenAt;
}

function positionOf(gps: Readonly<Record<string, unknown>>): Position | undefined {
  const lat = signed(degrees.safeParse(gps["GPSLatitude"]).data, latitudeRef.safeParse(gps["GPSLatitudeRef"]).data);
  const lon = signed(degrees.safeParse(gps["GPSLongitude"]).data, longitudeRef.safeParse(gps["GPSLongitudeRef"]).data);
  if (lat === undefined || lon === undefined || Math.abs(lat) > 90 || Math.abs(lon) > 180) return undefined;
  // A phone that does not know where it is writes zeros.
  return lat === 0 && lon === 0 ? undefined : { lat, lon };
}

function signed(parts: readonly [number, number, number] | undefined, ref: string | undefined): number | undefined {
  if (!parts || ref === undefined) return undefined;
  const [whole, minutes, seconds] = parts;
  return (ref === "S" || ref === "W" ? -1 : 1) * (whole + minutes / 60 + seconds / 3600);
}
