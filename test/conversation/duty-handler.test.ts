import { beforeAll, beforeEach, expect, it } from "vitest";
import { type CachedDirectory, createDirectory } from "../../src/buildings/directory.prisma.js";
import { addRole } from "../../src/buildings/role-writes.prisma.js";
import { senderKey } from "../../src/channels/channel.js";
import { commitChanges } from "../../src/conversation/commit-changes.prisma.js";
import { changes } from "../../src/conversation/changes.js";
import { createDutyHandler } from "../../src/conversation/due-duty.prisma.js";
import { dutyTask, dutyTaskKind } from "../../src/conversation/duty-words.js";
import type { OpenedDatabase, Tx } from "../../src/database/database.prisma.js";
import { createDueTaskStore } from "../../src/delivery/due-task-store.prisma.js";
import { createScheduler } from "../../src/delivery/scheduler.js";
import { createHazardStore } from "../../src/hazards/hazard-store.prisma.js";
import { loadTemplates } from "../../src/message-templates/templates.js";
import type { Duty, DutyId } from "../../src/people/duty.js";
import type { PeopleChange } from "../../src/people/people-change.js";
import { createPeopleStore } from "../../src/people/people-store.prisma.js";
import { silentLog } from "../../src/shared/log.js";
import { newId, type PersonId } from "../../src/shared/ids.js";
import { shanghaiHour } from "../../src/shared/working-calendar.js";
import { buildBuilding } from "../support/buildings.js";
import { codeOf } from "../support/builders.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";
import { buildHazardRow } from "../support/hazard-row.js";

const at = (time: string): Date => new Date(`2026-12-${time}:00+08:00`);
const account = { channel: "sandbox", account: "louxin-sandbox" };
const grid = codeOf(3).slice(0, 14);
const { render } = loadTemplates("templates/messages");

describeOnEachDatabase("the duty roster in time", (open) => {
  let database: OpenedDatabase;
  let directory: CachedDirectory;
  let now = at("01T09:00");
  const clock = { now: () => now };
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    now = at("01T09:00");
    await emptyDatabase(database);
    directory = createDirectory(database, clock, 3_600_000);
    const { aliases: _, ...building } = buildBuilding(3);
    await database.prisma.building.create({ data: building });
  });

  const staff = async (name: string, area: string): Promise<PersonId> => {
    const sender = { ...account, externalId: name, name };
    const id = (await directory.findSenders([sender])).get(senderKey(sender))?.id;
    if (!id) throw new Error("no person");
    const verified = { how: "名册", at: now };
    await database.transaction((tx) => addRole(tx, { personId: id, kind: "grid_worker", area, verified }));
    directory.invalidate();
    return id;
  };
  const people = () => createPeopleStore(database, clock);
  const commit = (tx: Tx, all: Parameters<typeof commitChanges>[1], on: Date) =>
    commitChanges(tx, all, { render, now: on });
  const write = (...all: readonly PeopleChange[]): Promise<void> =>
    database.transaction((tx) => commit(tx, changes({ people: all }), now));
  const arrange = (duty: Duty): Promise<void> =>
    database.transaction((tx) =>
      commit(tx, changes({ people: [{ kind: "duty", duty }], tasks: [dutyTask([duty])] }), now),
    );
  const runDue = async (until: string): Promise<void> => {
    const deps = {
      directory,
      people: people(),
      hazards: createHazardStore(database),
      isQuietHour: (on: Date) => shanghaiHour(on) < 8,
      transaction: (work: (tx: Tx) => Promise<void>) => database.transaction(work),
      commit,
      onTurned: directory.forget,
    };
    now = at(until);
    await createScheduler<Tx>({
      store: createDueTaskStore(database),
      handlers: { [dutyTaskKind]: createDutyHandler(deps) },
      clock,
      log: silentLog,
    }).runDue();
  };
  const lines = async () =>
    (await database.prisma.outboxLine.findMany({ orderBy: { createdAt: "asc" } })).map(
      (line) => `${line.chat} ${line.kind}`,
    );
  const workers = async () => (await directory.findContacts(codeOf(3))).gridWorkers.map(({ name }) => name);
  const dutyOf = (personId: PersonId, forPersonId: PersonId): Duty => ({
    id: newId<DutyId>(),
    personId,
    area: grid,
    kind: "substitute",
    forPersonId,
    startsAt: at("02T00:00"),
    endsAt: at("05T00:00"),
    createdBy: forPersonId,
    createdAt: now,
  });

  it("counts from its instant, though it is remembered who was asked before; what is said waits for the morning", async () => {
    const [worker, mei] = [await staff("覃工", grid), await staff("王小梅", "44030601800306")];
    await arrange(dutyOf(mei, worker));
    await database.prisma.hazard.create({
      data: buildHazardRow({ id: newId<string>(), buildingCode: codeOf(3), openedAt: now }),
    });
    expect(await workers()).toEqual(["覃工"]);
    await runDue("02T00:00");
    expect(await workers()).toEqual(["王小梅"]);
    expect(await lines()).toEqual([]);
    await runDue("02T08:00");
    await runDue("03T12:00");
    expect(await lines()).toEqual(["direct:王小梅 duty-begins"]);
    await runDue("05T00:00");
    expect(await workers()).toEqual(["覃工"]);
    await runDue("05T08:00");
    expect((await lines()).toSorted()).toEqual([
      "direct:王小梅 duty-begins",
      "direct:王小梅 duty-over",
      "direct:覃工 duty-back",
    ]);
    expect(await database.prisma.dueTask.count()).toBe(0);
  });

  it("is over at once where it is ended, and never begins where that was before", async () => {
    const [worker, mei] = [await staff("覃工", grid), await staff("王小梅", "44030601800306")];
    const [lasting, planned] = [{ ...dutyOf(mei, worker), startsAt: now }, dutyOf(mei, worker)];
    await write({ kind: "duty", duty: lasting }, { kind: "duty", duty: planned });
    expect(await people().findDutiesOf(mei, now)).toEqual([lasting, planned]);
    now = at("01T10:00");
    await write({ kind: "end-duty", duty: lasting, at: now }, { kind: "end-duty", duty: planned, at: now });
    expect(await people().findDutiesOf(worker, now)).toEqual([]);
    expect(await people().findDuty(lasting.id)).toEqual({ ...lasting, endsAt: now });
    now = at("03T10:00");
    expect(await workers()).toEqual(["覃工"]);
  });

  it("finds colleagues as they call each other, and nobody of another community", async () => {
    const [mei, wang, qin] = [
      await staff("王小梅", "44030601800306"),
      await staff("小王3号", "44030601800307"),
      await staff("覃工", grid),
    ];
    await staff("王五", "44030601800409");
    expect(await people().findStaffNamed("小王", grid.slice(0, 12))).toEqual([wang, mei]);
    expect(await people().findStaffNamed("王姐", grid.slice(0, 12))).toEqual([mei]);
    expect(await people().findStaffNamed("覃工", grid.slice(0, 12))).toEqual([qin]);
    expect(await people().findStaffNamed("小李", grid.slice(0, 12))).toEqual([]);
  });
});
