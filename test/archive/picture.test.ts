import { crc32 } from "node:zlib";
import sharp, { type Sharp } from "sharp";
import { describe, expect, it } from "vitest";
import { largestFile, looksLikePicture, preparePicture } from "../../src/archive/picture.js";

const solid = (width: number, height: number): Sharp =>
  sharp({ create: { width, height, channels: 3, background: "#884422" } });

describe("preparePicture", () => {
  it("takes the camera data out and turns the picture upright", async () => {
    const photo = await solid(400, 300)
      .jpeg()
      .withExif({ IFD0: { Make: "Phone" }, IFD3: { GPSLatitude: "22/1 33/1 0/1", GPSLatitudeRef: "N" } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect((await sharp(photo).metadata()).exif).toBeDefined();
    const result = await preparePicture(photo);
    if (!result.ok) throw new Error(result.refusal);
    const { exif, orientation, width, height, format } = await sharp(result.value.bytes).metadata();
    expect({ exif, orientation, width, height, format }).toEqual({ width: 300, height: 400, format: "jpeg" });
  });

  it("shrinks to 1920 pixels and makes a thumbnail of 320", async () => {
    const result = await preparePicture(await solid(4000, 3000).png().toBuffer());
    if (!result.ok) throw new Error(result.refusal);
    expect(result.value).toMatchObject({ width: 1920, height: 1440 });
    expect(await sharp(result.value.thumbnail).metadata()).toMatchObject({ width: 320, height: 240 });
  });

  it("never makes a small picture larger", async () => {
    expect(await preparePicture(await solid(8, 8).webp().toBuffer())).toMatchObject({
      ok: true,
      value: { width: 8, height: 8 },
    });
  });

  it("refuses a picture that ends in the middle", async () => {
    const photo = await solid(2000, 2000).jpeg().toBuffer();
    expect(await preparePicture(photo.subarray(0, photo.length / 2))).toEqual({ ok: false, refusal: "not-an-image" });
  });

  it.each(["", "hello", "<svg xmlns='http://www.w3.org/2000/svg'/>", "\xFF\xD8\xFFgarbage"])(
    "refuses %j",
    async (content) => {
      expect(await preparePicture(Buffer.from(content, "latin1"))).toEqual({ ok: false, refusal: "not-an-image" });
    },
  );

  it("refuses what is larger than 20 MB before looking into it", async () => {
    expect(await preparePicture(Buffer.alloc(largestFile + 1))).toEqual({ ok: false, refusal: "too-large" });
  });

  it("refuses a small file that would unpack to too many pixels", async () => {
    const bomb = await solid(8, 8).png().toBuffer();
    // The header of a PNG: 4 bytes IHDR, width, height, 5 more bytes, then its checksum.
    bomb.writeUInt32BE(20_000, 16);
    bomb.writeUInt32BE(20_000, 20);
    bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29);
    await expect(sharp(bomb, { limitInputPixels: false }).metadata()).resolves.toMatchObject({ width: 20_000 });
    expect(await preparePicture(bomb)).toEqual({ ok: false, refusal: "not-an-image" });
  });
});

describe("looksLikePicture", () => {
  it.each(["jpeg", "png", "gif", "webp", "tiff", "avif"] as const)("knows %s", async (format) => {
    expect(looksLikePicture(await solid(16, 16).toFormat(format).toBuffer())).toBe(true);
  });
});
