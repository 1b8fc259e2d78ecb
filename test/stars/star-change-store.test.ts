import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Database, Tx } from "../../src/database/database.prisma.js";
import { type MediaId, newId, type PersonId } from "../../src/shared/ids.js";
import { saveAppealProofs } from "../../src/stars/appeal-rows.prisma.js";
import { fileObjection } from "../../src/stars/appeal.js";
import { confirmChange } from "../../src/stars/review-change.js";
import { createStarStore } from "../../src/stars/star-store.prisma.js";
import { StaleStarChangeError, type StarStore } from "../../src/stars/star-store.js";
import { codeOf } from "../support/builders.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";
import { buildChange, rules, staff, today } from "./star-builders.js";
import { insertBuilding } from "./star-rows.js";

const at = (text: string): Date => new Date(`${text}+08:00`);
const now = at("2026-11-26T10:00:00");

describeOnEachDatabase("the changes and objections of the star store", (open) => {
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

  const insert = (over: Parameters<typeof buildChange>[0] = {}) =>
    store.transaction((tx) => store.insertChange(tx, buildChange(over)));
  const isHeld = async () => (await store.loadFacts([codeOf(3)], today))[0]?.hasPendingAppeal;

  it("takes the newest change in effect as the star in force", async () => {
    await insert({
      id: newId(),
      kind: "first",
      fromStar: null,
      toStar: 3,
      stage: "effective",
      effectiveAt: at("2026-01-05T10:00:00"),
    });
    await insert({
      id: newId(),
      kind: "up",
      fromStar: 3,
      toStar: 4,
      stage: "effective",
      effectiveAt: at("2026-04-05T10:00:00"),
    });
    await insert({
      id: newId(),
      kind: "withdrawn",
      fromStar: 4,
      toStar: null,
      stage: "effective",
      effectiveAt: at("2026-08-05T10:00:00"),
    });
    await insert({
      id: newId(),
      kind: "restored",
      fromStar: null,
      toStar: 3,
      stage: "notified",
      effectiveAt: at("2026-11-05T10:00:00"),
    });
    expect(await store.findCurrent([codeOf(3), codeOf(4)])).toEqual(
      new Map([[codeOf(3), { star: null, since: expect.any(Date), raisedAt: at("2026-04-05T10:00:00") }]]),
    );
  });

  it("keeps a change as it is, and one on its way a building", async () => {
    expect(await insert()).toBe(true);
    expect(await insert({ id: newId() })).toBe(false);
    expect(await store.findChange(buildChange().id)).toEqual(buildChange());
    expect(await store.findOpenChange(codeOf(3))).toEqual(buildChange());
    expect((await store.findOpenChanges([codeOf(3), codeOf(4)])).size).toBe(1);
    expect([...(await store.findOpenChanges([codeOf(4), codeOf(3)])).values()]).toHaveLength(1);
    expect(await store.findProposals({ areas: [codeOf(3).slice(0, 14)], limit: 5 })).toEqual([buildChange()]);
    expect(await store.findProposals({ areas: ["440305"], limit: 5 })).toEqual([]);
    expect(await store.findUntold([codeOf(3).slice(0, 9)])).toEqual([]);
  });

  it("moves a change on, but not one that is over", async () => {
    await insert();
    const moved = buildChange({
      stage: "effective",
      confirmedAt: at("2026-11-26T10:00:00"),
      effectiveAt: at("2026-11-26T10:00:00"),
    });
    await store.transaction((tx) => store.updateChange(tx, moved));
    expect(await store.findChange(moved.id)).toEqual({ ...moved, version: 1 });
    expect(await store.findOpenChange(codeOf(3))).toBeUndefined();
    await expect(store.transaction((tx) => store.updateChange(tx, moved))).rejects.toThrow(StaleStarChangeError);
  });

  it("refuses to write over what somebody else wrote meanwhile", async () => {
    await insert();
    const agreed = confirmChange(buildChange(), { actor: staff.grid_worker[0], staff, now, rules });
    if (!agreed.ok) throw new Error("not agreed");
    await store.transaction((tx) => store.updateChange(tx, agreed.value.change));
    await expect(store.transaction((tx) => store.updateChange(tx, agreed.value.change))).rejects.toThrow(
      StaleStarChangeError,
    );
    expect(await store.findChange(buildChange().id)).toMatchObject({
      version: 1,
      stage: "proposed",
      steps: [{ kind: "agreed", at: now, by: staff.grid_worker[0], level: "grid_worker" }],
    });
  });

  it("lists the oldest proposals of each grid, and first those that are furthest on their way", async () => {
    await insert();
    const second = buildChange({
      id: newId(),
      buildingCode: codeOf(4),
      steps: [{ kind: "agreed", at: now, level: "grid_worker" }],
      proposedAt: at("2026-11-26T10:00:00"),
    });
    await insert(second);
    const ids = (found: readonly { readonly id: string }[]) => found.map(({ id }) => id);
    expect(ids(await store.findProposals({ areas: ["440306"], limit: 5 }))).toEqual([second.id, buildChange().id]);
    expect(ids(await store.findProposals({ areas: ["440306"], limit: 1 }))).toEqual([second.id]);
    expect(ids(await store.findProposalsPerGrid(1))).toEqual([buildChange().id, second.id]);
  });

  it("finds the changes of which the owner could not be told", async () => {
    await insert({ stage: "confirmed", confirmedAt: now });
    expect(await store.findUntold([codeOf(3).slice(0, 12)])).toHaveLength(1);
  });

  it("keeps an objection with its proofs, holds the change by it, and counts it", async () => {
    const notified = buildChange({
      stage: "notified",
      noticeAt: at("2026-11-26T09:00:00"),
      hearingUntil: at("2026-12-04T00:00:00"),
    });
    await insert(notified);
    expect((await store.countAppeals([notified.id])).get(notified.id)).toEqual({ ofBuilding: 0, ofChange: 0 });
    const filed = fileObjection(notified, {
      personId: newId<PersonId>(),
      text: "换过了",
      now: at("2026-12-01T10:00:00"),
      earlier: { ofBuilding: 0, ofChange: 0 },
      rules,
    });
    if (!filed.ok) throw new Error("not filed");
    const { change, appeal } = filed.value;
    const mediaId = newId<MediaId>();
    await store.transaction(async (tx) => {
      await store.updateChange(tx, change);
      await store.saveAppeal(tx, appeal);
      for (const _ of ["once", "again"])
        await saveAppealProofs(tx, [{ appealId: appeal.id, mediaId, at: at("2026-12-01T10:00:00") }]);
    });
    const found = { appeal, change: { ...change, version: 1 }, proofs: [mediaId] };
    expect(await store.findAppeal(appeal.id)).toEqual(found);
    expect(await store.findFiledAppeals(["440306018003"])).toEqual([found]);
    expect(await store.findFiledAppeals(["440305"])).toEqual([]);
    expect(await store.findChange(notified.id)).toMatchObject({ hasPendingAppeal: true, hearingText: "换过了" });
    expect(await isHeld()).toBe(true);
    expect((await store.countAppeals([notified.id])).get(notified.id)).toEqual({ ofBuilding: 1, ofChange: 1 });
    const rejected = { ...appeal, state: "rejected" as const, decidedAt: at("2026-12-02T10:00:00"), result: "没换" };
    await store.transaction((tx) => store.saveAppeal(tx, rejected));
    expect((await store.findAppeal(appeal.id))?.appeal).toEqual(rejected);
    expect(await store.findFiledAppeals(["440306018003"])).toEqual([]);
    expect(await isHeld()).toBe(false);
  });
});
