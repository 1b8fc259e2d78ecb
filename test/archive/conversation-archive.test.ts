import { beforeAll, beforeEach, expect, it } from "vitest";
import { createConversationArchive } from "../../src/archive/conversation-archive.prisma.js";
import type { ConversationQuery } from "../../src/archive/conversation-archive.js";
import { createInbox } from "../../src/archive/inbox.prisma.js";
import type { AcceptedMessage } from "../../src/archive/inbox.js";
import { insertLinks, insertReadings } from "../../src/archive/links.prisma.js";
import { insertOwnMessages, type OwnMessage } from "../../src/archive/own-messages.prisma.js";
import type { IncomingMessage } from "../../src/channels/channel.js";
import type { Database } from "../../src/database/database.prisma.js";
import { type MediaId, newId } from "../../src/shared/ids.js";
import { codeOf } from "../support/builders.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";
import { buildHazardRow } from "../support/hazard-row.js";
import { buildIncoming } from "../support/incoming.js";

const now = new Date("2026-11-26T12:00:00+08:00");
const code = codeOf(3);
const at = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);

describeOnEachDatabase("conversation archive", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(() => emptyDatabase(database));

  const archive = async (over: Partial<IncomingMessage>, buildingCode = code): Promise<AcceptedMessage> => {
    const media = { store: () => Promise.reject(new Error("no picture was expected")) };
    const inbox = createInbox({ database, media, clock: { now: () => now }, lateAfterMs: 600_000 });
    const result = await inbox.accept(buildIncoming({ receivedAt: now, sentAt: now, ...over }));
    if (!result.ok) throw new Error(result.refusal);
    const message = { id: result.value.id, chat: result.value.ref.chat, sentAt: result.value.sentAt };
    await database.transaction((tx) => insertLinks(tx, [{ message, buildingCode, reason: "text", detail: "3栋" }]));
    return result.value;
  };
  const find = async (over: Partial<ConversationQuery> = {}, readThrough = 20_000) => {
    const page = await createConversationArchive(database, readThrough).findConversation({ code, limit: 50, ...over });
    if (!page.ok) throw new Error(page.refusal);
    return page.value;
  };
  /** What a search finds, which is the same however many lines are read through before the index is asked. */
  const texts = async (query: string): Promise<string[]> => {
    const [found = [], ...others] = await Promise.all(
      [20_000, 1, 2].map(async (readThrough) =>
        (await find({ query }, readThrough)).entries.map((entry) => entry.text),
      ),
    );
    for (const other of others) expect(other).toEqual(found);
    return found.toSorted();
  };

  it("gives what was said about a building with the reason, newest first, and nothing of other buildings", async () => {
    await database.prisma.chatGroup.create({
      data: { channel: "sandbox", account: "louxin-sandbox", chat: "g1", name: "华侨新村3栋群", policy: {} },
    });
    await archive({ text: "早", sentAt: at(-2) });
    const latest = await archive({
      text: "晚",
      sentAt: at(-1),
      ref: { channel: "sandbox", account: "louxin-sandbox", chat: "direct:p1" },
    });
    await archive({ text: "别处" }, codeOf(4));
    const { entries, nextCursor } = await find();
    expect(nextCursor).toBeUndefined();
    expect(entries.map((entry) => [entry.text, entry.groupName])).toEqual([
      ["晚", undefined],
      ["早", "华侨新村3栋群"],
    ]);
    expect(entries[0]).toEqual({
      messageId: latest.id,
      chat: "direct:p1",
      senderName: "3栋502小王",
      text: "晚",
      kind: "text",
      sentAt: at(-1),
      reason: "text",
      detail: "3栋",
      media: [],
      isOwn: false,
    });
  });

  it("pages through lines of one instant without leaving any out or giving any twice", async () => {
    for (let n = 0; n < 7; n += 1) await archive({ text: `第${n}条`, sentAt: at(n < 5 ? -1 : -n) });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await find({ limit: 2, ...(cursor ? { cursor } : {}) });
      expect(page.entries.length).toBeLessThanOrEqual(2);
      seen.push(...page.entries.map((entry) => entry.text));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen.toSorted()).toEqual(Array.from({ length: 7 }, (_, n) => `第${n}条`));
  });

  it("pages through what a search finds, by reading and by the index, without leaving any out", async () => {
    for (let n = 0; n < 9; n += 1) await archive({ text: n % 2 === 0 ? `漏水${n}` : `早${n}`, sentAt: at(-n) });
    for (const readThrough of [1, 3, 4, 20_000]) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await find({ query: "漏水", limit: 2, ...(cursor ? { cursor } : {}) }, readThrough);
        seen.push(...page.entries.map((entry) => entry.text));
        cursor = page.nextCursor;
      } while (cursor);
      expect(seen, String(readThrough)).toEqual(["漏水0", "漏水2", "漏水4", "漏水6", "漏水8"]);
    }
  });

  it("refuses a cursor that it did not give out", async () => {
    expect(await createConversationArchive(database).findConversation({ code, limit: 1, cursor: "nonsense" })).toEqual({
      ok: false,
      refusal: "bad-cursor",
    });
  });

  it("brings any limit into its range", async () => {
    await archive({ text: "早" });
    for (const limit of [0, -5, Number.NaN, 1e9]) expect((await find({ limit })).entries).toHaveLength(1);
  });

  it("finds one character, two, many, capitals or not, and only where they stand together", async () => {
    await archive({ text: "消防通道堵了" });
    await archive({ text: "通道里有人消息防不住" });
    await archive({ text: "WiFi坏了" });
    expect(await texts("消防")).toEqual(["消防通道堵了"]);
    expect(await texts("了")).toEqual(["WiFi坏了", "消防通道堵了"].toSorted());
    expect(await texts("通道堵了")).toEqual(["消防通道堵了"]);
    expect(await texts("wifi")).toEqual(["WiFi坏了"]);
    expect(await texts(" ")).toHaveLength(3);
    expect(await texts("电鸡")).toEqual([]);
  });

  it("takes every sign of a query as it is written", async () => {
    for (const text of ["涨了50%", "涨了50块", "a_b", "axb", String.raw`c\d`, "it's", "e&f|g!h:*", "🔥🔥", "<a>"])
      await archive({ text });
    for (const query of [
      "50%",
      "a_b",
      String.raw`c\d`,
      String.raw`\ `.trim(),
      "it's",
      "'",
      "&f|",
      "!",
      ":*",
      "*",
      "🔥",
      "<a>",
      "_",
      "%",
    ])
      expect(await texts(query), query).toEqual([expect.stringContaining(query)]);
    expect(await texts("nothing\0\uD800")).toEqual([]);
    expect(await texts("长".repeat(5000))).toEqual([]);
  });

  it("shows the pictures of a line", async () => {
    const message = await archive({ text: "看图" });
    const id = newId<MediaId>();
    const row = {
      id,
      chat: "g1",
      messageId: message.id,
      sha256: "0".repeat(64),
      mime: "image/jpeg",
      byteLength: 1,
      file: "x",
      createdAt: now,
    };
    await database.prisma.media.create({ data: row });
    await database.prisma.message.updateMany({ where: { id: message.id }, data: { mediaCount: 1 } });
    expect((await find()).entries[0]?.media).toEqual([{ id, mime: "image/jpeg" }]);
  });

  it("links and reads a message once, however often it is told", async () => {
    const accepted = await archive({ text: "早" });
    const link = {
      message: { id: accepted.id, chat: "g1", sentAt: accepted.sentAt },
      buildingCode: code,
      reason: "group",
      detail: "",
    } as const;
    const reading = {
      messageId: accepted.id,
      chat: "g1",
      reading: { intent: "chatter" },
      decision: { notes: ["闲聊\"'\\"] },
      readAt: now,
    };
    for (let round = 0; round < 2; round += 1) {
      await database.transaction(async (tx) => {
        await insertLinks(tx, [link, { ...link, buildingCode: codeOf(4) }, link]);
        await insertReadings(tx, [reading, reading]);
      });
    }
    expect((await find()).entries.map((entry) => entry.reason)).toEqual(["text"]);
    expect((await find({ code: codeOf(4) })).entries).toHaveLength(1);
    expect(await database.prisma.messageReading.findMany()).toEqual([reading]);
  });

  it("archives the bot's answer once, beside the message that it answers", async () => {
    const asked = await archive({ text: "3栋几星", sentAt: at(-1) });
    const answer: OwnMessage = {
      ref: asked.ref,
      externalId: "own-1",
      senderName: "楼小安",
      text: "3栋是四星",
      sentAt: now,
      causedBy: asked.id,
    };
    const other: OwnMessage = { ref: asked.ref, externalId: "own-2", senderName: "楼小安", text: "群发", sentAt: now };
    await database.transaction((tx) => insertOwnMessages(tx, [answer, other]));
    await insertOwnMessages(database.prisma, [answer]);
    expect((await find()).entries.map((entry) => [entry.text, entry.isOwn, entry.reason])).toEqual([
      ["3栋是四星", true, "text"],
      ["3栋几星", false, "text"],
    ]);
    expect(await database.prisma.message.count()).toBe(3);
  });

  it("puts a line about a case into the file of the case's building", async () => {
    const place = {
      estate: "华侨新村",
      address: "",
      community: "麻布社区",
      street: "西乡街道",
      grid: code.slice(0, 14),
    };
    await database.prisma.building.create({ data: { code, name: "3栋", ...place } });
    const id = newId<string>();
    await database.prisma.hazard.create({ data: buildHazardRow({ id, buildingCode: code, openedAt: now }) });
    const ref = { channel: "sandbox", account: "louxin-sandbox", chat: "direct:p9" };
    await insertOwnMessages(database.prisma, [
      { ref, externalId: "own-3", senderName: "楼小安", text: "请处理", sentAt: now, subject: `hazard:${id}` },
    ]);
    expect((await find()).entries).toMatchObject([{ text: "请处理", reason: "case", detail: "1126-1", isOwn: true }]);
  });
});
