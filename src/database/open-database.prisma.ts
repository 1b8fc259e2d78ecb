import { resolve } from "node:path";
import type { Log } from "../shared/log.js";
import type { OpenedDatabase } from "./database.prisma.js";
import { openPglite } from "./open-pglite.prisma.js";
import { openPostgresql } from "./open-postgresql.prisma.js";

/** Where the data is, and how many connections may be used. */
export interface DatabaseOptions {
  /** PostgreSQL ≥ 15. Missing: PGlite in this process, under `<dataDir>/database`. */
  readonly databaseUrl?: string | undefined;
  readonly dataDir: string;
  /** Connections to PostgreSQL; 10 where missing. */
  readonly poolSize?: number | undefined;
  readonly log: Pick<Log, "info" | "warn">;
}

/**
 * Opens the database without applying migrations.
 * @throws DatabaseStartError when it is in use by another process, unreachable or too old
 */
export async function openDatabase(options: DatabaseOptions): Promise<OpenedDatabase> {
  if (options.databaseUrl) {
    return openPostgresql({ url: options.databaseUrl, poolSize: options.poolSize ?? 10, log: options.log });
  }
  const directory = resolve(options.dataDir, "database");
  options.log.info(
    { directory },
    "embedded database: for trying out and one small grid; it survives a crash of the service, not a power cut",
  );
  return openPglite(directory);
}
