import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Database } from "../../src/database/database.prisma.js";
import { createBuildingOverview } from "../../src/http/building-overview.prisma.js";
import { type HazardState, isClosed } from "../../src/hazards/hazard.js";
import { codeOf } from "../support/builders.js";
import { buildBuilding } from "../support/context-builders.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";

const at = (day: number): Date => new Date(`2026-11-${String(day).padStart(2, "0")}T09:00:00+08:00`);

async function addBuilding(database: Database, serial: number): Promise<void> {
  const { aliases: _, ...building } = buildBuilding(serial);
  await database.prisma.building.create({ data: building });
}

const addStar = async (
  database: Database,
  change: { stage: string; toStar: number | null; effectiveAt?: Date },
): Promise<void> => {
  await database.prisma.starChange.create({
    data: { id: crypto.randomUUID(), buildingCode: codeOf(3), kind: "up", items: [], proposedAt: at(1), ...change },
  });
};

const addHazard = async (database: Database, state: HazardState): Promise<void> => {
  await database.prisma.hazard.create({
    data: {
      id: crypto.randomUUID(),
      number: "1126-1",
      openedOn: at(26),
      communityCode: codeOf(3).slice(0, 12),
      buildingCode: codeOf(3),
      code: "E01",
      severity: "major",
      state,
      closedAt: isClosed({ state }) ? at(26) : null,
      origin: "tenant",
      place: {},
      summary: "楼梯口停了两台电鸡",
      channel: "sandbox",
      account: "louxin-sandbox",
      chat: "g1",
      reporterId: crypto.randomUUID(),
      rulesVersion: "test",
      openedAt: at(26),
      version: 1,
    },
  });
};

describeOnEachDatabase("createBuildingOverview", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(() => emptyDatabase(database));

  it("lists buildings after a code, in order, up to the limit", async () => {
    for (const serial of [5, 2, 9]) await addBuilding(database, serial);
    const { listBuildings } = createBuildingOverview(database);
    expect((await listBuildings({ limit: 2 })).map(({ name }) => name)).toEqual(["2栋", "5栋"]);
    expect((await listBuildings({ after: codeOf(5), limit: 2 })).map(({ name }) => name)).toEqual(["9栋"]);
  });

  it("shows the star of the newest change in effect, not of one on its way", async () => {
    await addBuilding(database, 3);
    await addStar(database, { stage: "effective", toStar: 3, effectiveAt: at(10) });
    await addStar(database, { stage: "effective", toStar: 4, effectiveAt: at(20) });
    await addStar(database, { stage: "notified", toStar: 2 });
    expect(await createBuildingOverview(database).listBuildings({ limit: 1 })).toMatchObject([{ star: 4 }]);
  });

  it("shows no star where the plate was withdrawn or nothing was decided", async () => {
    await addBuilding(database, 3);
    const { listBuildings } = createBuildingOverview(database);
    expect((await listBuildings({ limit: 1 }))[0]).not.toHaveProperty("star");
    await addStar(database, { stage: "effective", toStar: null, effectiveAt: at(20) });
    expect((await listBuildings({ limit: 1 }))[0]).not.toHaveProperty("star");
  });

  it("counts cases that are neither closed nor a false alarm", async () => {
    await addBuilding(database, 3);
    for (const state of ["notified", "awaiting-recheck", "closed", "false-alarm"] as const)
      await addHazard(database, state);
    expect(await createBuildingOverview(database).listBuildings({ limit: 1 })).toMatchObject([{ openHazards: 2 }]);
  });
});
