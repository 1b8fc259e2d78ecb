import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Database, Tx } from "../../src/database/database.prisma.js";
import { newId } from "../../src/shared/ids.js";
import { scoreBuilding } from "../../src/stars/rate-building.js";
import { createStarStore } from "../../src/stars/star-store.prisma.js";
import type { StarStore } from "../../src/stars/star-store.js";
import { codeOf } from "../support/builders.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";
import { buildFacts, rules, today } from "./star-builders.js";
import { insertBuilding, insertFact, insertHazard, insertHead, insertMetric } from "./star-rows.js";

const at = (text: string): Date => new Date(`${text}+08:00`);

describeOnEachDatabase("star store", (open) => {
  let database: Database;
  let store: StarStore<Tx>;

  beforeAll(async () => {
    database = await open();
    store = createStarStore(database);
  });
  beforeEach(async () => {
    await emptyDatabase(database);
    await insertBuilding(database, 3);
    await insertBuilding(database, 4);
  });

  const facts = async () => {
    const [found] = await store.loadFacts([codeOf(3)], today);
    if (!found) throw new Error("no facts");
    return found;
  };

  it("loads the newest metric up to the day, under the rules' names", async () => {
    await insertMetric(database, 3, { declared_rate: 0.9, day: "2026-11-20" });
    await insertMetric(database, 3, { declared_rate: 0.1, day: "2026-11-27" });
    expect((await facts()).metrics).toEqual({ archiveCompleteness: 1, declaredRate: 0.9, patrolDays: 25 });
  });

  it("loads facts of several buildings at once, leaving out codes that it does not know", async () => {
    const found = await store.loadFacts([codeOf(9), codeOf(4), codeOf(3)], today);
    expect(found.map((one) => one.buildingCode)).toEqual([codeOf(3), codeOf(4)]);
    expect(found[0]).toMatchObject({
      hazards: [],
      vetoes: [],
      findings: [],
      hasTrainedHead: false,
      hasPendingAppeal: false,
      knownSince: "2025-01-01",
    });
  });

  it("takes a head as trained only with a verified role and the fact of the training", async () => {
    await insertFact(database, 3, { key: "head_trained", value: true });
    expect((await facts()).hasTrainedHead).toBe(false);
    await insertHead(database, 3);
    expect((await facts()).hasTrainedHead).toBe(true);
    await insertFact(database, 3, { key: "head_trained", value: false, at: "2026-11-10T10:00:00" });
    expect((await facts()).hasTrainedHead).toBe(false);
  });

  it("loads street check, vetoes, findings and incentives; what was recorded later does not count yet", async () => {
    await insertFact(database, 3, { key: "street_check", value: true });
    await insertFact(database, 3, { key: "veto", value: { id: "V4" }, at: "2026-11-03T10:00:00" });
    await insertFact(database, 3, {
      key: "veto",
      value: { id: "V4", clearedOn: "2026-11-20" },
      at: "2026-11-20T10:00:00",
    });
    await insertFact(database, 3, { key: "veto", value: { id: "V1" }, at: "2026-11-27T00:00:00" });
    await insertFact(database, 3, { key: "veto", value: { id: "V2" }, recordedBy: null });
    await insertFact(database, 3, { key: "finding", value: { kind: "fake-fix" }, at: "2026-11-04T23:30:00" });
    await database.prisma.incentive.create({
      data: {
        id: newId(),
        buildingCode: codeOf(3),
        kind: "good-deed",
        points: 1,
        grantedAt: at("2026-11-05T10:00:00"),
      },
    });
    expect(await facts()).toMatchObject({
      hasStreetCheck: true,
      vetoes: [{ id: "V4", confirmedOn: "2026-11-03", clearedOn: "2026-11-20" }],
      findings: [
        { kind: "fake-fix", foundOn: "2026-11-04" },
        { kind: "good-deed", foundOn: "2026-11-05" },
      ],
    });
  });

  it("names building and key of a fact that it cannot read", async () => {
    await insertFact(database, 3, { key: "veto", value: "V4" });
    await expect(facts()).rejects.toThrow(new RegExp(`${codeOf(3)}, fact veto`, "u"));
  });

  it("loads hazards without emergencies, with the fix that still counts and whether staff looked", async () => {
    await insertHazard(database, 3, { severity: "emergency", code: "X01" });
    const plain = await insertHazard(database, 3);
    const fixed = await insertHazard(database, 3, { events: [{ kind: "fixed", at: "2026-11-22T10:00:00" }] });
    const sentBack = await insertHazard(database, 3, {
      events: [
        { kind: "fixed", at: "2026-11-22T10:00:00" },
        { kind: "returned", at: "2026-11-22T15:00:00" },
      ],
    });
    const patrol = await insertHazard(database, 3, { origin: "inspection" });
    const { hazards } = await facts();
    const seen = new Map(hazards.map((hazard) => [hazard.id, hazard]));
    expect(seen.size).toBe(4);
    expect(seen.get(plain)).toMatchObject({
      code: "E04",
      severity: "major",
      openedOn: "2026-11-20",
      isConfirmed: false,
      dueAt: at("2026-11-23T18:00:00"),
    });
    expect(seen.get(fixed)?.fixedAt).toEqual(at("2026-11-22T10:00:00"));
    expect(seen.get(sentBack)).toMatchObject({ isConfirmed: true });
    expect(seen.get(sentBack)?.fixedAt).toBeUndefined();
    expect(seen.get(patrol)?.isConfirmed).toBe(true);
  });

  it("keeps one rating a building and day and finds the newest", async () => {
    const rating = (asOf: string, over = {}) => ({ ...scoreBuilding(buildFacts(over), rules, asOf) });
    const first = rating("2026-11-25");
    await store.saveRatings([{ rating: first }], at("2026-11-25T02:00:00"));
    await store.saveRatings([{ rating: rating(today), dueOn: "2026-12-01" }], at("2026-11-26T02:00:00"));
    expect(await database.prisma.starRating.count()).toBe(1);
    const again = rating(today, { hasStreetCheck: false });
    await store.saveRatings([{ rating: again }], at("2026-11-26T03:00:00"));
    await store.saveRatings([{ rating: again }], at("2026-11-26T04:00:00"));
    expect(await store.latestRating(codeOf(3))).toEqual({
      ...again,
      items: [],
      gates: [{ star: 5, words: "街道上门核查过", isMet: false }],
    });
    expect(await database.prisma.starRating.count()).toBe(2);
    expect(await store.latestRating(codeOf(4))).toBeUndefined();
  });

  it("goes through all codes in order", async () => {
    expect(await store.listCodes("", 1)).toEqual([codeOf(3)]);
    expect(await store.listCodes(codeOf(3), 10)).toEqual([codeOf(4)]);
    expect(await store.listCodes(codeOf(4), 10)).toEqual([]);
  });
});
