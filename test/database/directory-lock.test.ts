import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { once } from "node:events";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { takeDirectoryLock } from "../../src/database/directory-lock.js";
import { tempFolder } from "../support/temp-folder.js";

const deadPid = async (): Promise<number> => {
  const child = spawn(process.execPath, ["-e", ""]);
  await once(child, "exit");
  return child.pid ?? 0;
};

const livingPid = (): number => {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  onTestFinished(() => {
    child.kill();
  });
  return child.pid ?? 0;
};

/** A process that has ended while its parent, which lives on, takes no note of it. */
async function endedPid(): Promise<number> {
  const parent = spawn("sh", ["-c", "sleep 0 & echo $!; exec sleep 60"]);
  onTestFinished(() => {
    parent.kill();
  });
  const [written] = (await once(parent.stdout, "data")) as [Buffer];
  const pid = Number(written.toString());
  await vi.waitFor(async () => expect(await readFile(`/proc/${pid}/stat`, "utf8")).toContain(") Z "));
  return pid;
}

describe("takeDirectoryLock", () => {
  it("notes the owner's pid beside the directory and removes the note when given back", async () => {
    const directory = join(await tempFolder(), "database");
    const release = await takeDirectoryLock(directory);
    expect(await readFile(`${directory}.lock`, "utf8")).toMatch(new RegExp(`^${process.pid}\\b`));
    await release();
    expect(existsSync(`${directory}.lock`)).toBe(false);
    await (
      await takeDirectoryLock(directory)
    )();
  });

  it("refuses, naming the process, while another one lives", async () => {
    const directory = join(await tempFolder(), "database");
    const pid = livingPid();
    await writeFile(`${directory}.lock`, `${pid}`);
    await expect(takeDirectoryLock(directory)).rejects.toMatchObject({
      reason: "in-use",
      message: expect.stringContaining(`in use by the process ${pid}`),
    });
    expect(await readFile(`${directory}.lock`, "utf8")).toBe(`${pid}`);
  });

  it("refuses a second time in the same process", async () => {
    const directory = join(await tempFolder(), "database");
    const release = await takeDirectoryLock(directory);
    await expect(takeDirectoryLock(directory)).rejects.toThrow("(this one)");
    await release();
  });

  it("takes over the lock of a process that is gone", async () => {
    const directory = join(await tempFolder(), "database");
    await writeFile(`${directory}.lock`, `${await deadPid()} 1`);
    const release = await takeDirectoryLock(directory);
    expect(await readFile(`${directory}.lock`, "utf8")).toMatch(new RegExp(`^${process.pid}\\b`));
    await release();
  });

  it.runIf(process.platform === "linux")("takes over from a process that has ended and was not reaped", async () => {
    const directory = join(await tempFolder(), "database");
    await writeFile(`${directory}.lock`, `${await endedPid()}`);
    const release = await takeDirectoryLock(directory);
    expect(await readFile(`${directory}.lock`, "utf8")).toMatch(new RegExp(`^${process.pid}\\b`));
    await release();
  });

  it.runIf(process.platform === "linux")("takes over when another process has the owner's pid now", async () => {
    const directory = join(await tempFolder(), "database");
    await writeFile(`${directory}.lock`, `${livingPid()} 1`);
    const release = await takeDirectoryLock(directory);
    expect(await readFile(`${directory}.lock`, "utf8")).toMatch(new RegExp(`^${process.pid}\\b`));
    await release();
  });

  it("lets one of many have it that find a dead lock at once", async () => {
    const directory = join(await tempFolder(), "database");
    await writeFile(`${directory}.lock`, `${await deadPid()} 1`);
    const program = `
      import { takeDirectoryLock } from "${new URL("../../src/database/directory-lock.ts", import.meta.url).href}";
      await takeDirectoryLock(process.argv[1]).then(() => console.log("mine"), (e) => console.log(e.reason));
      process.stdin.resume();`;
    const contenders = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program, directory]),
    );
    const answers = await Promise.all(
      contenders.map(async (child) => String((await once(child.stdout, "data"))[0]).trim()),
    );
    for (const child of contenders) child.kill();
    expect(answers.toSorted()).toEqual(["in-use", "in-use", "in-use", "mine"]);
  }, 60_000);
});
