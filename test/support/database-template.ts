import { createHash } from "node:crypto";
import { existsSync, openAsBlob } from "node:fs";
import { link, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { applyMigrations } from "../../src/database/apply-migrations.prisma.js";
import { migrationsFolder, readMigrations } from "../../src/database/migration-files.js";
import { createPgliteDatabase } from "../../src/database/open-pglite.prisma.js";
import { openPostgresql } from "../../src/database/open-postgresql.prisma.js";
import type { OpenedDatabase } from "../../src/database/database.prisma.js";
import { silentLog } from "../../src/shared/log.js";

const cacheFolder = fileURLToPath(new URL("../../node_modules/.cache/louxin/", import.meta.url));
let made = 0;

/** Ten hex digits that change with any migration. */
async function migrationSet(): Promise<string> {
  const checksums = (await readMigrations(migrationsFolder)).map(({ checksum }) => checksum);
  return createHash("sha256").update(checksums.join()).digest("hex").slice(0, 10);
}

async function makePgliteTemplate(file: string): Promise<void> {
  const pglite = await PGlite.create();
  const database = createPgliteDatabase(pglite, async () => {
    await mkdir(cacheFolder, { recursive: true });
  });
  await applyMigrations(database, silentLog);
  const dump = await pglite.dumpDataDir("none");
  await database.close();
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, Buffer.from(await dump.arrayBuffer()));
  // Another process may have made it meanwhile, and somebody may be reading that one: it is not replaced.
  await link(unfinished, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  await rm(unfinished);
  const old = (await readdir(cacheFolder)).filter((name) => name.endsWith(".tar") && cacheFolder + name !== file);
  await Promise.all(old.map((name) => rm(cacheFolder + name, { force: true })));
}

/** A migrated PGlite in memory; the files of the first are kept on the disk, so that later ones open in half a second. */
export async function openPgliteCopy(): Promise<OpenedDatabase> {
  const file = `${cacheFolder}pglite-${await migrationSet()}.tar`;
  if (!existsSync(file)) await makePgliteTemplate(file);
  const pglite = await PGlite.create({ loadDataDir: await openAsBlob(file) });
  return createPgliteDatabase(pglite, async () => undefined);
}

const urlOf = (server: string, name: string): string => {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
};

async function asAdmin<T>(server: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function isThere(client: pg.Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
  return rowCount === 1;
}

async function ensureTemplate(client: pg.Client, server: string): Promise<string> {
  const name = `louxin_template_${await migrationSet()}`;
  await client.query("SELECT pg_advisory_lock(hashtext('louxin_template'))");
  if (!(await isThere(client, name))) {
    const unfinished = `${name}_unfinished`;
    await client.query(`DROP DATABASE IF EXISTS "${unfinished}" WITH (FORCE)`);
    await client.query(`CREATE DATABASE "${unfinished}"`);
    const database = await openPostgresql({ url: urlOf(server, unfinished), poolSize: 1, log: silentLog });
    await applyMigrations(database, silentLog);
    await database.close();
    await client.query(`ALTER DATABASE "${unfinished}" RENAME TO "${name}"`);
  }
  await client.query("SELECT pg_advisory_unlock(hashtext('louxin_template'))");
  return name;
}

/** A database of its own on a server, empty or migrated, and what drops it. */
export interface PostgresqlCopy {
  readonly url: string;
  drop(): Promise<void>;
}

/** Makes a database: a copy of the migrated template, or without tables where `isEmpty`. */
export async function createPostgresqlCopy(server: string, isEmpty = false): Promise<PostgresqlCopy> {
  const name = `louxin_test_${process.pid}_${(made += 1)}`;
  await asAdmin(server, async (client) => {
    const template = isEmpty ? "template1" : await ensureTemplate(client, server);
    await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    await client.query(`CREATE DATABASE "${name}" TEMPLATE "${template}"`);
    // A commit is seen by all at once and outlives its process all the same; only a server that dies could lose it.
    await client.query(`ALTER DATABASE "${name}" SET synchronous_commit = off`);
  });
  const drop = async (): Promise<void> => {
    await asAdmin(server, (client) => client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`));
  };
  return { url: urlOf(server, name), drop };
}

/** A migrated database on a server, dropped when it is closed. */
export async function openPostgresqlCopy(server: string): Promise<OpenedDatabase> {
  const copy = await createPostgresqlCopy(server);
  const database = await openPostgresql({ url: copy.url, poolSize: 10, log: silentLog });
  let closed: Promise<void> | undefined;
  return { ...database, close: () => (closed ??= database.close().then(copy.drop)) };
}
