import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "./config.js";
import { DatabaseStartError } from "./database/database-start-error.js";
import type { OpenedDatabase } from "./database/database.prisma.js";
import { errorCodeOf } from "./database/error-code.js";
import { openDatabase } from "./database/open-database.prisma.js";
import type { Log } from "./shared/log.js";

/** For the words of an error: who opens the database, and to do what, such as `export`. */
export interface Opening {
  readonly log: Log;
  readonly doing: string;
}

/**
 * Opens a database that is there already: a command beside the service must not make an empty one where DATA_DIR is
 * wrong. Throws DatabaseStartError that says what to do, also where the service holds the embedded one.
 */
export async function openExistingDatabase(config: Config, { log, doing }: Opening): Promise<OpenedDatabase> {
  const directory = join(config.dataDir, "database");
  if (config.databaseUrl === undefined && !existsSync(directory))
    throw new DatabaseStartError(
      "missing-database",
      `There is no database in ${directory}. Set DATA_DIR or DATABASE_URL as the service has it.`,
    );
  try {
    return await openDatabase({ ...config, poolSize: 1, log });
  } catch (error) {
    if (!(error instanceof DatabaseStartError) || error.reason !== "in-use") throw error;
    throw new DatabaseStartError(
      "in-use",
      `The embedded database in ${directory} is open in another process, most likely the service, and lets only one in. ` +
        `Stop the service, ${doing}, and start it again. On PostgreSQL (DATABASE_URL) both run at the same time.`,
      { cause: error },
    );
  }
}

/** A table or column that is missing: the service has never run on this database, or an older one did. */
const missing: ReadonlySet<string | undefined> = new Set(["42P01", "42703"]);

/** Turns the error of a missing table into one that says what to do; others stay as they are. */
export const asStartError = (error: unknown, doing: string): unknown =>
  missing.has(errorCodeOf(error))
    ? new DatabaseStartError(
        "migrations-missing",
        `The database lacks tables of this version: start the service (louxin serve) on it once, then ${doing}.`,
        { cause: error },
      )
    : error;
