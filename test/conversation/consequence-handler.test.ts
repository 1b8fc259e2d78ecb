import { beforeAll, beforeEach, expect, it } from "vitest";
import { type CachedDirectory, createDirectory } from "../../src/buildings/directory.prisma.js";
import { addRole } from "../../src/buildings/role-writes.prisma.js";
import { senderKey } from "../../src/channels/channel.js";
import type { Person } from "../../src/buildings/person.js";
import { changes } from "../../src/conversation/changes.js";
import { commitChanges } from "../../src/conversation/commit-changes.prisma.js";
import { consequenceTaskKind } from "../../src/conversation/consequence-task.js";
import { decide } from "../../src/conversation/decide.js";
import { createConsequenceHandler } from "../../src/conversation/due-consequences.prisma.js";
import { loadConsequence } from "../../src/conversation/load-consequence.js";
import type { OpenedDatabase, Tx } from "../../src/database/database.prisma.js";
import { createDueTaskStore } from "../../src/delivery/due-task-store.prisma.js";
import { createScheduler } from "../../src/delivery/scheduler.js";
import { loadTemplates } from "../../src/message-templates/templates.js";
import { silentLog } from "../../src/shared/log.js";
import { newId } from "../../src/shared/ids.js";
import { createConsequenceStore } from "../../src/stars/consequence-store.prisma.js";
import type { StarChange } from "../../src/stars/star-change.js";
import { createStarStore } from "../../src/stars/star-store.prisma.js";
import { buildBuilding } from "../support/buildings.js";
import { codeOf } from "../support/builders.js";
import { buildContext } from "../support/context-builders.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";
import { buildDirect } from "../support/message-builders.js";
import { spoken } from "../support/people-builders.js";
import { buildChange, rules } from "../stars/star-builders.js";

const at = (time: string): Date => new Date(`2026-12-${time}:00+08:00`);
const account = { channel: "sandbox", account: "louxin-sandbox" };
const { render } = loadTemplates("templates/messages");

describeOnEachDatabase("what follows from a star, in time", (open) => {
  let database: OpenedDatabase;
  let directory: CachedDirectory;
  let now = at("11T00:00");
  let worker: Person;
  const clock = { now: () => now };
  const commit = (tx: Tx, all: Parameters<typeof commitChanges>[1], on: Date): Promise<void> =>
    commitChanges(tx, all, { render, now: on });
  const sources = () => ({
    directory,
    stars: createStarStore(database),
    consequences: createConsequenceStore(database),
  });
  const runDue = async (time: string): Promise<void> => {
    now = at(time);
    const handler = createConsequenceHandler({
      ...sources(),
      rules: { stars: rules },
      transaction: (work) => database.transaction(work),
      commit,
    });
    await createScheduler<Tx>({
      store: createDueTaskStore(database),
      handlers: { [consequenceTaskKind]: handler },
      clock,
      log: silentLog,
    }).runDue();
  };
  const takeEffect = async (over: Partial<StarChange>): Promise<void> => {
    const change = buildChange({ id: newId(), stage: "publicised", ...over });
    await database.transaction((tx) => commit(tx, changes({ starChanges: [{ change, isNew: true }] }), now));
    const effective: StarChange = { ...change, stage: "effective", effectiveAt: now };
    await database.transaction((tx) =>
      commit(tx, changes({ starChanges: [{ change: effective, isNew: false }] }), now),
    );
  };
  const told = async (): Promise<readonly string[]> =>
    (await database.prisma.outboxLine.findMany({ orderBy: { id: "asc" } })).map(({ chat, text }) => `${chat}: ${text}`);
  const rows = async () =>
    (await database.prisma.incentive.findMany({ orderBy: { id: "asc" } })).map((row) => ({
      kind: row.kind,
      isOpen: row.endedAt === null && row.doneAt === null,
      by: row.doneBy,
    }));
  const says = async (text: string, time: string): Promise<readonly string[]> => {
    now = at(time);
    const message = buildDirect({ text, ref: { ...account, chat: "direct:qin" }, senderId: "qin" });
    const matter = await loadConsequence(sources(), { message, sender: worker, now });
    if (!matter) return [];
    const decided = decide(buildContext({ message, sender: worker, now, consequenceMatter: matter }));
    await database.transaction((tx) => commit(tx, decided, now));
    return spoken(decided);
  };

  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    now = at("11T00:00");
    await emptyDatabase(database);
    directory = createDirectory(database, clock, 3_600_000);
    const { aliases: _, ...building } = buildBuilding(3);
    await database.prisma.building.create({ data: building });
    const sender = { ...account, externalId: "qin", name: "覃工" };
    const id = (await directory.findSenders([sender])).get(senderKey(sender))?.id;
    if (!id) throw new Error("no person");
    const role = { personId: id, kind: "grid_worker", area: codeOf(3).slice(0, 14) } as const;
    await database.transaction((tx) => addRole(tx, { ...role, verified: { how: "名册", at: now } }));
    directory.invalidate();
    const found = (await directory.findPeople([id])).get(id);
    if (!found) throw new Error("no worker");
    worker = found;
  });

  it("goes from the change to the worker's morning, and ends with their word", async () => {
    await takeEffect({ kind: "down", fromStar: 3, toStar: 1 });
    await runDue("11T00:01");
    expect(await rows()).toMatchObject([{ kind: "interview" }, { kind: "supervision-order" }]);
    expect(await told()).toEqual([]);
    await runDue("11T08:00");
    const line = 'direct:qin: 3栋降为1星,要约谈房东、督办。约谈好了回"3栋约谈了",督办好了回"3栋督办了"';
    expect(await told()).toEqual([line]);
    await runDue("14T08:00");
    expect(await told()).toEqual([line]);

    expect(await says("3栋约谈了", "14T09:00")).toEqual(["direct:qin: 好,3栋约谈记下了。"]);
    expect(await says("3栋约谈了", "15T09:00")).toEqual(["direct:qin: 3栋约谈12月14日已经记过了(覃工)。"]);
    expect(await rows()).toEqual([
      { kind: "interview", isOpen: false, by: worker.id },
      { kind: "supervision-order", isOpen: true, by: null },
    ]);
    expect(await says("3栋移交了", "15T09:00")).toEqual([]);
    expect(await says("5栋约谈了", "15T09:00")).toEqual([]);
  });

  it("ends what a rise takes back, keeps what holds, and brings nothing twice", async () => {
    await takeEffect({ kind: "down", fromStar: 3, toStar: 2 });
    await runDue("11T00:01");
    now = at("11T07:00");
    await takeEffect({ kind: "up", fromStar: 2, toStar: 4 });
    await runDue("11T08:00");
    expect(await told()).toEqual([]);
    now = at("12T09:00");
    await takeEffect({ kind: "up", fromStar: 4, toStar: 5 });
    await runDue("14T08:00");
    expect(await told()).toEqual([]);
    expect((await rows()).map(({ kind, isOpen }) => [kind, isOpen])).toEqual([
      ["interview", false],
      ["green-lane", true],
      ["recommended-list", true],
    ]);
    expect(await says("3栋约谈了", "14T09:00")).toEqual([]);
  });
});
