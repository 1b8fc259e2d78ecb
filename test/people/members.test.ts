import { beforeAll, beforeEach, expect, it } from "vitest";
import { createDirectory } from "../../src/buildings/directory.prisma.js";
import { type ChatRef, senderKey } from "../../src/channels/channel.js";
import type { Database } from "../../src/database/database.prisma.js";
import { createMemberStore } from "../../src/people/member-store.prisma.js";
import { writeJoined, writeLeft, writeListing } from "../../src/people/member-writes.prisma.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";

const morning = new Date("2026-11-26T09:00:00+08:00");
const after = (minutes: number): Date => new Date(morning.getTime() + minutes * 60_000);
const account = { channel: "sandbox", account: "louxin-sandbox" };
const group: ChatRef = { ...account, chat: "g1" };
const seat = (externalId: string) => ({ ...group, externalId });
const dayMinutes = 24 * 60;

describeOnEachDatabase("members of groups", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(() => emptyDatabase(database));

  const store = () => createMemberStore(database);
  const passage = (personIds: readonly string[], minutes: number, by?: string) => ({
    ref: group,
    personIds,
    at: after(minutes),
    ...(by === undefined ? {} : { by }),
  });
  const join = (...how: Parameters<typeof passage>) => database.transaction((tx) => writeJoined(tx, passage(...how)));
  const leave = (...how: Parameters<typeof passage>) => database.transaction((tx) => writeLeft(tx, passage(...how)));
  const list = (personIds: readonly string[], minutes: number) =>
    database.transaction((tx) => writeListing(tx, passage(personIds, minutes)));
  const rows = () => database.prisma.groupMember.findMany({ orderBy: { externalId: "asc" } });
  const newcomers = async (since: number) =>
    (await store().findNewcomers(group, after(since))).map((one) => one.externalId);
  const writes = async (externalId: string): Promise<string> => {
    const sender = { ...account, externalId, name: externalId };
    const found = await createDirectory(database, { now: () => morning }).findSenders([sender]);
    return found.get(senderKey(sender))?.id ?? "nobody";
  };

  it("notes a coming and a going once, however often they are told", async () => {
    expect(await join(["b", "a", "b"], 0, "gw")).toEqual(["a", "b"]);
    expect(await join(["a", "c"], 1)).toEqual(["c"]);
    expect(await leave(["a"], 2, "a")).toEqual(["a"]);
    expect(await leave(["a"], 3)).toEqual([]);
    expect(await rows()).toMatchObject([
      { externalId: "a", joinedAt: after(0), joinedBy: "gw", leftAt: after(2), leftBy: "a" },
      { externalId: "b", joinedAt: after(0), leftAt: null },
      { externalId: "c", joinedAt: after(1), leftAt: null },
    ]);
  });

  it("notes who goes without having been seen before, once", async () => {
    expect(await leave(["a"], 0)).toEqual(["a"]);
    expect(await leave(["a"], 1)).toEqual([]);
    expect(await join(["a"], 2)).toEqual(["a"]);
  });

  it("takes a writer for a member, and their coming for news when it is told after their first line", async () => {
    await store().noteWriter(seat("a"), after(0));
    expect(await rows()).toMatchObject([{ externalId: "a", joinedAt: null, leftAt: null }]);
    expect(await newcomers(0)).toEqual([]);
    expect(await join(["a"], 0)).toEqual(["a"]);
    expect(await newcomers(0)).toEqual(["a"]);
  });

  it("takes a writer back who had left, but not for a line from before they left", async () => {
    const members = store();
    await leave(["a", "b"], 10);
    await members.noteWriter(seat("a"), after(9));
    await members.noteWriter(seat("b"), after(11));
    await leave(["b"], 12);
    await members.noteWriter(seat("b"), after(13));
    expect(await leave(["a"], 14)).toEqual([]);
    expect(await leave(["b"], 14)).toEqual([]);
    members.forgetWriters(group);
    await members.noteWriter(seat("b"), after(15));
    expect(await leave(["b"], 16)).toEqual(["b"]);
  });

  it("makes the table say what was listed, and keeps who came after the list was asked for", async () => {
    await join(["a", "b"], 0);
    await leave(["c"], 0);
    await join(["late"], 6);
    expect(await list(["a", "c", "d"], 5)).toEqual({ came: 2, left: 1 });
    expect(await list(["a", "c", "d"], 5)).toEqual({ came: 0, left: 0 });
    expect(await rows()).toMatchObject([
      { externalId: "a", leftAt: null },
      { externalId: "b", leftAt: after(5) },
      { externalId: "c", joinedAt: after(5), leftAt: after(0) },
      { externalId: "d", joinedAt: null, leftAt: null },
      { externalId: "late", joinedAt: after(6), leftAt: null },
    ]);
  });

  it("finds who came since then and is still there; a short absence makes nobody a newcomer", async () => {
    const id = await writes("known");
    await join(["old", "away"], 0);
    await leave(["away"], 1);
    await join(["known", "new", "gone"], 5);
    await leave(["gone", "old"], 6);
    await join(["old"], 7);
    expect(await store().findNewcomers(group, after(5))).toEqual([
      { externalId: "known", personId: id },
      { externalId: "new" },
    ]);
    await join(["away"], 31 * dayMinutes);
    expect(await newcomers(8)).toEqual(["away"]);
  });

  it("finds who is gone, with their person", async () => {
    const id = await writes("a");
    await join(["a", "stranger", "stays"], 0);
    await leave(["a", "stranger"], 1);
    const seats = ["a", "stranger", "stays"].map((one) => seat(one));
    expect(await store().findGone(seats)).toEqual([{ seat: seat("a"), personId: id }]);
  });

  it("knows the groups of an account", async () => {
    const known = { name: "群", policy: {} };
    await database.prisma.chatGroup.createMany({
      data: [
        { ...group, ...known },
        { ...group, account: "another", ...known },
      ],
    });
    expect(await store().findGroups(account)).toEqual([group]);
  });
});
