import { createHash } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createMediaFiles } from "../../src/archive/media-files.js";
import { createMediaRoutes } from "../../src/archive/media.routes.js";
import { createMediaStore } from "../../src/archive/media-store.prisma.js";
import type { MediaStore } from "../../src/archive/media-store.js";
import type { Database } from "../../src/database/database.prisma.js";
import { type MediaId, newId } from "../../src/shared/ids.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";
import { buildPhoto, photographed } from "../support/pictures.js";

describeOnEachDatabase("media store", (open) => {
  let database: Database;
  let dataDir: string;
  let media: MediaStore;
  let server: Server;
  let base: string;
  const photo = (): Promise<Buffer> =>
    sharp({ create: { width: 640, height: 480, channels: 3, background: "#123456" } })
      .png()
      .toBuffer();

  beforeAll(async () => {
    database = await open();
    dataDir = await mkdtemp(join(tmpdir(), "louxin-media-"));
    const clock = { now: () => new Date("2026-11-26T09:00:00+08:00") };
    media = createMediaStore({ database, files: createMediaFiles(dataDir), clock });
    server = createServer(express().use(createMediaRoutes({ media })));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => emptyDatabase(database));
  afterAll(async () => {
    server.close();
    await rm(dataDir, { recursive: true });
  });

  it("stores a picture that can be had again in both sizes", async () => {
    const stored = await media.store(await photo(), { chat: "g1" });
    if (!stored.ok) throw new Error(stored.refusal);
    expect(stored.value).toMatchObject({ mime: "image/jpeg", width: 640, height: 480 });
    const thumbnail = await media.load(stored.value.id, "thumbnail");
    if (!thumbnail.ok) throw new Error(thumbnail.refusal);
    expect(await sharp(thumbnail.value.bytes).metadata()).toMatchObject({ width: 320, height: 240 });
    const response = await fetch(`${base}/api/media/${stored.value.id}`);
    expect(response.headers.get("content-type")).toBe("image/jpeg");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(await sharp(Buffer.from(await response.arrayBuffer())).metadata()).toMatchObject({ width: 640 });
    expect((await fetch(`${base}/api/media/${stored.value.id}/thumbnail`)).status).toBe(200);
  });

  it("leaves no unfinished file and no row of a broken picture", async () => {
    await media.store(await photo(), { chat: "g1" });
    const files = await readdir(join(dataDir, "media"), { recursive: true });
    expect(files.filter((name) => name.endsWith(".tmp"))).toEqual([]);
    expect(await media.store(Buffer.from("broken"), { chat: "g1" })).toEqual({ ok: false, refusal: "not-an-image" });
    expect(await database.prisma.media.count()).toBe(1);
  });

  it("keeps when and about where the camera took it, and what it is known again by", async () => {
    const camera = { takenAt: "2026:11:25 17:00:00", lat: "22/1 34/1 50/1", lon: "113/1 51/1 33/1" };
    const original = await photographed(await buildPhoto(1), camera);
    const stored = await media.store(original, { chat: "g1" });
    if (!stored.ok) throw new Error(stored.refusal);
    const row = await database.prisma.media.findUniqueOrThrow({ where: { id: stored.value.id } });
    expect(row).toMatchObject({
      originalSha256: createHash("sha256").update(original).digest("hex"),
      takenAt: new Date("2026-11-25T17:00:00+08:00"),
      takenLat: 22.581,
      takenLon: 113.859,
    });
    expect([typeof row.likeness, typeof row.innerLikeness]).toEqual(["bigint", "bigint"]);
    const loaded = await media.load(stored.value.id, "full");
    if (!loaded.ok) throw new Error(loaded.refusal);
    expect((await sharp(loaded.value.bytes).metadata()).exif).toBeUndefined();
  });

  it.each(["2036:01:01 00:00:00", "0000:00:00 00:00:00"])(
    "keeps nothing of a camera that says %s",
    async (takenAtSaid) => {
      const original = await photographed(await buildPhoto(1), { takenAt: takenAtSaid });
      const stored = await media.store(original, { chat: "g1" });
      if (!stored.ok) throw new Error(stored.refusal);
      const { takenAt, takenLat } = await database.prisma.media.findUniqueOrThrow({ where: { id: stored.value.id } });
      expect({ takenAt, takenLat }).toEqual({ takenAt: null, takenLat: null });
    },
  );

  it.each(["x", "..%2F..%2Fetc%2Fpasswd", newId<MediaId>()])("answers 404 for %s", async (id) => {
    const response = await fetch(`${base}/api/media/${id}`);
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
  });
});
