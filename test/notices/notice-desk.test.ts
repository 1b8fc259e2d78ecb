import { beforeAll, beforeEach, expect, it } from "vitest";
import type { BuildingContacts } from "../../src/buildings/directory.js";
import type { Database } from "../../src/database/database.prisma.js";
import { createHazardStore } from "../../src/hazards/hazard-store.prisma.js";
import { parseSlaRules } from "../../src/hazards/sla.js";
import { kindOf, parseTaxonomy } from "../../src/hazards/taxonomy.js";
import { createNoticeDesk } from "../../src/notices/notice-desk.prisma.js";
import type { NoticeDesk } from "../../src/notices/notice-desk.js";
import type { HazardId, PersonId } from "../../src/shared/ids.js";
import { readYaml } from "../../src/shared/read-yaml.js";
import { codeOf } from "../support/builders.js";
import { buildBuilding, people } from "../support/context-builders.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";
import { buildHazardRow } from "../support/hazard-row.js";

const id = "00000000-0000-7000-8000-0000000000aa" as HazardId;
const landlordId = "00000000-0000-7000-8000-0000000000bb" as PersonId;
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

const openDesk = (database: Database): NoticeDesk =>
  createNoticeDesk({
    database,
    hazards: createHazardStore(database),
    directory: {
      findBuildings: async (codes) => new Map(codes.map((code) => [code, buildBuilding(3)])),
      findContacts: async () => contacts,
      findPeople: async (ids) => new Map(ids.map((one) => [one, people.landlord])),
    },
    rules,
    clock: { now: () => now },
  });

describeOnEachDatabase("createNoticeDesk", (open) => {
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

  it("writes the notice of a case by its id", async () => {
    await addHazard();
    expect(await openDesk(database).noticeOf({ hazardId: id })).toMatchObject({
      ok: true,
      value: {
        caseNumber: "1126-1",
        building: { code: codeOf(3) },
        responsible: { name: "兰姐", role: "业主" },
        workerName: "覃工",
        severityName: "较大",
        demand: "推到楼外",
      },
    });
  });

  it("asks for what the rules said when the case was opened", async () => {
    await addHazard({ rulesVersion: "2025-01/2025-01" });
    expect(await openDesk(database).noticeOf({ hazardId: id })).toMatchObject({ value: { demand: "从前的要求" } });
  });

  it("finds the newest case with a number in a building", async () => {
    const older = "00000000-0000-7000-8000-0000000000a1";
    await addHazard({ id: older, openedOn: new Date("2025-11-26") });
    await addHazard();
    const { noticeOf } = openDesk(database);
    expect(await noticeOf({ buildingCode: codeOf(3), number: "1126-1" })).toMatchObject({ value: { year: "2026" } });
    expect(await noticeOf({ buildingCode: codeOf(4), number: "1126-1" })).toEqual({
      ok: false,
      refusal: "unknown-hazard",
    });
  });

  it("carries the day on which the responsible party was last told, or today's", async () => {
    await addHazard();
    const { noticeOf } = openDesk(database);
    expect(await noticeOf({ hazardId: id })).toMatchObject({ value: { issuedAt: now } });
    await addEvent(1, "reported", openedAt);
    await addEvent(2, "notified", openedAt);
    await addEvent(3, "promised", now);
    expect(await noticeOf({ hazardId: id })).toMatchObject({ value: { issuedAt: openedAt } });
    const reassignedAt = new Date("2026-11-27T09:00:00+08:00");
    await addEvent(4, "reassigned", reassignedAt);
    expect(await noticeOf({ hazardId: id })).toMatchObject({ value: { issuedAt: reassignedAt } });
    await addEvent(5, "undone", reassignedAt, { undoes: 4 });
    expect(await noticeOf({ hazardId: id })).toMatchObject({ value: { issuedAt: openedAt } });
  });

  it("turns to the building's contacts where nobody was told yet", async () => {
    await addHazard();
    await database.prisma.hazard.update({ where: { id }, data: { responsibleId: null } });
    expect(await openDesk(database).noticeOf({ hazardId: id })).toMatchObject({
      value: { responsible: { name: "后来的业主" } },
    });
  });

  it("does not know a case that is not there", async () => {
    expect(await openDesk(database).noticeOf({ hazardId: id })).toEqual({ ok: false, refusal: "unknown-hazard" });
  });
});
