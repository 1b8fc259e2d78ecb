import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Database, Tx } from "../../src/database/database.prisma.js";
import type { PlateToken } from "../../src/plates/plate-key.js";
import type { PlateStore } from "../../src/plates/plate-store.js";
import { createPlateStore } from "../../src/plates/plate-store.prisma.js";
import { newId, type PersonId } from "../../src/shared/ids.js";
import type { StarChange } from "../../src/stars/star-change.js";
import { scoreBuilding } from "../../src/stars/rate-building.js";
import { createStarStore } from "../../src/stars/star-store.prisma.js";
import type { StarStore } from "../../src/stars/star-store.js";
import { buildChange, buildFacts, rules } from "../stars/star-builders.js";
import { insertBuilding, insertHazard, insertHead } from "../stars/star-rows.js";
import { codeOf } from "../support/builders.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";

const at = (text: string): Date => new Date(`${text}+08:00`);
const now = at("2026-11-27T10:00:00");

describeOnEachDatabase("plate store", (open) => {
  let database: Database;
  let plates: PlateStore;
  let stars: StarStore<Tx>;
  beforeAll(async () => {
    database = await open();
    plates = createPlateStore(database);
    stars = createStarStore(database);
  });
  beforeEach(async () => {
    await emptyDatabase(database);
    for (const serial of [3, 4]) await insertBuilding(database, serial);
  });

  const keyOf3 = async () => {
    const key = await plates.keyOf(codeOf(3), now);
    if (!key) throw new Error("no key");
    return key;
  };
  const find = async () => {
    const file = await plates.findPlate((await keyOf3()).token, now);
    if (!file) throw new Error("no plate");
    return file;
  };
  const take = (over: Partial<StarChange>): Promise<boolean> =>
    stars.transaction((tx) => stars.insertChange(tx, buildChange({ id: newId(), stage: "effective", ...over })));
  const rate = (asOf: string, points: Partial<Parameters<typeof buildFacts>[0]>): Promise<void> =>
    stars.saveRatings([{ rating: scoreBuilding(buildFacts(points), rules, asOf) }], at(`${asOf}T02:00:00`));

  it("makes a key when it is first asked for, and keeps it", async () => {
    expect(await database.prisma.plateToken.count()).toBe(0);
    const key = await keyOf3();
    expect(await keyOf3()).toEqual(key);
    expect(await plates.keyOf(codeOf(9), now)).toBeUndefined();
    expect(await database.prisma.plateToken.count()).toBe(1);
  });

  it("knows no plate by a token that was never given or was replaced", async () => {
    const old = await keyOf3();
    const fresh = await plates.renewKey(codeOf(3), now);
    expect(fresh?.token).not.toBe(old.token);
    expect(fresh?.shortCode).not.toBe(old.shortCode);
    expect(await plates.findPlate(old.token, now)).toBeUndefined();
    expect((await plates.findPlate(fresh?.token ?? old.token, now))?.shortCode).toBe(fresh?.shortCode);
    expect(await plates.findPlate("AAAAAAAAAAAAAAAAAAAAAA" as PlateToken, now)).toBeUndefined();
    expect(await plates.renewKey(codeOf(9), now)).toBeUndefined();
    expect(await plates.renewKey(codeOf(4), now)).toBeDefined();
  });

  it("finds a building that was never rated", async () => {
    expect(await find()).toEqual({
      building: {
        code: codeOf(3),
        name: "3栋",
        estate: "华侨新村",
        address: "华侨新村3栋",
        street: "西乡街道",
        community: "麻布社区",
      },
      shortCode: (await keyOf3()).shortCode,
      isUnderObjection: false,
      headNames: [],
      openHazards: 0,
    });
  });

  it("finds the star in force, not one on its way, and the points that it was given for", async () => {
    await rate("2026-03-01", { hasStreetCheck: false });
    await rate("2026-06-01", { metrics: { archiveCompleteness: 1, declaredRate: 0.8, patrolDays: 25 } });
    await rate("2026-11-01", {});
    const plate = { toStar: 4, effectiveAt: at("2026-07-01T00:00:00"), plateNumber: "4-260701" };
    await take({ kind: "first", fromStar: null, toStar: 5, effectiveAt: at("2026-04-01T10:00:00"), plateNumber: "5" });
    await take(plate);
    await take({ stage: "notified", toStar: 2, noticeAt: now });
    const { standing, rating } = await find();
    expect(standing).toEqual({ star: 4, effectiveAt: plate.effectiveAt, plateNumber: "4-260701" });
    expect(rating?.asOf).toBe("2026-06-01");
    expect(rating?.categories).toMatchObject([
      { name: "安全宜居", points: 40 },
      { name: "管理规范", points: 17, max: 25 },
      { name: "诚实守信" },
      { name: "文明卫生" },
    ]);
  });

  it("takes the first rating after the star where none is older, and none of the plate that was withdrawn", async () => {
    await take({ kind: "first", toStar: 4, effectiveAt: at("2026-02-01T10:00:00"), plateNumber: "old" });
    await take({ kind: "withdrawn", toStar: null, effectiveAt: at("2026-02-02T10:00:00") });
    await rate("2026-03-01", { hasStreetCheck: false });
    await rate("2026-11-01", {});
    const { standing, rating } = await find();
    expect(standing).toEqual({ star: null, effectiveAt: at("2026-02-02T10:00:00") });
    expect(rating?.asOf).toBe("2026-03-01");
  });

  it("finds verified heads, open hazards and whether an objection is filed, of this building only", async () => {
    for (const serial of [3, 4]) await insertHead(database, serial);
    const { id: personId } = await database.prisma.person.create({ data: { id: newId(), name: "自称的" } });
    await database.prisma.role.create({ data: { id: newId(), personId, kind: "head", buildingCode: codeOf(3) } });
    await insertHazard(database, 3);
    await insertHazard(database, 3, { closedAt: now, state: "closed" });
    await insertHazard(database, 4);
    const change = buildChange({ stage: "notified" });
    await stars.transaction((tx) => stars.insertChange(tx, change));
    expect(await find()).toMatchObject({ headNames: ["楼栋长"], openHazards: 1, isUnderObjection: false });
    const appeal = {
      id: newId(),
      changeId: change.id,
      ordinal: 1,
      personId: newId<PersonId>(),
      text: "x",
      level: "community",
      filedAt: now,
      answerBy: now,
    } as const;
    await stars.transaction((tx) => stars.saveAppeal(tx, { ...appeal, state: "filed" }));
    expect((await find()).isUnderObjection).toBe(true);
    await stars.transaction((tx) => stars.saveAppeal(tx, { ...appeal, state: "rejected", decidedAt: now }));
    expect((await find()).isUnderObjection).toBe(false);
  });

  it("lists the buildings of an area in order, each with a key and the star in force", async () => {
    await take({ buildingCode: codeOf(4), toStar: 4, effectiveAt: at("2026-07-01T00:00:00"), plateNumber: "p4" });
    const [first, ...more] = await plates.listKeyed({ area: "440306018", after: "", limit: 1, now });
    expect(more).toEqual([]);
    expect(first).toMatchObject({ building: { code: codeOf(3) }, key: await keyOf3() });
    expect(first).not.toHaveProperty("standing");
    expect(await plates.listKeyed({ area: "440306018", after: codeOf(3), limit: 5, now })).toMatchObject([
      { building: { name: "4栋" }, standing: { star: 4, plateNumber: "p4" } },
    ]);
    expect(await plates.listKeyed({ area: "440306019", after: "", limit: 5, now })).toEqual([]);
  });
});
