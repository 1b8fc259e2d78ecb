import { beforeAll, expect, it } from "vitest";
import type { Database } from "../src/database/database.prisma.js";
import { ensureStanding, standingTasks } from "../src/standing-tasks.js";
import { describeOnEachDatabase } from "./support/database.js";

const at = (time: string): Date => new Date(`2026-12-01T${time}:00+08:00`);

describeOnEachDatabase("the tasks that repeat by themselves", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });

  it("stand on the list after a start, each written once; a later start moves only the look at who is in the groups", async () => {
    const written: string[] = [];
    const watched = {
      ...database,
      prisma: new Proxy(database.prisma, {
        get(prisma, name) {
          if (name !== "$executeRaw") return Reflect.get(prisma, name);
          return (words: TemplateStringsArray, ...values: readonly unknown[]) => {
            const kinds = [...JSON.stringify(values).matchAll(/kind\\":\\"([a-z-]+)/gu)];
            written.push(...kinds.map(([, kind = ""]) => kind));
            return prisma.$executeRaw(words, ...values);
          };
        },
      }),
    };
    await ensureStanding(watched, at("09:00"));
    const kinds = standingTasks(at("09:00")).map(({ kind }) => kind);
    expect(written.toSorted()).toEqual(kinds.toSorted());
    await ensureStanding(database, at("10:00"));
    const tasks = await database.prisma.dueTask.findMany();
    expect(tasks.map(({ kind }) => kind).toSorted()).toEqual(kinds.toSorted());
    const dueAt = new Map(tasks.map((task) => [task.kind, task.dueAt]));
    expect(dueAt.get("member-listing")).toEqual(at("10:00"));
    expect(dueAt.get("hazard-audit")).toEqual(at("09:00"));
  });
});
