import type { Database } from "../database/database.prisma.js";
import { addDueTasks } from "./due-task-store.prisma.js";

/** Puts tasks that repeat by themselves on the list where they are missing; one that stands there keeps its time. */
export async function ensureStandingTasks(
  database: Database,
  tasks: readonly { readonly kind: string; readonly dueAt: Date }[],
): Promise<void> {
  await addDueTasks(
    database.prisma,
    tasks.map(({ kind, dueAt }) => ({ kind, subject: "all", dueAt, data: {} })),
  );
}
