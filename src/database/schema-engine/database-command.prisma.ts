import pg from "pg";
import { errorCodeOf } from "../error-code.js";
import { databaseNameOf, runAsAdmin, withDatabase } from "./admin-connection.prisma.js";
import type { EngineTarget } from "./engine-target.prisma.js";

/** What Prisma's CLI calls PostgreSQL's refusals (prisma.io, error reference); anything else is P1001, unreachable. */
const prismaCodes: Readonly<Record<string, string>> = {
  "3D000": "P1003",
  "28P01": "P1000",
  "28000": "P1000",
  "42P04": "P1009",
};

/** A failed command as the CLI reads it from stderr. */
export interface CommandFailure {
  readonly message: string;
  readonly code: string;
}

async function run(command: string, url: string): Promise<void> {
  const name = pg.escapeIdentifier(databaseNameOf(url));
  if (command === "create-database") return runAsAdmin(withDatabase(url, "postgres"), `CREATE DATABASE ${name}`);
  if (command === "drop-database") {
    return runAsAdmin(withDatabase(url, "postgres"), `DROP DATABASE ${name} WITH (FORCE)`);
  }
  return runAsAdmin(url, "SELECT 1");
}

/**
 * Runs `can-connect`, `create-database` or `drop-database`. On PGlite nothing is to be done: a directory is made when it
 * is opened.
 */
export async function runDatabaseCommand(command: string, target: EngineTarget): Promise<CommandFailure | undefined> {
  if (target.engine === "pglite") return undefined;
  try {
    await run(command, target.url);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { message, code: prismaCodes[errorCodeOf(error) ?? ""] ?? "P1001" };
  }
}
