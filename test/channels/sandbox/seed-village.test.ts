import { afterEach, beforeAll, expect, it } from "vitest";
import { createDirectory } from "../../../src/buildings/directory.prisma.js";
import { seedHistory } from "../../../src/channels/sandbox/seed-history.prisma.js";
import { seedVillage } from "../../../src/channels/sandbox/seed-village.prisma.js";
import { codeInVillage, parseVillage } from "../../../src/channels/sandbox/village.js";
import { createWorldStore } from "../../../src/channels/sandbox/world-store.prisma.js";
import { ladderTaskKind } from "../../../src/conversation/ladder-task.js";
import { type Database } from "../../../src/database/database.prisma.js";
import { ensurePartitions } from "../../../src/database/ensure-partitions.prisma.js";
import { loadRules, templatePath } from "../../../src/load-rules.js";
import { readYaml } from "../../../src/shared/read-yaml.js";
import { describeOnEachDatabase, emptyDatabase } from "../../support/database.js";
import { morning, stillClock } from "./small-world.js";

const village = readYaml(templatePath("sample", "village.yaml"), parseVillage);
const { rules } = loadRules();
const dayMs = 86_400_000;

describeOnEachDatabase("the sample village in the database", (open) => {
  let database: Database;

  beforeAll(async () => {
    database = await open();
    await ensurePartitions(database, new Date(morning.getTime() - 60 * dayMs));
    await ensurePartitions(database, morning);
  });
  afterEach(() => emptyDatabase(database));

  const plant = (): Promise<void> =>
    database.transaction(async (tx) => {
      const people = await seedVillage(tx, village, morning);
      await seedHistory(tx, { village, people, rules, now: morning });
    });

  it("has people who are found by their ids in the sandbox, with verified roles", async () => {
    await plant();
    const directory = createDirectory(database, stillClock());
    const contacts = await directory.findContacts(codeInVillage(village, 3));
    expect(contacts.landlords.map((one) => one.name)).toEqual(["兰姐"]);
    expect(contacts.heads.map((one) => one.name)).toEqual(["3栋楼栋长伟叔"]);
    expect(contacts.gridWorkers.map((one) => one.name)).toEqual(["覃工(麻布03网格)"]);
    const key = { channel: "sandbox", account: "louxin-sandbox" };
    const senders = await directory.findSenders([{ ...key, externalId: "te-05", name: "3栋302阿珍" }]);
    expect([...senders.values()]).toMatchObject([{ roles: [{ kind: "tenant", room: "302", isVerified: true }] }]);
  });

  it("has a group for the grid and one for each part of the buildings", async () => {
    await plant();
    const directory = createDirectory(database, stillClock());
    const groups = await directory.findGroupsOfBuilding(codeInVillage(village, 7));
    expect(groups.map((one) => one.name)).toEqual(["华侨新村6-10栋平安群", "麻布03网格楼栋长群"]);
  });

  it("has a past: cases with their logs, and talk that no start offers to the bot again", async () => {
    await plant();
    const cases = await database.prisma.hazard.findMany({ include: { events: true, reporters: true } });
    expect(cases).toHaveLength(village.hazards.length);
    expect(cases.filter((one) => one.state === "closed").length).toBeGreaterThanOrEqual(10);
    for (const one of cases) {
      expect(one.version).toBe(one.events.length);
      expect(one.reporters).toHaveLength(1);
    }
    const timers = await database.prisma.dueTask.findMany({ where: { kind: ladderTaskKind } });
    const unfixed = cases.filter((one) => one.state === "notified");
    expect(unfixed.length).toBeGreaterThan(0);
    expect(timers.map((one) => one.subject).toSorted()).toEqual(unfixed.map((one) => one.id).toSorted());
    const store = createWorldStore(database, { folder: "unused", botId: village.bot.id });
    const lines = await store.findAfter(0, { limit: 1000 });
    expect(lines).toHaveLength(village.lines.length + village.hazards.length);
    expect(lines.map((line) => line.at)).toEqual(
      lines.map((line) => line.at).toSorted((a, b) => a.getTime() - b.getTime()),
    );
    expect(await database.prisma.message.count()).toBe(lines.length);
    expect(await database.prisma.messageBuilding.count()).toBe(village.hazards.length);
    expect(await store.findNotAccepted()).toEqual([]);
  });
});
