import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { DatabaseStartError } from "./database-start-error.js";

/** One folder of prisma/migrations. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 in hex, as Prisma stores it. */
  readonly checksum: string;
}

/** prisma/migrations of the package, from `src` as well as from `dist`. */
export const migrationsFolder = fileURLToPath(new URL("../../prisma/migrations/", import.meta.url));

const checksumOf = (sql: string): string => createHash("sha256").update(sql).digest("hex");

/** Whether a stored checksum is this migration's; a checkout may have changed the line ends, as Prisma allows too. */
export const hasChecksum = ({ sql }: Migration, checksum: string): boolean => {
  const unix = sql.replaceAll("\r\n", "\n");
  return [sql, unix, unix.replaceAll("\n", "\r\n")].some((text) => checksumOf(text) === checksum);
};

async function readMigration(folder: string, name: string): Promise<Migration> {
  const sql = await readFile(`${folder}/${name}/migration.sql`, "utf8");
  return { name, sql, checksum: checksumOf(sql) };
}

/**
 * All migrations of a folder in the order of their names.
 * @throws DatabaseStartError when there is none, which is a broken installation
 */
export async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw new DatabaseStartError("migrations-missing", `No migrations in ${folder}. Install the service again.`, {
      cause: error,
    });
  });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  if (names.length === 0) {
    throw new DatabaseStartError("migrations-missing", `No migrations in ${folder}. Install the service again.`);
  }
  return Promise.all(names.toSorted().map((name) => readMigration(folder, name)));
}
