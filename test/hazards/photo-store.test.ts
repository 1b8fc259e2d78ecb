import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createMediaFiles } from "../../src/archive/media-files.js";
import { createMediaStore } from "../../src/archive/media-store.prisma.js";
import type { Database } from "../../src/database/database.prisma.js";
import { writeEvidence } from "../../src/hazards/hazard-people.prisma.js";
import { createPhotoStore } from "../../src/hazards/photo-store.prisma.js";
import type { PhotoFacts, PhotoQuery } from "../../src/hazards/photo-store.js";
import { type BuildingCode, type HazardId, type MediaId, newId, type PersonId } from "../../src/shared/ids.js";
import { codeOf } from "../support/builders.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";
import { buildHazardRow } from "../support/hazard-row.js";
import { buildPhoto, cropped, photographed } from "../support/pictures.js";

const now = new Date("2026-11-26T09:00:00+08:00");
const landlord = newId<PersonId>();

describeOnEachDatabase("the store of photos", (open) => {
  let database: Database;
  let folder: string;
  let photo: Buffer;
  beforeAll(async () => {
    database = await open();
    folder = await mkdtemp(join(tmpdir(), "louxin-photos-"));
    photo = await buildPhoto(1);
  });
  afterAll(() => rm(folder, { recursive: true }));
  beforeEach(async () => {
    await emptyDatabase(database);
    for (const serial of [3, 5]) await addBuilding(codeOf(serial));
  });

  const addBuilding = (code: BuildingCode): Promise<unknown> =>
    database.prisma.building.create({
      data: {
        code,
        name: "3栋",
        estate: "",
        address: "",
        community: "",
        street: "",
        grid: code.slice(0, 14),
        lat: 22.58,
        lon: 113.86,
      },
    });
  const store = async (picture: Buffer): Promise<MediaId> => {
    const media = createMediaStore({ database, files: createMediaFiles(folder), clock: { now: () => now } });
    const stored = await media.store(picture, { chat: "g1" });
    if (!stored.ok) throw new Error(stored.refusal);
    return stored.value.id;
  };
  const addCase = async (code: BuildingCode, over: { responsibleId?: PersonId; number?: string } = {}) => {
    const id = newId<HazardId>();
    await database.prisma.hazard.create({
      data: { ...buildHazardRow({ id, buildingCode: code, openedAt: now }), ...over },
    });
    return id;
  };
  const addEvidence = async (mediaId: MediaId, code = codeOf(3), over: Parameters<typeof addCase>[1] = {}) => {
    const hazardId = await addCase(code, over);
    await database.transaction((tx) => writeEvidence(tx, [{ hazardId, mediaId, phase: "before", at: now }]));
    return hazardId;
  };
  const factsOf = async (mediaId: MediaId, over: Partial<PhotoQuery> = {}): Promise<PhotoFacts | undefined> => {
    const query = { mediaIds: [mediaId], buildingCodes: [codeOf(3)], responsibleId: landlord, ...over };
    return (await createPhotoStore(database).findFacts(query)).get(mediaId);
  };

  it("finds the same file wherever it was evidence, and a picture that was none nowhere", async () => {
    const hazardId = await addEvidence(await store(photo), codeOf(5), { number: "0413-7" });
    const again = await store(photo);
    expect((await factsOf(again))?.earlier).toEqual([
      { hazardId, number: "0413-7", phase: "before", addedAt: now, isExact: true },
    ]);
    const talk = await buildPhoto(2);
    await store(talk);
    expect((await factsOf(await store(talk)))?.earlier).toEqual([]);
  });

  it.each<[string, (picture: Buffer) => Promise<Buffer>]>([
    ["sent on with less quality", (picture) => sharp(picture).jpeg({ quality: 60 }).toBuffer()],
    ["made small and coarse", (picture) => sharp(picture).resize(320).jpeg({ quality: 30 }).toBuffer()],
    ["turned into a PNG", (picture) => sharp(picture).resize(700).png().toBuffer()],
    ["10 % brighter", (picture) => sharp(picture).linear(1.1, 0).jpeg().toBuffer()],
    ["10 % darker", (picture) => sharp(picture).linear(0.9, 0).jpeg().toBuffer()],
    ["cut by 3 % on each side", (picture) => cropped(picture, { left: 0.03, top: 0.03, right: 0.03, bottom: 0.03 })],
    ["cut by 3 % in all", (picture) => cropped(picture, { left: 0.015, top: 0.015, right: 0.015, bottom: 0.015 })],
  ])("finds a picture of the building again that was %s", async (_, change) => {
    await addEvidence(await store(photo));
    expect((await factsOf(await store(await change(photo))))?.earlier).toMatchObject([{ isExact: false }]);
  });

  it("finds what looks the same among the cases of the person, not in other buildings", async () => {
    const small = await sharp(photo).resize(400).jpeg().toBuffer();
    await addEvidence(await store(photo), codeOf(5));
    expect((await factsOf(await store(small)))?.earlier).toEqual([]);
    await addEvidence(await store(await sharp(photo).png().toBuffer()), codeOf(5), { responsibleId: landlord });
    expect((await factsOf(await store(small)))?.earlier).toHaveLength(1);
  });

  it("does not take an honest photo of the same angle, or any other, for the old one", async () => {
    await addEvidence(await store(photo));
    const fixed = await buildPhoto(1, { obstacle: false });
    const byHand = await cropped(fixed, { left: 0.04, top: 0.02, right: 0.01 });
    for (const picture of [fixed, byHand, await buildPhoto(2), await buildPhoto(3)])
      expect((await factsOf(await store(picture)))?.earlier).toEqual([]);
  });

  it("does not compare pictures on which there is nothing to see", async () => {
    const wall = (background: string) => sharp({ create: { width: 800, height: 600, channels: 3, background } });
    await addEvidence(await store(await wall("#707070").jpeg().toBuffer()));
    expect((await factsOf(await store(await wall("#727272").jpeg().toBuffer())))?.earlier).toEqual([]);
  });

  it("does not take the pictures asked about for earlier uses of each other", async () => {
    const [one, two] = [await store(photo), await store(photo)];
    await addEvidence(one);
    expect((await factsOf(two, { mediaIds: [one, two] }))?.earlier).toEqual([]);
  });

  it("knows when and how far away a picture was taken, until it is evidence", async () => {
    const camera = { takenAt: "2026:11:23 08:30:00", lat: "22/1 35/1 24/1", lon: "113/1 51/1 36/1" };
    const mediaId = await store(await photographed(photo, camera));
    const facts = await factsOf(mediaId, { buildingCodes: [codeOf(3), codeOf(5)] });
    expect(facts?.takenAt).toEqual(new Date("2026-11-23T08:30:00+08:00"));
    expect([...(facts?.metresFrom.keys() ?? [])].toSorted()).toEqual([codeOf(3), codeOf(5)]);
    expect(facts?.metresFrom.get(codeOf(3))).toBeGreaterThan(900);
    expect(facts?.metresFrom.get(codeOf(3))).toBeLessThan(1700);
    await addEvidence(mediaId);
    expect(await factsOf(mediaId)).toMatchObject({ takenAt: facts?.takenAt, metresFrom: new Map() });
  });

  it("says nothing of pictures that it does not know", async () => {
    expect(await factsOf(newId<MediaId>())).toBeUndefined();
    expect(
      await createPhotoStore(database).findFacts({ mediaIds: [], buildingCodes: [], responsibleId: landlord }),
    ).toEqual(new Map());
  });
});
