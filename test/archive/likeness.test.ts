import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { likenessOf } from "../../src/archive/likeness.js";
import { buildPhoto } from "../support/pictures.js";

describe("likenessOf", () => {
  it("is two numbers that the database can hold, the same each time", async () => {
    const photo = await buildPhoto(1);
    const likeness = await likenessOf(photo);
    expect(await likenessOf(photo)).toEqual(likeness);
    for (const hash of [likeness?.whole, likeness?.inner]) expect(BigInt.asIntN(64, hash ?? 0n)).toBe(hash);
    expect(likeness?.whole).not.toBe(likeness?.inner);
  });

  it("is nothing for a wall, the dark, and a picture of one pixel", async () => {
    const plain = { create: { width: 320, height: 240, channels: 3, background: "#808080" } } as const;
    const noisy = { create: { ...plain.create, noise: { type: "gaussian", mean: 20, sigma: 12 } } } as const;
    expect(await likenessOf(await sharp(plain).jpeg().toBuffer())).toBeUndefined();
    expect(await likenessOf(await sharp(noisy).jpeg().toBuffer())).toBeUndefined();
    expect(await likenessOf(await sharp(plain).resize(1, 1).jpeg().toBuffer())).toBeUndefined();
  });
});
