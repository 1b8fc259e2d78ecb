import { randomUUID } from "node:crypto";
import { PGlite } from "@electric-sql/pglite";
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { toAdapterError } from "../adapter-error.prisma.js";
import { connectPglite } from "../pglite-adapter.prisma.js";
import { openPgliteDirectory, type PgliteDirectory } from "../pglite-directory.prisma.js";
import { runAsAdmin, withDatabase } from "./admin-connection.prisma.js";
import type { EngineTarget } from "./engine-target.prisma.js";
import { connectPostgresql } from "./postgresql-adapter.prisma.js";

const nothing = async (): Promise<void> => undefined;

/** The engine's ways to its database and to a shadow database, in which it replays the migrations. */
export interface EngineAdapters {
  readonly factory: SqlMigrationAwareDriverAdapterFactory;
  close(): Promise<void>;
}

async function createShadow(url: string): Promise<SqlDriverAdapter> {
  const name = `prisma_migrate_shadow_db_${randomUUID()}`;
  await runAsAdmin(url, `CREATE DATABASE "${name}"`);
  return connectPostgresql(withDatabase(url, name), () => runAsAdmin(url, `DROP DATABASE "${name}" WITH (FORCE)`));
}

async function createEmbeddedShadow(): Promise<SqlDriverAdapter> {
  const pglite = await PGlite.create();
  return connectPglite(pglite, () => pglite.close());
}

const createFactory = (
  connect: () => Promise<SqlDriverAdapter>,
  connectToShadowDb: () => Promise<SqlDriverAdapter>,
): SqlMigrationAwareDriverAdapterFactory => ({
  provider: "postgres",
  adapterName: "@prisma/adapter-pg", // the schema engine knows the official adapters only
  connect,
  connectToShadowDb,
});

function createEmbeddedAdapters(directory: string): EngineAdapters {
  // The engine connects more than once, but a directory opens once.
  let open: Promise<PgliteDirectory> | undefined;
  const connect = async (): Promise<SqlDriverAdapter> => {
    open ??= openPgliteDirectory(directory).catch((error: unknown) => {
      throw toAdapterError(error);
    });
    return connectPglite((await open).pglite, nothing);
  };
  const close = async (): Promise<void> => {
    const opened = await open?.catch(() => undefined); // the engine has shown why it could not be opened
    await opened?.pglite.close();
    await opened?.release();
  };
  return { factory: createFactory(connect, createEmbeddedShadow), close };
}

/** @param shadowUrl a database for replays on PostgreSQL; where missing one is made and dropped each time */
export function createEngineAdapters(target: EngineTarget, shadowUrl?: string): EngineAdapters {
  if (target.engine === "pglite") return createEmbeddedAdapters(target.directory);
  const connect = (): Promise<SqlDriverAdapter> => connectPostgresql(target.url, nothing);
  const shadow = (): Promise<SqlDriverAdapter> =>
    shadowUrl ? connectPostgresql(shadowUrl, nothing) : createShadow(target.url);
  return { factory: createFactory(connect, shadow), close: nothing };
}
