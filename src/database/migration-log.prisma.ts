import { randomUUID } from "node:crypto";
import { systemClock } from "../shared/clock.js";
import type { SqlSession } from "./database.prisma.js";
import type { Migration } from "./migration-files.js";

/** A row of Prisma's own table of migrations that was not rolled back. */
export interface LoggedMigration {
  readonly name: string;
  readonly checksum: string;
  /** False: it was begun, by Prisma's CLI, and failed or was killed. */
  readonly isFinished: boolean;
}

/** Prisma's definition of the table (prisma-engines, sql-schema-connector), so that its CLI reads what we write. */
const createTable = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

/** What was applied to this database, oldest first; makes the table where there is none. */
export async function readMigrationLog(session: SqlSession): Promise<readonly LoggedMigration[]> {
  const [found] = await session.query("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS is_there");
  if (!found?.["is_there"]) await session.script(createTable);
  const rows = await session.query(
    `SELECT migration_name, checksum, finished_at IS NOT NULL AS is_finished
     FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at, migration_name`,
  );
  return rows.map((row) => ({
    name: String(row["migration_name"]),
    checksum: String(row["checksum"]),
    isFinished: row["is_finished"] === true,
  }));
}

/** Notes a migration as applied. */
export async function logMigration(session: SqlSession, migration: Migration): Promise<void> {
  const now = systemClock.now().toISOString();
  await session.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, $4, $4, 1)`,
    [randomUUID(), migration.checksum, migration.name, now],
  );
}
