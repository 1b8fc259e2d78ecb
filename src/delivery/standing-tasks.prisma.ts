import type { Database } from "../database/database.prisma.js";

/** Puts tasks that repeat by themselves on the list where they are missing; one that stands there keeps its time. */
export async function ensureStandingTasks(
  database: Database,
  tasks: readonly { readonly kind: string; readonly dueAt: Date }[],
): Promise<void> {
  await database.prisma.dueTask.createMany({
    data: tasks.map(({ kind, dueAt }) => ({ kind, subject: "all", dueAt, data: {} })),
    skipDuplicates: true,
  });
}
