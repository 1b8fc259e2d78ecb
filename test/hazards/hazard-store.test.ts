import { beforeAll, beforeEach, expect, it } from "vitest";
import type { OpenedDatabase } from "../../src/database/database.prisma.js";
import { foldEvents, type HazardStep, move, openCase } from "../../src/hazards/apply-event.js";
import { createHazardStore, takeNumbers, writeSteps } from "../../src/hazards/hazard-store.prisma.js";
import { writeReporters } from "../../src/hazards/hazard-people.prisma.js";
import { transitions } from "../../src/hazards/transitions.js";
import { type HazardId, type MessageId, newId, type PersonId } from "../../src/shared/ids.js";
import { buildOpening, codeOf } from "../support/builders.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";

const at = new Date("2026-11-26T09:00:00+08:00");
const reporter = "00000000-0000-7000-8000-000000000001" as PersonId;

describeOnEachDatabase("the hazard store", (open) => {
  let database: OpenedDatabase;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await emptyDatabase(database);
    await database.prisma.building.create({
      data: {
        code: codeOf(3),
        name: "3栋",
        estate: "华侨新村",
        address: "x",
        community: "x",
        street: "x",
        grid: "44030601800305",
      },
    });
  });

  const opened = (over: Parameters<typeof buildOpening>[0] = {}): HazardStep => {
    const step = openCase(newId<HazardId>(), buildOpening(over), { at, dueAt: new Date("2026-11-26T13:00:00+08:00") });
    return { ...step, hazard: { ...step.hazard, number: "1126-1" } };
  };
  const write = (...steps: readonly HazardStep[]): Promise<void> => database.transaction((tx) => writeSteps(tx, steps));

  it("gives back a case as it was written, and its log folds to it", async () => {
    const first = opened();
    const step = move(first.hazard, { kind: "notified", as: "bot", at, data: { responsibleId: newId<PersonId>() } });
    if (!step.ok) throw new Error(step.refusal);
    await write(first, step.value);
    const store = createHazardStore(database);
    const found = await store.findById(first.hazard.id);
    expect(found?.hazard).toEqual(step.value.hazard);
    expect(foldEvents(await store.findEvents(first.hazard.id), "1126-1")).toEqual(found?.hazard);
  });

  it("takes every state that the table of moves leads to", async () => {
    const states = [...new Set(Object.values(transitions).flatMap(({ to }) => (to ? [to] : [])))];
    const steps = states.map((state) => {
      const step = opened();
      return { ...step, hazard: { ...step.hazard, state } };
    });
    await write(...steps);
    const store = createHazardStore(database);
    for (const { hazard } of steps) expect((await store.findById(hazard.id))?.hazard.state).toBe(hazard.state);
  });

  it("finds what the last command of somebody did, on all its cases, with what they were before", async () => {
    const worker = newId<PersonId>();
    const [first, second] = [opened(), opened({ code: "F01" })];
    await write(first, second);
    const messageId = newId<MessageId>();
    const later = new Date(at.getTime() + 60_000);
    const pass = { kind: "passed", as: "staff", actorId: worker, at: later, messageId } as const;
    const steps = [first, second].map(({ hazard }) => move(hazard, pass));
    await write(...steps.flatMap((step) => (step.ok ? [step.value] : [])));
    const store = createHazardStore(database);
    const found = await store.findLastSteps(worker, at);
    expect(found.map((one) => one.found.hazard.id).toSorted()).toEqual([first.hazard.id, second.hazard.id].toSorted());
    expect(found[0]).toMatchObject({ seq: 2, before: { state: "reported" }, causedBy: messageId });
    expect(await store.findLastSteps(worker, new Date(later.getTime() + 1))).toEqual([]);
    expect(await store.findLastSteps(newId<PersonId>(), at)).toEqual([]);
  });

  it("finds a case that is over by its number, only in the areas asked for", async () => {
    const first = opened({ reporterId: newId<PersonId>() });
    const alarm = move(first.hazard, { kind: "false-alarm", as: "staff", at });
    if (!alarm.ok) throw new Error(alarm.refusal);
    await write(first, alarm.value);
    const store = createHazardStore(database);
    const { number, buildingCode, reporterId, id } = first.hazard;
    const area = buildingCode.slice(0, 14);
    expect((await store.findByNumber(number, [area]))?.hazard.number).toBe(number);
    expect(await store.findByNumber(number, ["449999"])).toBeUndefined();
    expect(await store.findByNumber("0101-9999", [area])).toBeUndefined();
    expect(await store.countFalseAlarms(reporterId, { since: at, except: newId<HazardId>() })).toBe(1);
    expect(await store.countFalseAlarms(reporterId, { since: at, except: id })).toBe(0);
  });

  it("knows for a while of whom two of the staff agreed that it was malice", async () => {
    const first = opened({ reporterId: newId<PersonId>() });
    const [worker, community] = [newId<PersonId>(), newId<PersonId>()];
    const said = { as: "staff", at, data: { until: new Date(at.getTime() + 1000).toISOString() } } as const;
    const proposed = move(first.hazard, { ...said, kind: "malice-proposed", actorId: worker });
    if (!proposed.ok) throw new Error(proposed.refusal);
    const agreed = move(proposed.value.hazard, { ...said, kind: "malice-agreed", actorId: community });
    if (!agreed.ok) throw new Error(agreed.refusal);
    const store = createHazardStore(database);
    const { reporterId } = first.hazard;
    await write(first, proposed.value);
    expect(await store.hasAgreedMalice(reporterId, at)).toBe(false);
    await write(agreed.value);
    expect(await store.hasAgreedMalice(reporterId, at)).toBe(true);
    expect(await store.hasAgreedMalice(reporterId, new Date(at.getTime() + 1))).toBe(false);
    expect(await store.findLastSteps(community, at)).toEqual([]);
  });

  it("keeps the kind that staff gave a case", async () => {
    const first = opened();
    const data = { code: "F01", severity: "minor" } as const;
    const step = move(first.hazard, { kind: "recategorised", as: "staff", at, data });
    if (!step.ok) throw new Error(step.refusal);
    await write(first);
    await write(step.value);
    const store = createHazardStore(database);
    const found = await store.findById(first.hazard.id);
    expect(found?.hazard).toMatchObject(data);
    expect(foldEvents(await store.findEvents(first.hazard.id), "1126-1")).toEqual(found?.hazard);
  });

  it("counts what was closed in a grid since then, and finds what is open there", async () => {
    const [first, second] = [opened(), opened({ code: "F01" })];
    const pass = move(first.hazard, { kind: "passed", as: "staff", at: new Date(at.getTime() + 60_000) });
    if (!pass.ok) throw new Error(pass.refusal);
    await write(first, second);
    await write(pass.value);
    const store = createHazardStore(database);
    const grids = ["44030601800305"];
    expect(await store.countClosed({ grids, since: at })).toBe(1);
    expect(await store.countClosed({ grids, since: new Date(at.getTime() + 120_000) })).toBe(0);
    expect(await store.countClosed({ grids: ["44030601800306"], since: at })).toBe(0);
    expect((await store.findOpenOfGrids(grids)).map(({ id }) => id)).toEqual([second.hazard.id]);
    expect(await store.findOpenOfGrids([])).toEqual([]);
  });

  it("refuses to write over a case that moved on meanwhile, and leaves nothing behind", async () => {
    const first = opened();
    await write(first);
    const [one, other] = [first.hazard, first.hazard].map((hazard) =>
      move(hazard, { kind: "accepted", as: "staff", at }),
    );
    if (!one?.ok || !other?.ok) throw new Error("both may accept");
    await write(one.value);
    await expect(write(other.value)).rejects.toThrow("moved on");
    expect(await createHazardStore(database).findEvents(first.hazard.id)).toHaveLength(2);
  });

  it("finds open cases by building, by reporter and by area, and closed ones only for their reporter", async () => {
    const first = opened();
    const closed = move(first.hazard, { kind: "passed", as: "staff", at });
    if (!closed.ok) throw new Error(closed.refusal);
    const second = opened({ code: "F01" });
    await write(first, closed.value, second);
    await database.transaction((tx) => writeReporters(tx, [{ hazardId: first.hazard.id, personId: reporter, at }]));
    const find = async (wanted: object): Promise<readonly string[]> => {
      const nothing = { buildingCodes: [], reporterIds: [newId<PersonId>()], areas: [], closedSince: new Date(0) };
      const found = await createHazardStore(database).findRelated({ ...nothing, ...wanted });
      return found.map(({ hazard }) => hazard.code);
    };
    expect(await find({ buildingCodes: [codeOf(3)] })).toEqual(["F01"]);
    expect(await find({ areas: ["440306018"] })).toEqual(["F01"]);
    expect(await find({ reporterIds: [reporter] })).toEqual(["E01"]);
    expect(await find({ reporterIds: [reporter], closedSince: new Date(at.getTime() + 1) })).toEqual([]);
    expect(await find({})).toEqual([]);
  });

  it("finds what waits for the fix of somebody, with all that a reminder says of it", async () => {
    const landlord = newId<PersonId>();
    const [first, second, third] = [opened(), opened({ code: "F01" }), opened({ code: "F02" })];
    const notify = { kind: "notified", as: "bot", at, data: { responsibleId: landlord } } as const;
    const steps = [first, second, third].map(({ hazard }) => move(hazard, notify));
    const fixed = steps[2]?.ok ? move(steps[2].value.hazard, { kind: "fixed", as: "responsible", at }) : undefined;
    await write(first, second, third, ...[...steps, fixed].flatMap((step) => (step?.ok ? [step.value] : [])));
    const store = createHazardStore(database);
    const waiting = (await store.findWaitingOf([landlord, newId<PersonId>()])).get(landlord) ?? [];
    expect(waiting.map(({ code }) => code).toSorted()).toEqual(["E01", "F01"]);
    const whole = (await store.findByIds(waiting.map(({ id }) => id))) as ReadonlyMap<HazardId, object>;
    for (const one of waiting) expect(whole.get(one.id)).toMatchObject(one);
  });

  it("gives out the numbers of a day one after the other", async () => {
    const wanted = { communityCode: "440306018003", day: "2026-11-26" };
    const take = (count: number): Promise<number> =>
      database.transaction((tx) => takeNumbers(tx, { ...wanted, count }));
    expect([await take(2), await take(1), await take(3)]).toEqual([1, 3, 4]);
  });
});
