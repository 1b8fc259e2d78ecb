import type { Log } from "../shared/log.js";
import type { OpenedDatabase, SqlSession } from "./database.prisma.js";
import { DatabaseStartError } from "./database-start-error.js";
import { hasChecksum, migrationsFolder, readMigrations, type Migration } from "./migration-files.js";
import { logMigration, readMigrationLog, type LoggedMigration } from "./migration-log.prisma.js";

/** The advisory lock of Prisma's own schema engine, so that the service and its CLI keep each other out as well. */
const lockKey = 72_707_369;

async function takeLock(session: SqlSession, log: Pick<Log, "info">): Promise<void> {
  const [row] = await session.query("SELECT pg_try_advisory_xact_lock($1::bigint) AS is_mine", [lockKey]);
  if (row?.["is_mine"]) return;
  log.info({}, "another process applies migrations; waiting for it");
  await session.query("SELECT pg_advisory_xact_lock($1::bigint)", [lockKey]);
}

function refuseFailed(logged: readonly LoggedMigration[]): void {
  const failed = logged.find((entry) => !entry.isFinished);
  if (!failed) return;
  throw new DatabaseStartError(
    "migration-failed",
    `Migration ${failed.name} was begun by Prisma's CLI and did not finish. Look at the database; if nothing of it is there, run "npx prisma migrate resolve --rolled-back ${failed.name}", if all of it is, "--applied ${failed.name}". Then start again.`,
  );
}

function refuseEdited(migrations: readonly Migration[], logged: readonly LoggedMigration[]): void {
  const checksums = new Map(logged.map((entry) => [entry.name, entry.checksum]));
  const edited = migrations.find((migration) => {
    const checksum = checksums.get(migration.name);
    return checksum !== undefined && !hasChecksum(migration, checksum);
  });
  if (!edited) return;
  throw new DatabaseStartError(
    "migration-edited",
    `Migration ${edited.name} was changed after it was applied to this database. Put its file back as it was and write the change as a new migration.`,
  );
}

async function runScript(session: SqlSession, { name, sql }: Migration): Promise<void> {
  try {
    await session.script(sql);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new DatabaseStartError(
      "migration-failed",
      `Migration ${name} failed: ${why}. Nothing of it was kept and the data is as before: go back to the version of the service that ran until now, or mend the cause and start again.`,
      { cause: error },
    );
  }
}

/**
 * Applies the first migration that is missing, in a transaction that holds the lock: a process that is killed leaves
 * nothing behind, and one that waited finds the work done.
 */
const applyNext = (
  database: OpenedDatabase,
  migrations: readonly Migration[],
  log: Pick<Log, "info">,
): Promise<Migration | undefined> =>
  database.scriptTransaction(async (session) => {
    await takeLock(session, log);
    const logged = await readMigrationLog(session);
    refuseFailed(logged);
    refuseEdited(migrations, logged);
    const done = new Set(logged.map((entry) => entry.name));
    const next = migrations.find((migration) => !done.has(migration.name));
    if (next) {
      await runScript(session, next);
      await logMigration(session, next);
    }
    return next;
  });

/**
 * Brings the database to the newest migration and returns the names of those applied. Of several processes at once one
 * applies and the others wait. What it does, Prisma's CLI sees as done, and the other way round. Not by the schema
 * engine in process (0.1 s, so speed is no reason): that notes a migration as begun before it runs, so that a process
 * killed in between would stop every later start, and it tells a failure without PostgreSQL's own words.
 * @param folder prisma/migrations of the package where missing
 * @throws DatabaseStartError when a migration fails, failed before, or was changed after it was applied
 */
export async function applyMigrations(
  database: OpenedDatabase,
  log: Pick<Log, "info">,
  folder: string = migrationsFolder,
): Promise<readonly string[]> {
  const migrations = await readMigrations(folder);
  const applied: string[] = [];
  for (;;) {
    const migration = await applyNext(database, migrations, log);
    if (!migration) return applied;
    log.info({ migration: migration.name }, "migration applied");
    applied.push(migration.name);
  }
}
