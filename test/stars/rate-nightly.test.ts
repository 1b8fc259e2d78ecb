import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Database, Tx } from "../../src/database/database.prisma.js";
import { newId, type PersonId } from "../../src/shared/ids.js";
import { nextStarStep } from "../../src/stars/next-star-step.js";
import type { StarStep } from "../../src/stars/advance-change.js";
import { confirmChange, declineChange } from "../../src/stars/review-change.js";
import { createRateBuildings, type RatingNews, type RatingScope } from "../../src/stars/rate-nightly.js";
import type { StarChange } from "../../src/stars/star-change.js";
import { createStarStore } from "../../src/stars/star-store.prisma.js";
import type { StarStore } from "../../src/stars/star-store.js";
import { codeOf } from "../support/builders.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";
import { buildChange, rules, workerOnly } from "./star-builders.js";
import { insertBuilding, insertHazard } from "./star-rows.js";

const at = (text: string): Date => new Date(`${text}+08:00`);

describeOnEachDatabase("nightly rating", (open) => {
  let database: Database;
  let store: StarStore<Tx>;
  let now = at("2026-11-26T02:00:00");
  const clock = { now: () => now };

  beforeAll(async () => {
    database = await open();
    store = createStarStore(database);
  });
  beforeEach(async () => {
    now = at("2026-11-26T02:00:00");
    await emptyDatabase(database);
    await insertBuilding(database, 3);
    await insertBuilding(database, 4);
    await putInForce(4);
  });

  const putInForce = (star: number) =>
    store.transaction((tx) =>
      store.insertChange(
        tx,
        buildChange({
          id: newId(),
          kind: "first",
          fromStar: null,
          toStar: star,
          stage: "effective",
          effectiveAt: at("2026-01-05T10:00:00"),
        }),
      ),
    );
  const rate = createRateBuildingsOf();
  function createRateBuildingsOf() {
    return async (scope: RatingScope = { kind: "some", codes: [codeOf(3)] }) => {
      const proposals: StarChange[] = [];
      const announce = async (_: Tx, news: RatingNews) => void proposals.push(...news.proposals);
      const run = await createRateBuildings({ store, rules, clock, announce })(scope);
      expect(run.proposed).toBe(proposals.length);
      return { ...run, proposals };
    };
  }
  const byWorker = () => {
    const actor = newId<PersonId>();
    return { actor, staff: { ...workerOnly, grid_worker: [actor] } };
  };
  const confirm = async (change: StarChange): Promise<StarStep> => {
    const step = confirmChange(change, { ...byWorker(), now, rules });
    if (!step.ok) throw new Error(step.refusal);
    await store.transaction((tx) => store.updateChange(tx, step.value.change));
    return step.value;
  };
  const advance = async (): Promise<readonly string[]> => {
    const change = await store.findOpenChange(codeOf(3));
    const step = change && (await nextStarStep({ store, rules }, change, now));
    if (!step) return [];
    await store.transaction((tx) => store.updateChange(tx, step.change));
    return step.lines.map((line) => line.kind);
  };

  it("rates all buildings, stores the ratings and proposes a first star where there is none", async () => {
    const run = await rate({ kind: "all" });
    expect(run.rated).toBe(2);
    expect(run.proposals.map(({ buildingCode, kind, toStar }) => [buildingCode, kind, toStar])).toEqual([
      [codeOf(4), "first", 4],
    ]);
    expect((await store.latestRating(codeOf(3)))?.star).toBe(4);
    expect(await store.findOpenChange(codeOf(4))).toEqual(run.proposals[0]);
  });

  it("proposes a fall once, whatever how often it runs, and leaves the star as it is", async () => {
    await insertHazard(database, 3);
    const first = await rate();
    expect(first.proposals).toMatchObject([{ kind: "down", fromStar: 4, toStar: 3 }]);
    expect((await rate()).proposals).toEqual([]);
    now = at("2026-11-27T02:00:00");
    expect((await rate()).proposals).toEqual([]);
    expect((await store.findCurrent([codeOf(3)])).get(codeOf(3))?.star).toBe(4);
  });

  it("does not propose again what people declined, until it has rested or become worse", async () => {
    await insertHazard(database, 3);
    const [proposal] = (await rate()).proposals;
    const declined = proposal && declineChange(proposal, { ...byWorker(), now, rules, why: "现场看过" });
    if (!declined?.ok) throw new Error("not declined");
    await store.transaction((tx) => store.updateChange(tx, declined.value));
    expect((await store.findDeclined([codeOf(3), codeOf(4)])).get(codeOf(3))).toEqual({
      kind: "down",
      toStar: 3,
      declinedAt: now,
    });
    now = at("2026-12-25T02:00:00");
    expect((await rate()).proposals).toEqual([]);
    expect(await store.listChangedCodes({ since: now, now: at("2026-12-26T02:00:00") })).toContain(codeOf(3));
    now = at("2026-12-26T02:00:00");
    expect((await rate()).proposals).toMatchObject([{ kind: "down", toStar: 3 }]);
  });

  it("proposes at once what became worse than what people declined", async () => {
    await insertHazard(database, 3);
    const [proposal] = (await rate()).proposals;
    const declined = proposal && declineChange(proposal, { ...byWorker(), now, rules, why: "" });
    if (!declined?.ok) throw new Error("not declined");
    await store.transaction((tx) => store.updateChange(tx, declined.value));
    await insertHazard(database, 3, { code: "H01", severity: "minor" });
    now = at("2026-11-27T02:00:00");
    expect((await rate()).proposals).toMatchObject([{ kind: "down", fromStar: 4, toStar: 2 }]);
  });

  it("drops the proposal when the hazard is gone", async () => {
    const id = await insertHazard(database, 3);
    const [proposal] = (await rate()).proposals;
    await database.prisma.hazard.update({ where: { id }, data: { state: "false-alarm", closedAt: now } });
    expect((await rate()).dropped.map(({ change }) => [change.id, change.stage])).toEqual([[proposal?.id, "dropped"]]);
    expect(await store.findOpenChange(codeOf(3))).toBeUndefined();
  });

  it("writes nothing of the proposals when they cannot be told", async () => {
    await insertHazard(database, 3);
    const failing = createRateBuildings({ store, rules, clock, announce: () => Promise.reject(new Error("outbox")) });
    await expect(failing()).rejects.toThrow("outbox");
    expect(await store.findOpenChange(codeOf(3))).toBeUndefined();
  });

  it("takes a confirmed fall through hearing and publicity to its effect", async () => {
    await insertHazard(database, 3);
    const [proposal] = (await rate()).proposals;
    if (!proposal) throw new Error("no proposal");
    now = at("2026-11-26T10:00:00");
    await confirm(proposal);
    expect(await advance()).toEqual([]);
    now = at("2026-12-04T08:00:00");
    expect(await advance()).toEqual(["star-publicity"]);
    expect(await advance()).toEqual([]);
    now = at("2026-12-12T08:00:00");
    expect(await advance()).toEqual(["star-effective"]);
    expect((await store.findCurrent([codeOf(3)])).get(codeOf(3))?.star).toBe(3);
  });

  it("tells no group of a fall that is not true any more when the hearing ends", async () => {
    const id = await insertHazard(database, 3);
    const [proposal] = (await rate()).proposals;
    if (!proposal) throw new Error("no proposal");
    await confirm(proposal);
    await database.prisma.hazard.update({ where: { id }, data: { state: "false-alarm", closedAt: now } });
    now = at("2026-12-04T08:00:00");
    expect(await advance()).toEqual(["star-recovered"]);
    expect((await store.findChange(proposal.id))?.stage).toBe("dropped");
  });
});
