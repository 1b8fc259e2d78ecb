import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { takeDirectoryLock } from "./directory-lock.js";

/** An open PGlite, and what gives its directory back once it is closed. */
export interface PgliteDirectory {
  readonly pglite: PGlite;
  release(): Promise<void>;
}

/** Made apart and renamed when whole, so that a process killed while it makes the files leaves no half database. */
async function makeDatabase(directory: string): Promise<void> {
  const unfinished = `${directory}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  const pglite = await PGlite.create(unfinished);
  await pglite.close();
  await rename(unfinished, directory);
}

/**
 * Opens the PGlite of a directory for this process alone, making it where there is none. PGlite itself would let two
 * processes write the same files.
 * @throws DatabaseStartError when another process has it open
 */
export async function openPgliteDirectory(directory: string): Promise<PgliteDirectory> {
  await mkdir(dirname(directory), { recursive: true });
  const release = await takeDirectoryLock(directory);
  try {
    if (!existsSync(join(directory, "PG_VERSION"))) await makeDatabase(directory);
    return { pglite: await PGlite.create(directory), release };
  } catch (error) {
    await release();
    throw error;
  }
}
