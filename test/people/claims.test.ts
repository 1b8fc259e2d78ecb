import { beforeAll, beforeEach, expect, it } from "vitest";
import { createDirectory } from "../../src/buildings/directory.prisma.js";
import { addRole } from "../../src/buildings/role-writes.prisma.js";
import { senderKey } from "../../src/channels/channel.js";
import type { Database } from "../../src/database/database.prisma.js";
import type { Claim, ClaimId } from "../../src/people/claim.js";
import type { PeopleChange } from "../../src/people/people-change.js";
import { createPeopleStore } from "../../src/people/people-store.prisma.js";
import { writePeople } from "../../src/people/people-writes.prisma.js";
import { staleAfter } from "../../src/people/stale-people.js";
import { newId, type PersonId } from "../../src/shared/ids.js";
import { buildBuilding } from "../support/buildings.js";
import { codeOf } from "../support/builders.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";

const now = new Date("2026-11-26T09:00:00+08:00");
const clock = { now: () => now };
const account = { channel: "sandbox", account: "louxin-sandbox" };
const sender = (externalId: string) => ({ ...account, externalId, name: externalId });

describeOnEachDatabase("who is who", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await emptyDatabase(database);
    for (const serial of [3, 5]) {
      const { aliases, ...building } = buildBuilding(serial, { aliases: ["兰姐那栋"] });
      await database.prisma.building.create({
        data: { ...building, aliases: { create: aliases.map((alias) => ({ alias })) } },
      });
    }
  });

  const write = (...changes: PeopleChange[]): Promise<void> => database.transaction((tx) => writePeople(tx, changes));
  const person = async (externalId: string): Promise<PersonId> => {
    const found = await createDirectory(database, clock).findSenders([sender(externalId)]);
    const { id } = found.get(senderKey(sender(externalId))) ?? {};
    if (!id) throw new Error("no person");
    return id;
  };
  const claimOf = (personId: PersonId, over: Partial<Claim> = {}): Claim =>
    ({
      id: newId<ClaimId>(),
      personId,
      wish: "role",
      role: "landlord",
      buildingCode: codeOf(3),
      claimedAt: now,
      askedTimes: 0,
      ...over,
    }) as Claim;
  const store = () => createPeopleStore(database, clock);

  it("keeps a claim once while it waits, and finds it by its writer, by who is asked, and by area", async () => {
    const [id, worker] = [await person("p1"), await person("gw")];
    const claim = claimOf(id, { askedId: worker });
    await write({ kind: "claim", claim }, { kind: "claim", claim: claimOf(id, { askedId: worker }) });
    expect(await store().findWaiting({ of: id })).toEqual([claim]);
    await write({ kind: "ask-claim", id: claim.id, askedId: worker, at: now });
    expect(await store().findWaiting({ askedOf: worker })).toEqual([{ ...claim, askedAt: now, askedTimes: 1 }]);
    expect(await store().findWaiting({ areas: [codeOf(3).slice(0, 14)] })).toHaveLength(1);
    expect(await store().findWaiting({ areas: ["440306099"] })).toEqual([]);
  });

  it("decides a claim once; a later word changes nothing, and the same may be claimed anew", async () => {
    const [id, worker] = [await person("p1"), await person("gw")];
    const claim = claimOf(id);
    await write({ kind: "claim", claim });
    const decide = (state: "confirmed" | "refused"): PeopleChange => ({
      kind: "decide-claim",
      id: claim.id,
      state,
      by: worker,
      at: now,
    });
    await write(decide("refused"), decide("confirmed"));
    expect(await database.prisma.roleClaim.findMany()).toMatchObject([{ state: "refused", decidedBy: worker }]);
    await write({ kind: "claim", claim: claimOf(id) });
    expect(await store().findWaiting({ of: id })).toHaveLength(1);
  });

  it("has one home for a person: the one said last", async () => {
    const id = await person("p1");
    const home = (room: string): PeopleChange => ({
      kind: "home",
      role: { personId: id, kind: "tenant", buildingCode: codeOf(3), room },
      at: now,
    });
    await write(home("502"), home("502"), home("302"));
    const found = (await createDirectory(database, clock).findPeople([id])).get(id);
    expect(found?.roles).toEqual([{ kind: "tenant", buildingCode: codeOf(3), room: "302", isVerified: false }]);
  });

  it("makes two persons one: ids, roles and claims move, and who was known before is reached at the new id", async () => {
    const [fresh, known] = [await person("p-new"), await person("p-old")];
    const verified = { how: "名册", at: now };
    await database.transaction(async (tx) => {
      await addRole(tx, { personId: known, kind: "landlord", buildingCode: codeOf(3), verified });
      await addRole(tx, { personId: fresh, kind: "landlord", buildingCode: codeOf(3) });
      await addRole(tx, { personId: fresh, kind: "tenant", buildingCode: codeOf(5), room: "101" });
    });
    const later = new Date(now.getTime() + 1000);
    const join: PeopleChange = { kind: "same-person", from: fresh, to: known, at: later };
    await write({ kind: "claim", claim: claimOf(fresh) }, join, join);
    const directory = createDirectory(database, { now: () => later });
    const people = await directory.findPeople([fresh, known]);
    expect(people.get(known)).toMatchObject({
      direct: { chat: "direct:p-new" },
      roles: [
        { kind: "landlord", isVerified: true },
        { kind: "tenant", room: "101" },
      ],
    });
    expect(people.get(fresh)).toMatchObject({ roles: [], direct: { chat: "direct:p-new" } });
    expect(await store().findWaiting({ of: known })).toHaveLength(1);
    expect((await directory.findSenders([sender("p-new")])).get(senderKey(sender("p-new")))?.id).toBe(known);
  });

  it("forgets of the directory what a change made untrue, and nothing else", async () => {
    const [id, other] = [await person("p1"), await person("p2")];
    const directory = createDirectory(database, clock);
    const rolesOf = async (one: PersonId) => (await directory.findPeople([one])).get(one)?.roles.length;
    expect([await rolesOf(id), await rolesOf(other)]).toEqual([0, 0]);
    await directory.findContacts(codeOf(3));
    const verified = { how: "邀请码", at: now };
    const grant = (personId: PersonId): PeopleChange => ({
      kind: "role",
      role: { personId, kind: "landlord", buildingCode: codeOf(3), verified },
    });
    await write(grant(id), grant(other));
    directory.forget(staleAfter([grant(id)]) ?? { people: new Set(), areas: [] });
    expect([await rolesOf(id), await rolesOf(other)]).toEqual([1, 0]);
    expect((await directory.findContacts(codeOf(3))).landlords).toHaveLength(2);
  });

  it("keeps the newest bind word of a person, found at their building and, for staff, in their area", async () => {
    const [owner, worker] = [await person("p1"), await person("gw")];
    const verified = { how: "名册", at: now };
    await database.transaction(async (tx) => {
      await addRole(tx, { personId: owner, kind: "landlord", buildingCode: codeOf(3), verified });
      await addRole(tx, { personId: worker, kind: "grid_worker", area: codeOf(3).slice(0, 14), verified });
    });
    const word = (personId: PersonId, hash: string): PeopleChange => ({
      kind: "bind-word",
      personId,
      secret: { salt: "s", hash },
      at: now,
    });
    await write(word(owner, "old"), word(owner, "new"), word(worker, "w"));
    const hashes = async (serial: number) =>
      (await store().findBindWords(codeOf(serial))).map(({ hash }) => hash).toSorted();
    expect(await hashes(3)).toEqual(["new", "w"]);
    expect(await hashes(5)).toEqual(["w"]);
  });

  it("finds buildings by a name, an alias or a code, and within an estate", async () => {
    const codes = async (...[names, estate]: Parameters<ReturnType<typeof store>["findBuildingsNamed"]>) =>
      (await store().findBuildingsNamed(names, estate)).map((one) => one.code);
    expect(await codes(["3栋"])).toEqual([codeOf(3)]);
    expect(await codes(["兰姐那栋"])).toEqual([codeOf(3), codeOf(5)]);
    expect(await codes([codeOf(5)])).toEqual([codeOf(5)]);
    expect(await codes(["3栋"], "别的村")).toEqual([]);
  });

  it("finds the building of a plate by its code", async () => {
    await database.prisma.plateToken.create({
      data: { buildingCode: codeOf(5), token: "t", shortCode: "K7M3QX", createdAt: now },
    });
    expect(await store().findBuildingOfPlate("K7M3QX")).toBe(codeOf(5));
    expect(await store().findBuildingOfPlate("K7M3QY")).toBeUndefined();
  });

  it("finds people by a name near a building: with a role first, then in the groups of its grid", async () => {
    const names = ["阿强", "1栋楼长阿强", "阿珍"];
    const ids = await Promise.all(names.map(person));
    await database.transaction((tx) =>
      addRole(tx, { personId: ids[1] as PersonId, kind: "head", buildingCode: codeOf(3) }),
    );
    const chat = { ...account, chat: "g1" };
    await database.prisma.chatGroup.create({ data: { ...chat, name: "群", grid: codeOf(3).slice(0, 14), policy: {} } });
    await database.prisma.groupMember.createMany({
      data: names.map((externalId) => ({ ...chat, externalId, joinedAt: now })),
    });
    expect(await store().findNamed("阿强", codeOf(3))).toEqual([ids[1], ids[0]]);
    expect(await store().findGridsOf(sender("阿强"))).toEqual([codeOf(3).slice(0, 14)]);
  });
});
