import { beforeAll, beforeEach, expect, it } from "vitest";
import type { OpenedDatabase, Tx } from "../../src/database/database.prisma.js";
import { createDueTaskStore, upsertDueTasks } from "../../src/delivery/due-task-store.prisma.js";
import type { BatchHandler, DueTask } from "../../src/delivery/due-tasks.js";
import { createScheduler } from "../../src/delivery/scheduler.js";
import { silentLog } from "../../src/shared/log.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";

const now = new Date("2026-11-26T09:00:00+08:00");

describeOnEachDatabase("scheduler with batches", (open) => {
  let database: OpenedDatabase;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(() => emptyDatabase(database));

  const put = (...subjects: readonly string[]): Promise<void> =>
    database.transaction((tx) =>
      upsertDueTasks(
        tx,
        subjects.map((subject, at) => ({
          kind: "remind",
          subject,
          dueAt: new Date(now.getTime() - 1000 + at),
          data: {},
        })),
      ),
    );
  /** Runs what is due in batches of two; an effect is a row of another table, written in the transaction of its task. */
  const run = async (
    mayEnd: (tasks: readonly DueTask[]) => void = () => {},
  ): Promise<readonly (readonly string[])[]> => {
    const batches: string[][] = [];
    const handler: BatchHandler<Tx> = {
      atMost: 2,
      handle: (tasks, { complete }) => {
        batches.push(tasks.map((task) => task.subject));
        return database.transaction(async (tx) => {
          await tx.setting.createMany({ data: tasks.map((task) => ({ key: task.subject, value: 1 })) });
          mayEnd(tasks);
          await complete(
            tx,
            tasks.map((task) => ({ task })),
          );
        });
      },
    };
    const store = createDueTaskStore(database);
    await createScheduler<Tx>({
      store,
      handlers: { remind: handler },
      clock: { now: () => now },
      log: silentLog,
    }).runDue();
    return batches;
  };
  const marks = async (): Promise<string[]> =>
    (await database.prisma.setting.findMany({ orderBy: { key: "asc" } })).map((row) => row.key);

  it("runs full batches of a kind side by side, each task once", async () => {
    await put("a", "b", "c", "d", "e");
    expect(await run()).toEqual([["a", "b"], ["c", "d"], ["e"]]);
    expect(await marks()).toEqual(["a", "b", "c", "d", "e"]);
    expect(await database.prisma.dueTask.count()).toBe(0);
  });

  it("lets a task that fails hold up none of the others", async () => {
    await put("a", "b", "c", "d");
    await run((tasks) => {
      if (tasks.some((task) => task.subject === "b")) throw new Error("b cannot be done");
    });
    expect(await marks()).toEqual(["a", "c", "d"]);
    expect(await database.prisma.dueTask.findMany()).toMatchObject([{ subject: "b", attempts: 1 }]);
  });
});
