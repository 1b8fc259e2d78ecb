import { rm } from "node:fs/promises";
import type { Rules } from "./conversation/context.js";
import type { Database } from "./database/database.prisma.js";
import { deleteAllRows } from "./database/delete-all-rows.prisma.js";
import { ensurePartitions } from "./database/ensure-partitions.prisma.js";
import { seedHistory } from "./channels/sandbox/seed-history.prisma.js";
import { seedVillage } from "./channels/sandbox/seed-village.prisma.js";
import type { SandboxWorld } from "./channels/sandbox/world.js";
import { nameInVillage, type Village } from "./channels/sandbox/village.js";
import { upsertDueTasks } from "./delivery/due-task-store.prisma.js";
import type { MovableClock } from "./shared/clock.js";
import { systemClock } from "./shared/clock.js";
import { atShanghai, shanghaiDay, shanghaiHour } from "./shared/working-calendar.js";
import { standingTasks } from "./standing-tasks.js";

/** What the sandbox's buttons act on. */
export interface SandboxControlDeps {
  readonly database: Database;
  readonly world: SandboxWorld;
  readonly village: Village;
  readonly rules: Rules;
  readonly clock: MovableClock;
  readonly mediaFolder: string;
  /** Rates all buildings and puts their first stars in force, as they stand in the sample. */
  readonly rateSample: () => Promise<void>;
}

const clockKey = "sandbox-clock-offset-ms";
/** When a sandbox day begins, where the real hour would be one at which the bot keeps quiet. */
const dayBegins = "09:00";
const firstQuietHour = 20;
const lastQuietHour = 8;

/** The people and groups of the village, for the chat page. */
export function peopleOfVillage(village: Village): Parameters<SandboxWorld["settle"]> {
  return [
    village.people.map((one) => ({
      id: one.id,
      name: one.name,
      role: one.role,
      ...(one.building === undefined ? {} : { building: nameInVillage(village, one.building) }),
      ...(one.room === undefined ? {} : { room: one.room }),
    })),
    village.groups.map((one) => ({ id: one.id, name: one.name, memberIds: one.members })),
  ];
}

/** Where the sandbox clock was when the process ended. */
export async function loadClock(database: Database, clock: MovableClock): Promise<void> {
  const row = await database.prisma.setting.findUnique({ where: { key: clockKey } });
  if (typeof row?.value === "number") clock.setOffset(row.value);
}

/** Keeps where the sandbox clock is. */
export async function saveClock(database: Database, clock: MovableClock): Promise<void> {
  const value = clock.offsetMs;
  await database.prisma.setting.upsert({
    where: { key: clockKey },
    create: { key: clockKey, value },
    update: { value },
  });
}

/** A sandbox opens by day: at night the bot would hold its tongue, and a visitor would see nothing. */
export function openingTime(real: Date): Date {
  const hour = shanghaiHour(real);
  return hour >= lastQuietHour && hour < firstQuietHour ? real : atShanghai(shanghaiDay(real), dayBegins);
}

/** Whether the database holds no buildings yet. */
export const isEmpty = async (database: Database): Promise<boolean> => (await database.prisma.building.count()) === 0;

/** Fills an empty database with the village, as of the clock's now; `hasHistory` false leaves past cases and talk out. */
export async function plantVillage(deps: SandboxControlDeps, hasHistory: boolean): Promise<void> {
  const { database, village, clock, rules } = deps;
  const now = clock.now();
  await ensurePartitions(database, new Date(now.getTime() - 60 * 86_400_000));
  await ensurePartitions(database, now);
  await database.transaction(async (tx) => {
    const people = await seedVillage(tx, village, now);
    if (hasHistory) await seedHistory(tx, { village, people, rules, now });
    await upsertDueTasks(
      tx,
      standingTasks(now).map((task) => ({ ...task, subject: "all", data: {} })),
    );
  });
  await deps.rateSample();
  await saveClock(database, clock);
}

/** Empties everything and plants the village anew, at `at` or at the real time moved into the day. */
export async function replantVillage(
  deps: SandboxControlDeps,
  how: { readonly hasHistory: boolean; readonly at?: Date },
): Promise<void> {
  const real = systemClock.now();
  deps.clock.setOffset((how.at ?? openingTime(real)).getTime() - real.getTime());
  await deleteAllRows(deps.database);
  await rm(deps.mediaFolder, { recursive: true, force: true });
  deps.world.settle(...peopleOfVillage(deps.village));
  await plantVillage(deps, how.hasHistory);
}
