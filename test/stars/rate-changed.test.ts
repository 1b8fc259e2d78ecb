import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Database, Tx } from "../../src/database/database.prisma.js";
import { newId } from "../../src/shared/ids.js";
import { createRateBuildings } from "../../src/stars/rate-nightly.js";
import { createStarStore } from "../../src/stars/star-store.prisma.js";
import type { StarStore } from "../../src/stars/star-store.js";
import { codeOf } from "../support/builders.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";
import { buildChange, rules } from "./star-builders.js";
import { insertBuilding, insertFact, insertHazard, insertHead, insertMetric, insertPatrol } from "./star-rows.js";

const at = (text: string): Date => new Date(`${text}+08:00`);
const longAgo = at("2026-01-05T10:00:00");

describeOnEachDatabase("rating what changed", (open) => {
  let database: Database;
  let store: StarStore<Tx>;
  let now = at("2026-11-26T02:00:00");
  const clock = { now: () => now };
  const rate = () => createRateBuildings({ store, rules, clock });
  const changed = async (since = at("2026-11-26T01:00:00")): Promise<readonly number[]> =>
    (await store.listChangedCodes({ since, now })).map((code) => Number(code.slice(14)));

  beforeAll(async () => {
    database = await open();
    store = createStarStore(database);
  });
  beforeEach(async () => {
    now = at("2026-11-26T02:00:00");
    await emptyDatabase(database);
    for (const serial of [3, 4, 5]) await insertBuilding(database, serial);
    await database.prisma.metric.updateMany({ data: { recordedAt: longAgo } });
    await rate()();
    now = at("2026-11-27T02:00:00");
  });

  it("is nothing where nothing happened", async () => {
    expect(await changed()).toEqual([]);
    expect(await rate()({ kind: "changed", since: at("2026-11-26T01:00:00") })).toMatchObject({ rated: 0 });
  });

  it.each([
    ["a case went on", () => insertHazard(database, 4, { events: [{ kind: "fixed", at: "2026-11-26T10:00:00" }] })],
    [
      "a fact was entered",
      () => insertFact(database, 4, { key: "street_check", value: true, at: "2026-11-26T10:00:00" }),
    ],
    [
      "a value was measured, for whatever day",
      () => insertMetric(database, 4, { day: "2026-10-01", declared_rate: 0.9 }),
    ],
    [
      "the day of a value has come",
      async () => {
        await insertMetric(database, 4, { day: "2026-11-27", declared_rate: 0.9 });
        await database.prisma.metric.updateMany({ data: { recordedAt: longAgo } });
      },
    ],
    [
      "a head was verified",
      async () => {
        await insertHead(database, 4);
        await database.prisma.role.updateMany({ data: { verifiedAt: at("2026-11-26T10:00:00") } });
      },
    ],
    [
      "a star took effect",
      () =>
        database.transaction((tx) =>
          store.insertChange(
            tx,
            buildChange({
              id: newId(),
              buildingCode: codeOf(4),
              stage: "effective",
              effectiveAt: at("2026-11-26T10:00:00"),
            }),
          ),
        ),
    ],
    ["somebody of the house logged a patrol", () => insertPatrol(database, 4, { day: "2026-11-26" })],
  ])("is the building where %s", async (...[, happen]) => {
    await database.prisma.starChange.deleteMany();
    await happen();
    expect(await changed()).toEqual([4]);
  });

  it("is a new building, and one whose day has come", async () => {
    await insertBuilding(database, 6);
    await database.prisma.metric.updateMany({ data: { recordedAt: longAgo } });
    expect(await changed()).toEqual([6]);
    await insertHazard(database, 5, {
      events: [{ kind: "notified", at: "2026-11-26T10:00:00" }],
      dueAt: at("2026-11-28T18:00:00"),
    });
    expect(await rate()({ kind: "changed", since: at("2026-11-26T01:00:00") })).toMatchObject({ rated: 2 });
    for (const [day, serials] of [
      ["2026-11-28", []],
      ["2026-11-29", [5]],
    ] as const) {
      now = at(`${day}T02:00:00`);
      expect(await changed(now)).toEqual(serials);
    }
    const run = await rate()({ kind: "changed", since: now });
    expect(run.rated).toBe(1);
    expect((await store.latestRating(codeOf(5)))?.caps).toEqual([{ maxStar: 3, words: "有较大隐患逾期" }]);
    now = at("2026-11-30T02:00:00");
    expect(await changed(now)).toEqual([5]);
  });

  it("is no building that only staff patrolled, and none by what follows from a star", async () => {
    await insertPatrol(database, 4, { day: "2026-11-26", side: "staff" });
    const grantedAt = at("2026-11-26T10:00:00");
    const row = { id: newId(), buildingCode: codeOf(5), kind: "interview", grantedAt, changeId: newId() };
    await database.prisma.incentive.create({ data: row });
    expect(await changed()).toEqual([]);
    expect((await store.loadFacts([codeOf(5)], "2026-11-27"))[0]?.findings).toEqual([]);
  });

  it("is a building whose log of patrols begins to count, and one of whose days leaves the last thirty", async () => {
    const patrolled = async (day: string): Promise<void> => {
      await insertPatrol(database, 4, { day });
      now = new Date(at(`${day}T02:00:00`).getTime() + 86_400_000);
      await rate()({ kind: "changed", since: at(`${day}T01:00:00`) });
    };
    const dueOn = async (): Promise<string | undefined> =>
      (await database.prisma.ratingState.findUnique({ where: { buildingCode: codeOf(4) } }))?.dueOn
        ?.toISOString()
        .slice(0, 10);
    const lost = async (): Promise<readonly string[] | undefined> =>
      (await store.latestRating(codeOf(4)))?.costs.filter((cost) => cost.includes("巡查"));
    await patrolled("2026-11-26");
    for (const day of ["2026-12-18", "2026-12-19", "2026-12-20", "2026-12-21"]) await patrolled(day);
    expect([await lost(), await dueOn()]).toEqual([[], "2026-12-26"]);
    now = at("2026-12-26T02:00:00");
    expect(await changed(now)).toEqual([4]);
    await rate()({ kind: "changed", since: now });
    expect([await lost(), await dueOn()]).toEqual([["楼栋长巡查和门禁:扣6分(楼栋长每月巡查登记4天)"], "2027-01-17"]);
    await insertPatrol(database, 4, { day: "2026-12-25" });
    await rate()({ kind: "changed", since: at("2026-12-25T01:00:00") });
    expect(await lost()).toEqual(["楼栋长巡查和门禁:扣4分(楼栋长每月巡查登记5天)"]);
    now = at("2027-01-17T02:00:00");
    expect(await changed(now)).toEqual([4]);
    await rate()({ kind: "changed", since: now });
    expect(await lost()).toEqual(["楼栋长巡查和门禁:扣6分(楼栋长每月巡查登记4天)"]);
  });

  it("comes to the same as rating all", async () => {
    await insertHazard(database, 3, {
      origin: "inspection",
      events: [{ kind: "notified", at: "2026-11-26T12:00:00" }],
    });
    await insertHazard(database, 4, {
      closedAt: at("2026-11-26T14:00:00"),
      state: "closed",
      events: [{ kind: "passed", at: "2026-11-26T14:00:00" }],
    });
    await rate()({ kind: "changed", since: at("2026-11-26T01:00:00") });
    const states = () => database.prisma.ratingState.findMany({ orderBy: { buildingCode: "asc" } });
    const before = await states();
    await rate()();
    expect(await states()).toEqual(before);
    expect(await database.prisma.starRating.count()).toBe(5);
  });
});
