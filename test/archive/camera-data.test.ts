import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { readCameraData } from "../../src/archive/camera-data.js";
import { buildPhoto, type Camera, photographed } from "../support/pictures.js";

describe("readCameraData", () => {
  let photo: Buffer;
  beforeAll(async () => {
    photo = await buildPhoto(1);
  });
  const exifOf = async (camera: Camera): Promise<Buffer> => {
    const { exif } = await sharp(await photographed(photo, camera)).metadata();
    if (!exif) throw new Error("the picture has no EXIF");
    return exif;
  };
  const read = async (camera: Camera) => readCameraData(await exifOf(camera));

  it("reads when and where a phone took the picture", async () => {
    const place = { lat: "22/1 34/1 48/1", lon: "113/1 51/1 36/1" };
    const { takenAt, position } = await read({ takenAt: "2026:11:23 08:30:00", offset: "+08:00", ...place });
    expect(takenAt).toEqual(new Date("2026-11-23T08:30:00+08:00"));
    expect(position?.lat).toBeCloseTo(22.58, 6);
    expect(position?.lon).toBeCloseTo(113.86, 6);
  });

  it("takes a time without an offset for China's, and one with an offset by it", async () => {
    expect(await read({ takenAt: "2026:11:23 08:30:00" })).toEqual({ takenAt: new Date("2026-11-23T08:30:00+08:00") });
    const abroad = await read({ takenAt: "2026:11:23 08:30:00", offset: "+09:00" });
    expect(abroad).toEqual({ takenAt: new Date("2026-11-23T08:30:00+09:00") });
  });

  it.each<[string, Camera]>([
    ["nothing", {}],
    ["a time that is none", { takenAt: "this afternoon" }],
    ["the zeros of a phone that does not know where it is", { lat: "0/1 0/1 0/1", lon: "0/1 0/1 0/1" }],
    ["a latitude alone", { lat: "22/1 34/1 48/1" }],
    ["a place beyond the pole", { lat: "122/1 34/1 48/1", lon: "113/1 51/1 36/1" }],
  ])("leaves out %s", async (_, camera) => {
    expect(await read(camera)).toEqual({});
  });

  it("never throws, wherever the block is cut or changed", async () => {
    const exif = await exifOf({ takenAt: "2026:11:23 08:30:00", lat: "22/1 34/1 48/1", lon: "113/1 51/1 36/1" });
    for (let at = 0; at < exif.length; at += 1) {
      const changed = Buffer.from(exif);
      changed[at] = 0xff;
      expect(() => readCameraData(exif.subarray(0, at))).not.toThrow();
      expect(() => readCameraData(changed)).not.toThrow();
    }
  });
});
