import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Database } from "../../src/database/database.prisma.js";
import { hideSentCodes } from "../../src/people/invite-rows.prisma.js";
import type { Invite, InviteId } from "../../src/people/invite.js";
import type { PeopleChange } from "../../src/people/people-change.js";
import { createPeopleStore } from "../../src/people/people-store.prisma.js";
import { writePeople } from "../../src/people/people-writes.prisma.js";
import { type MessageId, newId, type PersonId } from "../../src/shared/ids.js";
import { codeOf } from "../support/builders.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";

const now = new Date("2026-11-26T09:00:00+08:00");
const clock = { now: () => now };

describeOnEachDatabase("invitations and tries", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(() => emptyDatabase(database));
  const write = (...changes: PeopleChange[]): Promise<void> => database.transaction((tx) => writePeople(tx, changes));
  const store = () => createPeopleStore(database, clock);
  const invite: Invite = {
    id: newId<InviteId>(),
    selector: "K7M",
    salt: "s",
    hash: "h",
    role: "landlord",
    buildingCode: codeOf(3),
    createdBy: newId<PersonId>(),
    createdAt: now,
    expiresAt: new Date(now.getTime() + 1000),
    usesLeft: 1,
  };

  it("are found by the beginning of their code until they are used up", async () => {
    await write({ kind: "invite", invite });
    expect(await store().findInvites("K7M", now)).toEqual([invite]);
    expect(await store().findInvites("XXX", now)).toEqual([]);
    const use: PeopleChange = { kind: "use-invite", id: invite.id, at: now };
    await write(use);
    expect(await store().findInvites("K7M", now)).toEqual([]);
    await expect(write(use)).rejects.toMatchObject({ name: "StalePeopleError" });
  });

  it("are out of date after their last day", async () => {
    await write({ kind: "invite", invite });
    expect(await store().findInvites("K7M", invite.expiresAt)).toEqual([]);
    await expect(write({ kind: "use-invite", id: invite.id, at: invite.expiresAt })).rejects.toThrow("used up");
  });

  it("of wrong tries only those of the day count, each person for themselves", async () => {
    const wrong = (day: string, subject = "p1"): PeopleChange => ({ kind: "try", what: "invite", subject, day });
    await write(wrong("2026-11-25"), wrong("2026-11-26"), wrong("2026-11-26"), wrong("2026-11-26", "p2"));
    expect(await store().countTries("invite", "p1", "2026-11-26")).toBe(2);
    expect(await store().countTries("invite", "p1", "2026-11-25")).toBe(0);
    expect(await store().countTries("bind-word", "p1", "2026-11-26")).toBe(0);
  });

  it("are hidden in the archive and, once they went out, in the outbox", async () => {
    const [id, chat] = [newId<MessageId>(), "direct:p1"];
    const account = { channel: "sandbox", account: "a" };
    await database.prisma.message.create({
      data: {
        ...account,
        id,
        chat,
        externalId: "x1",
        senderId: "p1",
        senderName: "阿强",
        isOwn: false,
        kind: "text",
        text: "K7M4PX9Q",
        mentionsBot: false,
        mediaCount: 0,
        isLate: false,
        sentAt: now,
        receivedAt: now,
      },
    });
    await write({ kind: "hide-text", message: { id, chat, sentAt: now }, text: "(邀请码)" });
    expect(await database.prisma.message.findFirst()).toMatchObject({ text: "(邀请码)" });
    const line = (state: string) => ({
      ...account,
      chat,
      kind: "invite-forward",
      urgency: "reply",
      lane: 1,
      text: "发给它:\n邀请码 K7M4PX9Q",
      dedupeKey: state,
      notBefore: now,
      state,
      createdAt: now,
    });
    await database.prisma.outboxLine.createMany({ data: [line("queued"), line("confirmed")] });
    await hideSentCodes(database);
    const kept = await database.prisma.outboxLine.findMany({ orderBy: { id: "asc" } });
    expect(kept.map(({ text }) => text)).toEqual(["发给它:\n邀请码 K7M4PX9Q", "发给它:\n邀请码 ********"]);
  });
});
