import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { DatabaseStartError } from "./database-start-error.js";
import { errorCodeOf } from "./error-code.js";

const heldHere = new Set<string>();

/**
 * When a process began, in clock ticks since the machine's start; empty where the system does not tell (not Linux), and
 * undefined where there is no such process. A pid alone says little: in a container every start has the same one.
 */
async function startOf(pid: number): Promise<string | undefined> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (errorCodeOf(error) !== "EPERM") return undefined; // EPERM: it lives, under another user
  }
  try {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    // The name in the second field may hold spaces and brackets; the state and the start are the 1st and 20th after it.
    const [state = "", ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // A process that has ended keeps its pid until its parent has taken note, and holds nothing any more.
    return state === "Z" || state === "X" ? undefined : (fields[18] ?? "");
  } catch {
    return ""; // no /proc: the pid has to do
  }
}

const describeOwner = async (): Promise<string> => `${process.pid} ${(await startOf(process.pid)) ?? ""}`.trim();

async function isAlive(owner: string): Promise<boolean> {
  const [pid, start = ""] = owner.trim().split(" ");
  const now = await startOf(Number(pid));
  return now !== undefined && (now === "" || start === "" || now === start);
}

async function readOwner(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (errorCodeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** Whether `from` now also stands at `to`; false when something stood there. */
async function claim(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (errorCodeOf(error) === "EEXIST") return false;
    throw error;
  }
}

/** Takes a dead process's lock away; puts it back if, between reading and taking, it became a living one's. */
async function clearStale(file: string, stale: string): Promise<void> {
  const aside = `${file}.${process.pid}.stale`;
  try {
    await rename(file, aside);
  } catch (error) {
    if (errorCodeOf(error) === "ENOENT") return; // somebody else cleared it
    throw error;
  }
  if ((await readOwner(aside)) !== stale) await claim(aside, file);
  await rm(aside, { force: true });
}

const inUse = (directory: string, pid: string): DatabaseStartError =>
  new DatabaseStartError(
    "in-use",
    `The database in ${directory} is in use by the process ${pid}. Stop that process first, or give this one another DATA_DIR.`,
  );

/**
 * Takes a directory for this process by a file `<directory>.lock` beside it, which holds the owner's pid and start. The
 * lock of a process that is gone is taken over. Returns what gives the directory back.
 * @throws DatabaseStartError when a living process, this one included, has it
 */
export async function takeDirectoryLock(directory: string): Promise<() => Promise<void>> {
  const file = `${directory}.lock`;
  if (heldHere.has(file)) throw inUse(directory, `${process.pid} (this one)`);
  heldHere.add(file);
  const mine = `${file}.${process.pid}`;
  try {
    await writeFile(mine, await describeOwner());
    while (!(await claim(mine, file))) {
      const owner = await readOwner(file);
      if (owner === undefined) continue; // given back this instant
      if (await isAlive(owner)) throw inUse(directory, owner.split(" ")[0] ?? "");
      await clearStale(file, owner);
    }
  } catch (error) {
    heldHere.delete(file);
    throw error;
  } finally {
    await rm(mine, { force: true });
  }
  return async () => {
    heldHere.delete(file);
    await rm(file, { force: true });
  };
}
