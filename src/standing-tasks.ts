import { housekeepingKind } from "./archive/housekeeping.prisma.js";
import { auditKind } from "./conversation/due-audit.prisma.js";
import { memberListingKind, memberListingTask } from "./conversation/due-member-listing.prisma.js";
import { nextNight, nightlyRatingKind } from "./conversation/due-stars.prisma.js";
import type { Database } from "./database/database.prisma.js";
import { upsertDueTasks } from "./delivery/due-task-store.prisma.js";
import { ensureStandingTasks } from "./delivery/standing-tasks.prisma.js";

type Standing = readonly { readonly kind: string; readonly dueAt: Date }[];

/** They keep their time over a start. */
const keptTasks = (now: Date): Standing => [
  { kind: nightlyRatingKind, dueAt: nextNight(now) },
  { kind: housekeepingKind, dueAt: now },
  { kind: auditKind, dueAt: now },
];

/** The tasks that repeat by themselves, as they first stand on the list. */
export const standingTasks = (now: Date): Standing => [...keptTasks(now), { kind: memberListingKind, dueAt: now }];

/** Puts them on the list where they are not yet, and a look at who is in the groups at each start. */
export async function ensureStanding(database: Database, now: Date): Promise<void> {
  await ensureStandingTasks(database, keptTasks(now));
  await upsertDueTasks(database.prisma, [memberListingTask(now)]);
}
