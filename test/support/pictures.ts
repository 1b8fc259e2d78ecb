import sharp, { type Sharp } from "sharp";
import { seededRandom } from "./seeded-random.js";

const width = 1200;
const height = 900;

/** A photo-like picture: light and shade, things of many sizes, and an obstacle in the foreground where one is wanted. */
export async function buildPhoto(
  seed: number,
  { obstacle = true }: { readonly obstacle?: boolean } = {},
): Promise<Buffer> {
  const random = seededRandom(seed);
  const between = (low: number, high: number): number => Math.round(low + random() * (high - low));
  const colour = (): string => `rgb(${between(20, 235)},${between(20, 235)},${between(20, 235)})`;
  const things = Array.from(
    { length: 28 },
    () =>
      `<rect x="${between(-100, width)}" y="${between(-100, height)}" width="${between(60, 420)}" height="${between(60, 420)}"
        fill="${colour()}" transform="rotate(${between(-30, 30)} ${width / 2} ${height / 2})"/>`,
  );
  const bikes = obstacle
    ? `<ellipse cx="560" cy="620" rx="230" ry="160" fill="#181818"/><rect x="420" y="380" width="300" height="180" fill="#e8e8e8"/>`
    : "";
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="${width}" height="${height}" fill="${colour()}"/>${things.join("")}${bikes}</svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 92 }).toBuffer();
}

/** The picture with so much of each side cut off, as shares of the whole. */
export const cropped = (
  picture: Buffer,
  { left = 0, top = 0, right = 0, bottom = 0 }: Partial<Record<"left" | "top" | "right" | "bottom", number>>,
): Promise<Buffer> =>
  sharp(picture)
    .extract({
      left: Math.round(width * left),
      top: Math.round(height * top),
      width: Math.round(width * (1 - left - right)),
      height: Math.round(height * (1 - top - bottom)),
    })
    .jpeg()
    .toBuffer();

/** What a phone writes into a picture. */
export interface Camera {
  /** `2026:11:23 08:30:00`, the phone's local time. */
  readonly takenAt?: string;
  /** `+08:00` */
  readonly offset?: string;
  /** Degrees, minutes and seconds as EXIF has them: `22/1 34/1 48/1`. */
  readonly lat?: string;
  readonly lon?: string;
}

/** The picture as a phone's camera gives it away. */
export const photographed = (picture: Buffer | Sharp, camera: Camera): Promise<Buffer> =>
  (Buffer.isBuffer(picture) ? sharp(picture) : picture)
    .withExif({
      IFD0: { Make: "Phone" },
      IFD2: {
        ...(camera.takenAt ? { DateTimeOriginal: camera.takenAt } : {}),
        ...(camera.offset ? { OffsetTimeOriginal: camera.offset } : {}),
      },
      IFD3: {
        ...(camera.lat ? { GPSLatitude: camera.lat, GPSLatitudeRef: "N" } : {}),
        ...(camera.lon ? { GPSLongitude: camera.lon, GPSLongitudeRef: "E" } : {}),
      },
    })
    .jpeg({ quality: 92 })
    .toBuffer();
