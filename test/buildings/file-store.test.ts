import { beforeAll, expect, it } from "vitest";
import type { FileEvent } from "../../src/buildings/building-file.js";
import { createBuildingFileStore } from "../../src/buildings/file-store.prisma.js";
import type { Database } from "../../src/database/database.prisma.js";
import { newId } from "../../src/shared/ids.js";
import { buildBuilding } from "../support/buildings.js";
import { codeOf } from "../support/builders.js";
import { shippedFileRules } from "../support/building-files.js";
import { describeOnEachDatabase } from "../support/database.js";

describeOnEachDatabase("building files", (open) => {
  let database: Database;
  const now = new Date("2026-11-27T10:00:00+08:00");
  const day = (of: number): Date => new Date(`2026-11-${String(of).padStart(2, "0")}T09:00:00+08:00`);

  beforeAll(async () => {
    database = await open();
    const { prisma } = database;
    const { aliases: _, ...building } = buildBuilding(3);
    await prisma.building.create({ data: { ...building, storeys: 7, lat: 22.57, lon: 113.87, createdAt: day(1) } });
    await prisma.buildingAlias.create({ data: { buildingCode: codeOf(3), alias: "兰姐那栋" } });
    await prisma.unit.create({ data: { code: `${codeOf(3)}000001`, buildingCode: codeOf(3), room: "101" } });
    const note = (of: number, value: number) => ({
      id: newId<string>(),
      buildingCode: codeOf(3),
      section: "消防",
      key: "extinguishers",
      value,
      source: "网格员",
      recordedAt: day(of),
    });
    await prisma.buildingFact.createMany({ data: [note(2, 10), note(4, 14)] });
    await prisma.buildingFactEvent.createMany({
      data: [1, 2].map((exits) => ({
        buildingCode: codeOf(3),
        at: day(3),
        source: "导入",
        before: { "fire.exits": exits === 1 ? null : 1 },
        after: { "fire.exits": exits },
      })),
    });
  });
  const store = () => createBuildingFileStore(database, shippedFileRules);

  it("fold the registry, the log and what staff noted into one file", async () => {
    const file = await store().findFile(codeOf(3), now);
    expect(Object.fromEntries([...(file?.facts ?? [])].map(([key, { value }]) => [key, value]))).toMatchObject({
      "basic.name": "3栋",
      "basic.storeys": 7,
      "basic.aliases": ["兰姐那栋"],
      "basic.position": { lat: 22.57, lon: 113.87, datum: "WGS84" },
      "fire.exits": 2,
      "fire.extinguishers": 14,
    });
    expect(file?.facts.get("basic.name")).toMatchObject({ source: "登记", at: day(1) });
    expect(file?.facts.get("fire.extinguishers")).toMatchObject({ source: "网格员", at: day(4) });
    expect(file?.counts).toMatchObject({ "housing.units": 1, "rectification.open_hazards": 0 });
    expect(await store().findFile(codeOf(4), now)).toBeUndefined();
  });

  it("page through the log, newest first, with what stood before", async () => {
    const seen: FileEvent[] = [];
    let cursor: string | undefined;
    do {
      const page = await store().findLog({ code: codeOf(3), limit: 1, ...(cursor === undefined ? {} : { cursor }) });
      if (!page.ok) throw new Error(page.refusal);
      seen.push(...page.value.events);
      cursor = page.value.nextCursor;
    } while (cursor !== undefined);
    expect(seen.map(({ before, after }) => ({ before, after }))).toEqual([
      { before: { "fire.extinguishers": 10 }, after: { "fire.extinguishers": 14 } },
      { before: { "fire.exits": 1 }, after: { "fire.exits": 2 } },
      { before: { "fire.exits": null }, after: { "fire.exits": 1 } },
      { before: { "fire.extinguishers": null }, after: { "fire.extinguishers": 10 } },
    ]);
  });

  it.each(["", "x", "W10", Buffer.from('["never","1"]').toString("base64url"), "a".repeat(300)])(
    "refuse the foreign cursor %j",
    async (cursor) => {
      expect(await store().findLog({ code: codeOf(3), limit: 5, cursor })).toEqual({
        ok: false,
        refusal: "bad-cursor",
      });
    },
  );

  it("refuse to change the log", async () => {
    await expect(database.prisma.buildingFactEvent.deleteMany()).rejects.toThrow("append-only: DELETE refused");
  });
});
