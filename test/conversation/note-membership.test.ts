import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createDirectory } from "../../src/buildings/directory.prisma.js";
import { bindGroup } from "../../src/buildings/group-writes.prisma.js";
import type { Channel, ChatRef, MembershipEvent } from "../../src/channels/channel.js";
import { commitChanges } from "../../src/conversation/commit-changes.prisma.js";
import { createMemberListingHandler, memberListingKind } from "../../src/conversation/due-member-listing.prisma.js";
import { createNoteMembership } from "../../src/conversation/note-membership.prisma.js";
import type { Database, Tx } from "../../src/database/database.prisma.js";
import { createMemberStore } from "../../src/people/member-store.prisma.js";
import { silentLog } from "../../src/shared/log.js";
import { codeOf } from "../support/builders.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";

const morning = new Date("2026-12-01T09:00:00+08:00");
const group: ChatRef = { channel: "sandbox", account: "louxin-sandbox", chat: "g1" };
const grid = codeOf(3).slice(0, 14);
type Passage = Exclude<MembershipEvent, { readonly kind: "renamed" }>;
const passage = (kind: Passage["kind"], personIds: readonly string[], over: Partial<Passage> = {}): Passage => ({
  kind,
  ref: group,
  personIds,
  isBotToo: false,
  at: morning,
  ...over,
});

describeOnEachDatabase("what a network tells of groups", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await emptyDatabase(database);
    await database.transaction((tx) => bindGroup(tx, { ref: group, name: "旧名", grid, buildingCodes: [] }));
  });

  const noting = (commit?: () => Promise<void>) =>
    createNoteMembership({
      directory: createDirectory(database, { now: () => morning }),
      members: createMemberStore(database),
      isQuietHour: () => false,
      transaction: (work) => database.transaction(work),
      commit: commit ?? ((tx, changes, now) => commitChanges(tx, changes, { render: (template) => template, now })),
    });
  const tasks = async () =>
    (await database.prisma.dueTask.findMany({ orderBy: [{ kind: "asc" }, { subject: "asc" }] })).map(
      ({ kind, subject, dueAt }) => `${kind} ${subject.slice("sandbox louxin-sandbox ".length)} ${dueAt.toISOString()}`,
    );
  const present = async () =>
    (await database.prisma.groupMember.findMany({ where: { leftAt: null }, orderBy: { externalId: "asc" } })).map(
      (one) => one.externalId,
    );

  it("sets one task for all who come, at the time of the first, and none for a coming told again", async () => {
    const note = noting();
    await note(passage("joined", ["a"]));
    await note(passage("joined", ["a", "b"], { at: new Date(morning.getTime() + 300_000) }));
    expect(await tasks()).toEqual(["welcome g1 2026-12-01T01:10:00.000Z"]);
    await database.prisma.dueTask.deleteMany();
    await note(passage("joined", ["a", "b"]));
    expect(await tasks()).toEqual([]);
    expect(await present()).toEqual(["a", "b"]);
  });

  it("sets a task for each who goes, once, and takes the bot's own line off where it went itself", async () => {
    const note = noting();
    await note(passage("joined", ["a", "b"]));
    await note(passage("left", ["a"], { at: new Date(morning.getTime() + 1000) }));
    await note(passage("left", ["a"], { at: new Date(morning.getTime() + 90_000_000) }));
    expect(await tasks()).toEqual(["leaver g1 a 2026-12-01T09:30:00.000Z", "welcome g1 2026-12-01T01:10:00.000Z"]);
    await note(passage("left", [], { isBotToo: true }));
    expect(await tasks()).toEqual(["leaver g1 a 2026-12-01T09:30:00.000Z"]);
  });

  it("says who it is where it comes itself, and sets no task for those who came with it", async () => {
    await noting()(passage("joined", ["a"], { isBotToo: true }));
    expect(await tasks()).toEqual([]);
    const lines = await database.prisma.outboxLine.findMany();
    expect(lines).toMatchObject([{ chat: "g1", kind: "join", urgency: "group", state: "queued" }]);
  });

  it("writes all of it or nothing", async () => {
    const refused = noting(() => Promise.reject(new Error("refused")));
    await expect(refused(passage("joined", ["a"]))).rejects.toThrow("refused");
    expect([await present(), await tasks()]).toEqual([[], []]);
    await noting()(passage("joined", ["a"]));
    expect([await present(), await tasks()]).toEqual([["a"], ["welcome g1 2026-12-01T01:10:00.000Z"]]);
  });

  it("keeps what a group is called now", async () => {
    await noting()({ kind: "renamed", ref: group, name: "新名", at: morning });
    expect(await database.prisma.chatGroup.findMany()).toMatchObject([{ name: "新名" }]);
  });

  describe("the list of a group", () => {
    const list = async (listMembers: NonNullable<Channel["listMembers"]>): Promise<Date | undefined> => {
      let next: Date | undefined;
      const handler = createMemberListingHandler({
        channel: { name: group.channel, account: group.account, listMembers },
        members: createMemberStore(database),
        transaction: (work) => database.transaction(work),
        log: silentLog,
      });
      const complete = async (_: Tx, run?: { readonly dueAt: Date }): Promise<void> => void (next = run?.dueAt);
      const at = new Date(morning.getTime() + 60_000);
      await handler(
        { kind: memberListingKind, subject: "all", dueAt: at, data: {}, attempts: 1 },
        { now: at, complete },
      );
      return next;
    };

    it("decides who is there, tells nobody, and is asked for again the next night", async () => {
      await noting()(passage("joined", ["a", "b"]));
      await database.prisma.dueTask.deleteMany();
      expect(await list(async () => ["b", "c"])).toEqual(new Date("2026-12-02T04:00:00+08:00"));
      expect(await present()).toEqual(["b", "c"]);
      expect([await tasks(), await database.prisma.outboxLine.count()]).toEqual([[], 0]);
    });

    it("changes nothing where it is not to be trusted, and one group's failure holds up no other", async () => {
      const other = { ...group, chat: "g2" };
      await database.transaction((tx) => bindGroup(tx, { ref: other, name: "另一个群", grid, buildingCodes: [] }));
      await noting()(passage("joined", ["a"]));
      await list(async () => undefined);
      expect(await present()).toEqual(["a"]);
      await list(async ({ chat }) => {
        if (chat === "g1") throw new Error("the network is away");
        return ["z"];
      });
      expect(await present()).toEqual(["a", "z"]);
    });
  });
});
