import { beforeAll, beforeEach, expect, it, vi } from "vitest";
import type { Database, Tx } from "../../src/database/database.prisma.js";
import {
  createDueTaskStore,
  deleteDueTasks,
  type DueTaskDraft,
  upsertDueTasks,
} from "../../src/delivery/due-task-store.prisma.js";
import { type DueTaskStore, type LeasedTask, LeaseLostError, type TaskHandler } from "../../src/delivery/due-tasks.js";
import { createScheduler, type Scheduler } from "../../src/delivery/scheduler.js";
import { silentLog } from "../../src/shared/log.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";

const at = (time: string): Date => new Date(`2026-11-26T${time}+08:00`);
const minuteMs = 60_000;

describeOnEachDatabase("scheduler", (open) => {
  let database: Database;
  let store: DueTaskStore<Tx>;
  let now = at("09:00:00");
  beforeAll(async () => {
    database = await open();
    store = createDueTaskStore(database);
  });
  beforeEach(async () => {
    now = at("09:00:00");
    await emptyDatabase(database);
  });

  const task = (subject: string, dueAt: Date, over: Partial<DueTaskDraft> = {}): DueTaskDraft => ({
    kind: "remind",
    subject,
    dueAt,
    data: {},
    ...over,
  });
  const put = (...tasks: DueTaskDraft[]): Promise<void> => database.transaction((tx) => upsertDueTasks(tx, tasks));
  const claim = async (from = now): Promise<LeasedTask> => {
    const [claimed] = await store.claim({ now: from, until: new Date(from.getTime() + minuteMs), atMost: {} });
    if (!claimed) throw new Error("nothing was claimed");
    return claimed;
  };
  /** An effect that can be counted: a row of another table, written in the transaction of the task. */
  const leaveMark = (tx: Tx, key: string): Promise<unknown> => tx.setting.create({ data: { key, value: 1 } });
  const marks = async (): Promise<string[]> =>
    (await database.prisma.setting.findMany({ orderBy: { key: "asc" } })).map((row) => row.key);
  const scheduler = (remind: TaskHandler<Tx>): Scheduler =>
    createScheduler<Tx>({ store, handlers: { remind }, clock: { now: () => now }, log: silentLog });

  it("runs what is due in the order of its time, and leaves the rest", async () => {
    await put(
      task("c", at("08:59:00")),
      task("a", at("08:00:00")),
      task("b", at("09:00:00")),
      task("d", at("09:00:00.001")),
    );
    const ran: unknown[] = [];
    const subject = scheduler(async (due, run) => {
      ran.push([due.subject, due.dueAt, run.now]);
      await database.transaction((tx) => run.complete(tx));
    });
    expect(await subject.isIdle()).toBe(false);
    await subject.runDue();
    expect(ran).toEqual([
      ["a", at("08:00:00"), now],
      ["c", at("08:59:00"), now],
      ["b", at("09:00:00"), now],
    ]);
    expect(await subject.isIdle()).toBe(true);
    expect(await subject.nextDueAt()).toEqual(at("09:00:00.001"));
  });

  it("runs a task again that sets its own next instant, until that lies ahead", async () => {
    await put(task("a", at("06:00:00"), { data: { count: 0 } }));
    const ran: unknown[] = [];
    await scheduler(async (due, run) => {
      ran.push(due.data["count"]);
      const next = {
        dueAt: new Date(due.dueAt.getTime() + 90 * minuteMs),
        data: { count: Number(due.data["count"]) + 1 },
      };
      await database.transaction((tx) => run.complete(tx, next));
    }).runDue();
    expect(ran).toEqual([0, 1, 2]);
    expect(await store.nextDueAt()).toEqual(at("10:30:00"));
  });

  it("does not run a task for ever that sets itself no later instant", async () => {
    await put(task("a", at("08:00:00")));
    let runs = 0;
    await scheduler(async (due, run) => {
      runs += 1;
      await database.transaction((tx) => run.complete(tx, { dueAt: due.dueAt, data: {} }));
    }).runDue();
    expect(runs).toBe(1);
    expect(await store.nextDueAt()).toEqual(at("09:00:01"));
  });

  it("tries a failing task again later and later, others meanwhile", async () => {
    await put(task("bad", at("08:00:00")), task("good", at("08:30:00")));
    const ran: string[] = [];
    const subject = scheduler(async (due, run) => {
      ran.push(due.subject);
      if (due.subject === "bad") throw new Error("the template is missing");
      await database.transaction((tx) => run.complete(tx));
    });
    await subject.runDue();
    expect(ran).toEqual(["bad", "good"]);
    expect(await subject.nextDueAt()).toEqual(at("09:00:30"));
    now = at("09:00:30");
    await subject.runDue();
    expect(await subject.nextDueAt()).toEqual(at("09:01:30"));
    expect(await database.prisma.dueTask.findMany()).toMatchObject([{ attempts: 2, error: "the template is missing" }]);
  });

  it("counts a handler that forgot to complete as failed, and a kind that nobody handles", async () => {
    await put(task("a", at("08:00:00")), task("b", at("08:00:00"), { kind: "unheard-of" }));
    await scheduler(async () => {}).runDue();
    expect((await database.prisma.dueTask.findMany({ orderBy: { subject: "asc" } })).map((row) => row.error)).toEqual([
      "the handler of remind did not complete its task",
      "nobody handles tasks of kind unheard-of",
    ]);
  });

  it("commits effects and the end of the task together or not at all", async () => {
    await put(task("a", at("08:00:00")));
    await scheduler(async (_, run) => {
      await database.transaction(async (tx) => {
        await leaveMark(tx, "effect");
        await run.complete(tx);
        throw new Error("the process ended before the commit");
      });
    }).runDue();
    expect(await marks()).toEqual([]);
    expect(await database.prisma.dueTask.count()).toBe(1);
  });

  it("gives a dead process's task to the next after its lease, and never doubles an effect", async () => {
    await put(task("a", at("08:00:00")));
    const dead = await claim();
    expect(await store.claim({ now: new Date(now.getTime() + minuteMs - 1), until: now, atMost: {} })).toEqual([]);
    now = new Date(now.getTime() + minuteMs);
    await scheduler((_, run) =>
      database.transaction(async (tx) => {
        await leaveMark(tx, "effect");
        await run.complete(tx);
      }),
    ).runDue();
    const late = database.transaction(async (tx) => {
      await leaveMark(tx, "doubled");
      await store.complete(tx, [{ task: dead }]);
    });
    await expect(late).rejects.toThrow(LeaseLostError);
    expect(await marks()).toEqual(["effect"]);
  });

  it("tells a run that lost its lease from a later run with the same count", async () => {
    await put(task("a", at("08:00:00")));
    const paused = await claim();
    now = new Date(now.getTime() + minuteMs);
    const second = await claim();
    await database.transaction((tx) => store.complete(tx, [{ task: second, next: { dueAt: now, data: {} } }]));
    const third = await claim();
    expect(third.attempts).toBe(paused.attempts);
    await expect(database.transaction((tx) => store.complete(tx, [{ task: paused }]))).rejects.toThrow(LeaseLostError);
    await store.fail(paused, now, "late");
    await database.transaction((tx) => store.complete(tx, [{ task: third }]));
    expect(await database.prisma.dueTask.count()).toBe(0);
  });

  it("tells a replaced task from its own, even one that is due when the lease runs out", async () => {
    await put(task("a", at("08:00:00")));
    const old = await claim();
    await put(task("a", new Date(now.getTime() + minuteMs)));
    await expect(database.transaction((tx) => store.complete(tx, [{ task: old }]))).rejects.toThrow(LeaseLostError);
  });

  it("lets a task that was replaced or deleted while it ran win over the run", async () => {
    await put(task("a", at("08:00:00")), task("b", at("08:00:00")));
    const handler: TaskHandler<Tx> = async (due, run) => {
      if (due.subject === "a" && due.data["isNew"] !== true)
        await put(task("a", at("10:00:00"), { data: { isNew: true } }));
      if (due.subject === "b") await database.transaction((tx) => deleteDueTasks(tx, [due]));
      await database.transaction(async (tx) => {
        await leaveMark(tx, due.subject);
        await run.complete(tx);
      });
    };
    await scheduler(handler).runDue();
    expect(await marks()).toEqual([]);
    expect(await database.prisma.dueTask.findMany()).toMatchObject([
      { subject: "a", dueAt: at("10:00:00"), error: null },
    ]);
  });

  it("keeps a long run's task by renewing its lease", async () => {
    await put(task("a", at("08:00:00")));
    const held = await claim();
    const until = new Date(now.getTime() + 2 * minuteMs);
    expect(await store.renew([held], until)).toBe(1);
    expect(await store.renew([held], until)).toBe(0);
    now = new Date(now.getTime() + minuteMs);
    expect(await store.claim({ now, until, atMost: {} })).toEqual([]);
    await database.transaction((tx) => store.complete(tx, [{ task: { ...held, until: [...held.until, until] } }]));
    expect(await database.prisma.dueTask.count()).toBe(0);
  });

  it("gives each of many tasks to one of two schedulers", async () => {
    await put(...Array.from({ length: 30 }, (_, index) => task(`s${index}`, at("08:00:00"))));
    const handler: TaskHandler<Tx> = (due, run) =>
      database.transaction(async (tx) => {
        await leaveMark(tx, due.subject);
        await run.complete(tx);
      });
    await Promise.all([scheduler(handler).runDue(), scheduler(handler).runDue()]);
    expect((await marks()).length).toBe(30);
    expect(await database.prisma.dueTask.count()).toBe(0);
  });

  it("replaces a task of the same kind and subject, and takes nothing for nothing", async () => {
    await put(task("a", at("08:00:00")), task("a", at("11:00:00"), { data: { second: true } }));
    await put();
    await database.transaction((tx) => deleteDueTasks(tx, []));
    expect(await database.prisma.dueTask.findMany()).toMatchObject([{ dueAt: at("11:00:00"), data: { second: true } }]);
    await database.transaction((tx) => deleteDueTasks(tx, [{ kind: "remind", subject: "a" }]));
    expect(await database.prisma.dueTask.count()).toBe(0);
    expect(await store.nextDueAt()).toBeUndefined();
  });

  it("runs by itself between start and stop", async () => {
    const subject = scheduler((_, run) => database.transaction((tx) => run.complete(tx)));
    subject.start();
    await put(task("a", at("08:00:00")));
    subject.wake();
    await vi.waitFor(async () => expect(await database.prisma.dueTask.count()).toBe(0));
    await subject.stop();
    await put(task("b", at("08:00:00")));
    subject.wake();
    expect(await subject.isIdle()).toBe(false);
  });
});
