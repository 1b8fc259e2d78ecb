import { beforeAll, beforeEach, expect, it } from "vitest";
import type { BuildingContacts } from "../../src/buildings/directory.js";
import type { Database } from "../../src/database/database.prisma.js";
import { createHazardStore } from "../../src/hazards/hazard-store.prisma.js";
import { parseSlaRules } from "../../src/hazards/sla.js";
import { kindOf, parseTaxonomy } from "../../src/hazards/taxonomy.js";
import type { CaseFiles } from "../../src/notices/case-file.js";
import { createCaseFiles } from "../../src/notices/case-files.prisma.js";
import type { HazardId, PersonId } from "../../src/shared/ids.js";
import { readYaml } from "../../src/shared/read-yaml.js";
import { buildOpening, codeOf } from "../support/builders.js";
import { buildBuilding, people } from "../support/context-builders.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";
import { buildHazardRow } from "../support/hazard-row.js";

const id = "00000000-0000-7000-8000-0000000000aa" as HazardId;
const landlordId = "00000000-0000-7000-8000-0000000000bb" as PersonId;
const workerId = "00000000-0000-7000-8000-0000000000cc" as PersonId;
const now = new Date("2026-11-27T10:00:00+08:00");
const openedAt = new Date("2026-11-26T09:00:00+08:00");
const contacts: BuildingContacts = {
  landlords: [{ ...people.landlord, name: "后来的业主" }],
  heads: [],
  sublandlords: [],
  gridWorkers: [people.worker],
  community: [],
  street: [],
};

const taxonomy = readYaml("templates/rules/hazards.yaml", parseTaxonomy);
const sla = readYaml("templates/rules/sla.yaml", parseSlaRules);
const e01 = kindOf(taxonomy, "E01");
const earlier = { version: "2025-01", kinds: new Map([["E01", { ...e01, demand: "从前的要求" }]]) };
const rules = { taxonomy, sla, earlier: { taxonomies: new Map([["2025-01", earlier]]), slas: new Map() } };

const openFiles = (database: Database): CaseFiles =>
  createCaseFiles({
    database,
    hazards: createHazardStore(database),
    directory: {
      findBuildings: async (codes) => new Map(codes.map((code) => [code, buildBuilding(3)])),
      findContacts: async () => contacts,
      findPeople: async (ids) => new Map(ids.map((one) => [one, one === workerId ? people.worker : people.landlord])),
    },
    rules,
    clock: { now: () => now },
  });

describeOnEachDatabase("createCaseFiles", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await emptyDatabase(database);
    const { aliases: _, ...building } = buildBuilding(3);
    await database.prisma.building.create({ data: building });
  });

  const addHazard = async (
    over: { readonly id?: string; readonly openedOn?: Date; readonly rulesVersion?: string } = {},
  ): Promise<void> => {
    const row = buildHazardRow({ id, buildingCode: codeOf(3), openedAt });
    await database.prisma.hazard.create({ data: { ...row, responsibleId: landlordId, ...over } });
  };
  const addEvent = async (...[seq, kind, at, data = {}]: readonly [number, string, Date, object?]): Promise<void> => {
    await database.prisma.hazardEvent.create({ data: { hazardId: id, seq, kind, at, data } });
  };

  it("draws the file of a case by its id", async () => {
    await addHazard();
    expect(await openFiles(database).find({ hazardId: id })).toMatchObject({
      hazard: { number: "1126-1" },
      kind: { demand: "推到楼外" },
      building: { code: codeOf(3) },
      responsible: { name: "兰姐" },
      worker: { name: "覃工" },
      photos: [],
      drawnAt: now,
    });
  });

  it("asks for what the rules said when the case was opened", async () => {
    await addHazard({ rulesVersion: "2025-01/2025-01" });
    expect(await openFiles(database).find({ hazardId: id })).toMatchObject({ kind: { demand: "从前的要求" } });
  });

  it("finds the newest case with a number in a building", async () => {
    const older = "00000000-0000-7000-8000-0000000000a1";
    await addHazard({ id: older, openedOn: new Date("2025-11-26") });
    await addHazard();
    const files = openFiles(database);
    expect(await files.find({ buildingCode: codeOf(3), number: "1126-1" })).toMatchObject({ hazard: { id } });
    expect(await files.find({ buildingCode: codeOf(4), number: "1126-1" })).toBeUndefined();
  });

  it("knows when the responsible party was last told, what happened, and nothing that was taken back", async () => {
    await addHazard();
    const files = openFiles(database);
    expect(await files.find({ hazardId: id })).not.toHaveProperty("toldAt");
    await addEvent(1, "reported", openedAt);
    await addEvent(2, "notified", openedAt);
    const reassignedAt = new Date("2026-11-27T09:00:00+08:00");
    await addEvent(3, "reassigned", reassignedAt);
    expect(await files.find({ hazardId: id })).toMatchObject({ toldAt: reassignedAt });
    await addEvent(4, "undone", reassignedAt, { undoes: 3 });
    expect(await files.find({ hazardId: id })).toMatchObject({
      toldAt: openedAt,
      steps: [
        { kind: "reported", at: openedAt },
        { kind: "notified", at: openedAt },
      ],
    });
  });

  it("has the referral, who gave it, and what came back", async () => {
    await addHazard();
    const opening = buildOpening();
    await addEvent(1, "reported", openedAt, { opening, dueAt: "2026-11-26T05:00:00.000Z" });
    const referred = { hazardId: id, seq: 2, kind: "referred", at: now, data: { text: "消防" }, actorId: workerId };
    await database.prisma.hazardEvent.create({ data: referred });
    await addEvent(3, "answered", now, { text: "消防大队明天来" });
    expect(await openFiles(database).find({ hazardId: id })).toMatchObject({
      referral: { at: now, reason: "消防", overdueDays: 1, answers: [{ at: now, text: "消防大队明天来" }] },
      referredBy: { name: "覃工" },
    });
  });

  it("has the evidence, that from before first", async () => {
    await addHazard();
    const [before, after] = ["00000000-0000-7000-8000-0000000000d2", "00000000-0000-7000-8000-0000000000d1"];
    await database.prisma.evidence.createMany({
      data: [
        { hazardId: id, mediaId: after, phase: "after", addedAt: openedAt },
        { hazardId: id, mediaId: before, phase: "before", addedAt: now },
      ],
    });
    expect(await openFiles(database).find({ hazardId: id })).toMatchObject({
      photos: [
        { id: before, phase: "before", addedAt: now },
        { id: after, phase: "after", addedAt: openedAt },
      ],
    });
  });

  it("turns to the building's contacts where nobody was told yet", async () => {
    await addHazard();
    await database.prisma.hazard.update({ where: { id }, data: { responsibleId: null } });
    expect(await openFiles(database).find({ hazardId: id })).toMatchObject({ responsible: { name: "后来的业主" } });
  });

  it("does not know a case that is not there", async () => {
    expect(await openFiles(database).find({ hazardId: id })).toBeUndefined();
  });
});
