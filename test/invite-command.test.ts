import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadConfig } from "../src/config.js";
import { applyMigrations } from "../src/database/apply-migrations.prisma.js";
import { openDatabase } from "../src/database/open-database.prisma.js";
import { runInvite } from "../src/invite-command.js";
import { findInvites } from "../src/people/invite-rows.prisma.js";
import { selectorOf } from "../src/people/invite.js";
import { isSecret } from "../src/people/secret.js";
import { silentLog as log } from "../src/shared/log.js";
import { buildBuilding } from "./support/buildings.js";
import { codeOf } from "./support/builders.js";
import { tempFolder } from "./support/temp-folder.js";

const run = async (dataDir: string, ...argv: readonly string[]) => {
  const printed: string[] = [];
  const told: string[] = [];
  const code = await runInvite(argv, loadConfig({ DATA_DIR: dataDir }), {
    print: async (text) => void printed.push(text),
    tell: (line) => void told.push(line),
    log,
  });
  return { code, printed: printed.join(""), told: told.join("\n") };
};

describe("louxin invite", { timeout: 60_000 }, () => {
  let dataDir = "";
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "louxin-invite-"));
    const database = await openDatabase({ dataDir, log });
    await applyMigrations(database, log);
    for (const serial of [3, 4]) {
      const { aliases: _, ...building } = buildBuilding(serial);
      await database.prisma.building.create({ data: building });
    }
    const { aliases: _, ...twin } = buildBuilding(9, { name: "4栋", estate: "麻布新村" });
    await database.prisma.building.create({ data: twin });
    await database.close();
  });
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  it.each([
    [[]],
    [["--role", "king", "--building", "3栋"]],
    [["--role", "landlord"]],
    [["--role", "landlord", "--area", "44030601800305"]],
    [["--role", "grid_worker", "--area", "440306"]],
    [["--role", "landlord", "--building", "3栋", "--days", "0"]],
    [["--role", "landlord", "--building", "3栋", "--uses", "many"]],
    [["landlord"]],
  ])("says how it is used instead of %j", async (argv) => {
    expect(await run("nowhere", ...argv)).toMatchObject({
      code: 2,
      printed: "",
      told: expect.stringContaining("usage: louxin invite"),
    });
  });

  it("makes no database where there is none", async () => {
    await expect(run(await tempFolder(), "--role", "head", "--building", "3栋")).rejects.toMatchObject({
      reason: "missing-database",
    });
  });

  it("prints the code and the line to send, and keeps only the hash", async () => {
    const { code, printed } = await run(dataDir, "--role", "landlord", "--building", "三栋", "--days", "3");
    expect(code).toBe(0);
    const [secret = "", , ...line] = printed.split("\n");
    expect(line.join("\n")).toContain(`就登记您是3栋房东:\n邀请码 ${secret}`);
    const database = await openDatabase({ dataDir, log });
    const [invite] = await findInvites(database, selectorOf(secret), new Date(0));
    await database.close();
    expect(invite).toMatchObject({ role: "landlord", buildingCode: codeOf(3), usesLeft: 1 });
    expect(invite && (await isSecret(secret, invite))).toBe(true);
    expect((invite?.expiresAt.getTime() ?? 0) - (invite?.createdAt.getTime() ?? 0)).toBe(3 * 86_400_000);
  });

  it("says why a building cannot be told", async () => {
    expect(await run(dataDir, "--role", "head", "--building", "99栋")).toEqual({
      code: 1,
      printed: "",
      told: "没有叫“99栋”的楼栋。",
    });
    const several = await run(dataDir, "--role", "head", "--building", "4栋");
    expect(several.told).toContain(`${codeOf(4)} 华侨新村4栋`);
    expect((await run(dataDir, "--role", "head", "--building", "4栋", "--estate", "麻布新村")).code).toBe(0);
    expect((await run(dataDir, "--role", "head", "--building", "4403990180030500003")).told).toContain("第5—6位");
  });

  it("makes a code for staff", async () => {
    const made = await run(dataDir, "--role", "grid_worker", "--area", "44030601800305", "--uses", "2");
    expect(made.printed).toContain("44030601800305网格网格员");
  });
});
