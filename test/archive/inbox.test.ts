import { beforeAll, beforeEach, expect, it } from "vitest";
import { createInbox, removeFromInbox, type StoredInbox } from "../../src/archive/inbox.prisma.js";
import type { AcceptedMessage } from "../../src/archive/inbox.js";
import type { MediaStore } from "../../src/archive/media-store.js";
import type { Database } from "../../src/database/database.prisma.js";
import { type MediaId, newId } from "../../src/shared/ids.js";
import { ok } from "../../src/shared/result.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";
import { buildIncoming } from "../support/incoming.js";

const now = new Date("2026-11-26T09:00:02+08:00");
const noMedia: Pick<MediaStore, "store"> = { store: () => Promise.reject(new Error("no picture was expected")) };

describeOnEachDatabase("inbox", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(() => emptyDatabase(database));

  const setUp = (
    over: Partial<Parameters<typeof createInbox>[0]> = {},
  ): { inbox: StoredInbox; heard: AcceptedMessage[] } => {
    const inbox = createInbox({ database, media: noMedia, clock: { now: () => now }, lateAfterMs: 600_000, ...over });
    const heard: AcceptedMessage[] = [];
    inbox.onAccepted((message) => void heard.push(message));
    return { inbox, heard };
  };
  const countMessages = (): Promise<number> => database.prisma.message.count();

  it("archives a line, keeps it until it is handled, and tells of it", async () => {
    const { inbox, heard } = setUp();
    const incoming = buildIncoming({ quote: { externalId: "q1", text: "哪里?" }, mentionsBot: true });
    const result = await inbox.accept(incoming);
    if (!result.ok) throw new Error(result.refusal);
    expect(heard).toEqual([result.value]);
    expect(await inbox.findPending(10)).toEqual([result.value]);
    expect(await database.prisma.message.findMany()).toEqual([
      expect.objectContaining({
        id: result.value.id,
        chat: "g1",
        externalId: incoming.externalId,
        text: incoming.text,
        quoteExternalId: "q1",
        mentionsBot: true,
        isOwn: false,
        sentAt: incoming.sentAt,
        receivedAt: incoming.receivedAt,
      }),
    ]);
    await database.transaction((tx) => removeFromInbox(tx, [result.value.id]));
    expect(await inbox.findPending(10)).toEqual([]);
  });

  it("archives a settled line without keeping it, and tells so", async () => {
    const { inbox } = setUp({
      findSettled: async (messages) => new Set(messages.filter((one) => one.text === "哈哈").map((one) => one.id)),
    });
    const told: [string, boolean][] = [];
    inbox.onAccepted((message, isSettled) => void told.push([message.text, isSettled]));
    await inbox.accept(buildIncoming({ text: "哈哈" }));
    await inbox.accept(buildIncoming({ text: "楼梯口有电鸡" }));
    expect(told).toEqual([
      ["哈哈", true],
      ["楼梯口有电鸡", false],
    ]);
    expect(await countMessages()).toBe(2);
    expect((await inbox.findPending(10)).map((message) => message.text)).toEqual(["楼梯口有电鸡"]);
    expect(await inbox.accept(buildIncoming({ text: "哈哈", externalId: "again" }))).toMatchObject({ ok: true });
    expect(await inbox.accept(buildIncoming({ text: "哈哈", externalId: "again" }))).toMatchObject({ ok: false });
  });

  it("refuses the same line a second time, in another process too", async () => {
    const incoming = buildIncoming();
    await setUp().inbox.accept(incoming);
    const { inbox, heard } = setUp();
    expect(await inbox.accept(incoming)).toEqual({ ok: false, refusal: "duplicate" });
    expect(heard).toEqual([]);
    expect(await countMessages()).toBe(1);
  });

  it("takes the same external id in two chats as two lines", async () => {
    const { inbox } = setUp();
    const one = buildIncoming();
    await inbox.accept(one);
    expect((await inbox.accept({ ...one, ref: { ...one.ref, chat: "g2" } })).ok).toBe(true);
  });

  it("accepts each of 5,000 lines once and in the order of its chat when all come at once, many of them twice", async () => {
    const { inbox, heard } = setUp();
    const incoming = Array.from({ length: 5000 }, (_, n) =>
      buildIncoming({
        ref: { channel: "sandbox", account: "louxin-sandbox", chat: `g${n % 7}` },
        externalId: `m${n}`,
        text: `第${n}条`,
      }),
    );
    const offered = incoming.flatMap((line, n) =>
      n % 3 === 0 ? [line, incoming[Math.max(0, n - 5)] ?? line] : [line],
    );
    const results = await Promise.all(offered.map((line) => inbox.accept(line)));
    expect(results.filter((result) => result.ok)).toHaveLength(5000);
    expect(heard.map((message) => message.externalId).toSorted()).toEqual(
      incoming.map((line) => line.externalId).toSorted(),
    );
    const pending = await inbox.findPending(6000);
    for (let chat = 0; chat < 7; chat += 1) {
      const sent = incoming.filter((line) => line.ref.chat === `g${chat}`).map((line) => line.externalId);
      const ofChat = (messages: readonly AcceptedMessage[]): string[] =>
        messages.filter((message) => message.ref.chat === `g${chat}`).map((message) => message.externalId);
      expect(ofChat(heard)).toEqual(sent);
      expect(ofChat(pending)).toEqual(sent);
    }
    expect(await countMessages()).toBe(5000);
    expect(inbox.isIdle()).toBe(true);
  });

  it("works beside transactions", async () => {
    const { inbox } = setUp();
    const work = Array.from({ length: 20 }, (_, n) => [
      inbox.accept(buildIncoming()),
      database.transaction(async (tx) => {
        await tx.setting.create({ data: { key: `k${n}`, value: n } });
      }),
    ]);
    await Promise.all(work.flat());
    expect(await countMessages()).toBe(20);
  });

  it("keeps what no table can hold from spoiling a line", async () => {
    const { inbox } = setUp();
    const result = await inbox.accept(
      buildIncoming({
        text: `着火\0了\uD83D${"啊".repeat(1_000_000)}`,
        senderName: "小\0王",
        externalId: "长".repeat(100_000),
        sentAt: new Date(8.64e15),
        quote: { text: "\uDC00".repeat(5000) },
      }),
    );
    if (!result.ok) throw new Error(result.refusal);
    expect(result.value.text.startsWith("着火了\uFFFD啊")).toBe(true);
    expect(result.value.text.length).toBeLessThan(20_050);
    expect(result.value.sentAt).toEqual(result.value.receivedAt);
    expect(await inbox.findPending(1)).toEqual([result.value]);
  });

  it("masks what is archived and says so", async () => {
    const { inbox } = setUp();
    const result = await inbox.accept(buildIncoming({ text: "打13812340000", senderName: "王13812340000" }));
    expect(result).toMatchObject({
      ok: true,
      value: { text: "打138****0000", senderName: "王138****0000", hasPersonalData: true },
    });
    expect(await database.prisma.message.findFirst()).toMatchObject({
      text: "打138****0000",
      senderName: "王138****0000",
    });
  });

  it("marks a line that comes long after it was sent", async () => {
    const { inbox } = setUp();
    const result = await inbox.accept(buildIncoming({ sentAt: new Date("2026-11-25T09:00:00+08:00") }));
    expect(result).toMatchObject({ ok: true, value: { isLate: true } });
  });

  it("lets one line that the database refuses hurt no other", async () => {
    await database.prisma.$executeRawUnsafe(`ALTER TABLE seen ADD CONSTRAINT bad_line CHECK (external_id <> 'bad')`);
    try {
      const { inbox } = setUp();
      const ids = Array.from({ length: 50 }, (_, n) => (n === 20 ? "bad" : `good${n}`));
      const results = await Promise.allSettled(ids.map((externalId) => inbox.accept(buildIncoming({ externalId }))));
      expect(results.map((result) => result.status)).toEqual(
        ids.map((id) => (id === "bad" ? "rejected" : "fulfilled")),
      );
      expect((await inbox.findPending(100)).map((message) => message.externalId)).toEqual(
        ids.filter((id) => id !== "bad"),
      );
    } finally {
      await database.prisma.$executeRawUnsafe(`ALTER TABLE seen DROP CONSTRAINT bad_line`);
    }
  });

  it("rejects while the database is away, and tells of a line whose answer was lost once it is back", async () => {
    const { database: shaky, control } = shakyDatabase(database);
    const { inbox, heard } = setUp({ database: shaky });
    control.loseAnswers = true;
    const incoming = buildIncoming();
    await expect(inbox.accept(incoming)).rejects.toThrow("connection lost");
    expect(heard).toEqual([]);
    control.loseAnswers = false;
    expect(await inbox.accept(incoming)).toEqual({ ok: false, refusal: "duplicate" });
    expect(heard.map((message) => message.externalId)).toEqual([incoming.externalId]);
    expect(await countMessages()).toBe(1);
  });

  it("reads what waits page by page", async () => {
    const { inbox } = setUp();
    for (let n = 0; n < 5; n += 1) await inbox.accept(buildIncoming({ externalId: `p${n}` }));
    const first = await inbox.findPending(3);
    const second = await inbox.findPending(3, first.at(-1)?.id);
    expect([...first, ...second].map((message) => message.externalId)).toEqual(["p0", "p1", "p2", "p3", "p4"]);
  });

  it("commits lines of others while a picture is on its way, and the sender's own after it", async () => {
    const id = newId<MediaId>();
    await database.prisma.media.create({
      data: { id, chat: "g1", sha256: "0".repeat(64), mime: "image/jpeg", byteLength: 1, file: "x", createdAt: now },
    });
    const { inbox, heard } = setUp({
      media: { store: async () => ok({ id, mime: "image/jpeg", width: 8, height: 8 }) },
    });
    let give: (bytes: Buffer) => void = () => undefined;
    const picture = { name: "a.jpg", load: () => new Promise<Buffer>((resolve) => (give = resolve)) };
    const withPicture = inbox.accept(buildIncoming({ externalId: "photo", kind: "image", text: "", media: [picture] }));
    const after = inbox.accept(buildIncoming({ externalId: "after" }));
    await inbox.accept(buildIncoming({ externalId: "other", senderId: "p2" }));
    expect(heard.map((message) => message.externalId)).toEqual(["other"]);
    give(Buffer.from("x"));
    const result = await withPicture;
    await after;
    expect(heard.map((message) => message.externalId)).toEqual(["other", "photo", "after"]);
    if (!result.ok) throw new Error(result.refusal);
    expect(result.value.media).toEqual([{ id, mime: "image/jpeg", width: 8, height: 8 }]);
    expect(await database.prisma.media.findUnique({ where: { id } })).toMatchObject({ messageId: result.value.id });
    expect(await database.prisma.message.findFirst({ where: { externalId: "photo" } })).toMatchObject({
      mediaCount: 1,
    });
  });

  it("accepts a line whose picture cannot be fetched, without it", async () => {
    const lost: string[] = [];
    const { inbox } = setUp({ onPictureLost: (loss) => void lost.push(loss) });
    const picture = { name: "a.jpg", load: () => Promise.reject(new Error("expired")) };
    const result = await inbox.accept(buildIncoming({ kind: "image", media: [picture] }));
    expect(result).toMatchObject({ ok: true, value: { kind: "image", media: [] } });
    expect(lost).toEqual(["cannot-be-loaded"]);
  });
});

/** A database that commits and then loses the answer. */
function shakyDatabase(database: Database): { database: Database; control: { loseAnswers: boolean } } {
  const control = { loseAnswers: false };
  const $queryRaw = async (...args: Parameters<Database["prisma"]["$queryRaw"]>): Promise<unknown> => {
    const answer = await database.prisma.$queryRaw(...args);
    if (control.loseAnswers) throw new Error("connection lost");
    return answer;
  };
  return { database: { ...database, prisma: { $queryRaw } as unknown as Database["prisma"] }, control };
}
