import { beforeAll, beforeEach, expect, it } from "vitest";
import { createDirectory } from "../../src/buildings/directory.prisma.js";
import { bindGroup, renameGroup } from "../../src/buildings/group-writes.prisma.js";
import type { NewRole } from "../../src/buildings/role-change.js";
import { addRole } from "../../src/buildings/role-writes.prisma.js";
import { chatKey, type ChatRef, senderKey } from "../../src/channels/channel.js";
import type { Database } from "../../src/database/database.prisma.js";
import type { BuildingCode, PersonId } from "../../src/shared/ids.js";
import { buildBuilding } from "../support/buildings.js";
import { codeOf } from "../support/builders.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";

const now = new Date("2026-11-26T09:00:00+08:00");
const clock = { now: () => now };
const account = { channel: "sandbox", account: "louxin-sandbox" };
const grid = codeOf(1).slice(0, 14);
const sender = (externalId: string, name = externalId) => ({ ...account, externalId, name });
const chat = (name: string): ChatRef => ({ ...account, chat: name });
const verified = { how: "名册", at: now };

/** Counts the queries that reach the database. */
function counting(database: Database): { readonly database: Database; readonly count: () => number } {
  let queries = 0;
  const prisma = new Proxy(database.prisma, {
    get(target, name) {
      if (name === "$queryRaw" || name === "$executeRaw") queries += 1;
      return Reflect.get(target, name) as unknown;
    },
  });
  return { database: { ...database, prisma }, count: () => queries };
}

describeOnEachDatabase("directory", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(() => emptyDatabase(database));

  const addBuildings = async (...serials: number[]): Promise<void> => {
    for (const serial of serials) {
      const { aliases, ...building } = buildBuilding(serial, { aliases: [`${serial}号楼`, "兰姐那栋"] });
      await database.prisma.building.create({
        data: { ...building, aliases: { create: aliases.map((alias) => ({ alias })) } },
      });
    }
  };
  const addPerson = async (externalId: string, ...roles: Omit<NewRole, "personId">[]): Promise<PersonId> => {
    const people = await createDirectory(database, clock).findSenders([sender(externalId)]);
    const { id } = people.get(senderKey(sender(externalId))) ?? {};
    if (!id) throw new Error("no person");
    await database.transaction(async (tx) => {
      for (const role of roles) await addRole(tx, { ...role, personId: id });
    });
    return id;
  };

  it("takes a sender never seen as a passer-by who can be reached in private", async () => {
    const found = await createDirectory(database, clock).findSenders([sender("p1", "3栋502小王")]);
    expect(found.get(senderKey(sender("p1")))).toMatchObject({
      name: "3栋502小王",
      roles: [],
      direct: chat("direct:p1"),
    });
    expect(await database.prisma.identity.findMany()).toMatchObject([
      { externalId: "p1", nickname: "3栋502小王", boundAt: now },
    ]);
  });

  it("makes one person of a sender whom several processes meet at once", async () => {
    const senders = Array.from({ length: 50 }, (_, n) => sender(`p${n}`));
    const directories = Array.from({ length: 8 }, () => createDirectory(database, clock));
    const found = await Promise.all(
      directories.map((directory, n) => directory.findSenders(n % 2 === 0 ? senders : senders.toReversed())),
    );
    const idsOf = (people: (typeof found)[number] | undefined) => senders.map((one) => people?.get(senderKey(one))?.id);
    for (const people of found) expect(idsOf(people)).toEqual(idsOf(found[0]));
    expect(new Set(idsOf(found[0])).size).toBe(50);
    expect(await database.prisma.person.count()).toBe(50);
  });

  it("asks nothing when all is known, until it is told to forget", async () => {
    await addBuildings(3);
    const { database: counted, count } = counting(database);
    const directory = createDirectory(counted, clock);
    const ask = async (): Promise<void> => {
      await directory.findSenders([sender("p1"), sender("p2")]);
      await directory.findGroups([chat("unknown")]);
      await directory.findBuildingsOfGrid(grid);
      await directory.findContacts(codeOf(3));
      await directory.findGroupsOfBuilding(codeOf(3));
      await directory.findGroupsOfGrid(grid);
    };
    await ask();
    const before = count();
    await ask();
    expect(count()).toBe(before);
    directory.invalidate();
    await ask();
    expect(count()).toBeGreaterThan(before);
  });

  it("asks for the contacts of a whole grid at once", async () => {
    await addBuildings(1, 2, 3);
    const { database: counted, count } = counting(database);
    const directory = createDirectory(counted, clock);
    await Promise.all([1, 2, 3].map((serial) => directory.findContacts(codeOf(serial))));
    expect(count()).toBe(2);
  });

  it("knows the roles of a person, verified or claimed, and none that ended", async () => {
    await addBuildings(3);
    const id = await addPerson(
      "p1",
      { kind: "landlord", buildingCode: codeOf(3), verified },
      { kind: "tenant", buildingCode: codeOf(3), room: "502" },
      { kind: "grid_worker", area: grid, verified },
    );
    await database.prisma.role.updateMany({ where: { kind: "grid_worker" }, data: { endedAt: now } });
    expect((await createDirectory(database, clock).findPeople([id])).get(id)?.roles).toEqual([
      { kind: "landlord", buildingCode: codeOf(3), isVerified: true },
      { kind: "tenant", buildingCode: codeOf(3), room: "502", isVerified: false },
    ]);
  });

  it("gives a role once and verifies one that was claimed", async () => {
    await addBuildings(3);
    const claimed = { kind: "head", buildingCode: codeOf(3) } as const;
    const id = await addPerson(
      "p1",
      claimed,
      claimed,
      { ...claimed, verified },
      { ...claimed, verified: { how: "again", at: now } },
    );
    expect(await database.prisma.role.findMany()).toMatchObject([
      { personId: id, kind: "head", verifiedHow: "名册", verifiedAt: now },
    ]);
  });

  it("answers a sender where they wrote, and reaches a person at the identity bound last", async () => {
    const id = await addPerson("p1");
    const newer = { ...account, account: "second", externalId: "p1-new" };
    const boundAt = new Date(now.getTime() + 1000);
    await database.prisma.identity.create({ data: { ...newer, personId: id, nickname: "", boundAt } });
    const directory = createDirectory(database, clock);
    const senders = await directory.findSenders([sender("p1"), { ...newer, name: "" }]);
    expect([...senders.values()].map((person) => [person.id, person.direct?.chat])).toEqual([
      [id, "direct:p1"],
      [id, "direct:p1-new"],
    ]);
    expect((await directory.findPeople([id])).get(id)?.direct).toEqual({
      channel: "sandbox",
      account: "second",
      chat: "direct:p1-new",
    });
  });

  it("finds buildings with their aliases, by code and by grid", async () => {
    await addBuildings(3, 1);
    const directory = createDirectory(database, clock);
    expect((await directory.findBuildings([codeOf(3), codeOf(9)])).get(codeOf(3))).toEqual(
      buildBuilding(3, { aliases: ["3号楼", "兰姐那栋"] }),
    );
    expect((await directory.findBuildingsOfGrid(grid)).map((building) => building.name)).toEqual(["1栋", "3栋"]);
    expect(await directory.findBuildingsOfGrid("44030699999999")).toEqual([]);
  });

  it("finds whom to turn to: the verified people of a building and the staff above it", async () => {
    await addBuildings(3, 4);
    const here = { buildingCode: codeOf(3), verified };
    await addPerson("landlord", { kind: "landlord", ...here });
    await addPerson("claims", { kind: "landlord", buildingCode: codeOf(3) });
    await addPerson("head", { kind: "head", ...here });
    await addPerson("sub", { kind: "sublandlord", ...here });
    await addPerson("tenant", { kind: "tenant", ...here });
    await addPerson("elsewhere", { kind: "landlord", buildingCode: codeOf(4), verified });
    await addPerson("worker", { kind: "grid_worker", area: grid, verified });
    await addPerson("other worker", { kind: "grid_worker", area: "44030601800306", verified });
    await addPerson("community", { kind: "community", area: grid.slice(0, 12), verified });
    await addPerson("street", { kind: "street", area: grid.slice(0, 9), verified });
    const contacts = await createDirectory(database, clock).findContacts(codeOf(3));
    expect(
      Object.fromEntries(
        Object.entries(contacts).map(([kind, people]) => [kind, people.map((one: { name: string }) => one.name)]),
      ),
    ).toEqual({
      landlords: ["landlord"],
      heads: ["head"],
      sublandlords: ["sub"],
      gridWorkers: ["worker"],
      community: ["community"],
      street: ["street"],
    });
    expect(contacts.landlords[0]?.direct).toEqual(chat("direct:landlord"));
  });

  it("binds groups, and finds those of a building before those of its grid", async () => {
    await addBuildings(3, 4);
    const bind = (name: string, codes: readonly BuildingCode[], groupGrid?: string): Promise<void> =>
      database.transaction((tx) =>
        bindGroup(tx, { ref: chat(name), name, buildingCodes: codes, ...(groupGrid ? { grid: groupGrid } : {}) }),
      );
    await bind("a 网格群", [], grid);
    await bind("b 3栋群", [codeOf(3)], grid);
    await bind("c 4栋群", [codeOf(4)], grid);
    await bind("d 别处", [], "44030601800306");
    await bind("e 没绑", []);
    const directory = createDirectory(database, clock);
    const names = (groups: readonly { readonly name: string }[]): string[] => groups.map((group) => group.name);
    expect(names(await directory.findGroupsOfBuilding(codeOf(3)))).toEqual(["b 3栋群", "a 网格群"]);
    expect(names(await directory.findGroupsOfGrid(grid))).toEqual(["a 网格群", "b 3栋群", "c 4栋群"]);
    expect((await directory.findGroups([chat("b 3栋群"), chat("nowhere")])).get(chatKey(chat("b 3栋群")))).toEqual({
      ref: chat("b 3栋群"),
      name: "b 3栋群",
      grid,
      buildingCodes: [codeOf(3)],
      policy: { isSilent: false, linesPerDay: 3 },
    });
    await database.prisma.chatGroup.updateMany({ where: { chat: "b 3栋群" }, data: { policy: { linesPerDay: 1 } } });
    await bind("b 3栋群", [codeOf(4)], grid);
    await database.transaction((tx) => renameGroup(tx, chat("b 3栋群"), "b 新名"));
    directory.invalidate();
    expect((await directory.findGroups([chat("b 3栋群")])).get(chatKey(chat("b 3栋群")))).toMatchObject({
      name: "b 新名",
      buildingCodes: [codeOf(4)],
      policy: { isSilent: false, linesPerDay: 1 },
    });
  });
});
