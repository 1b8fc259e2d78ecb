import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Database } from "../../src/database/database.prisma.js";
import { ensurePartitions } from "../../src/database/ensure-partitions.prisma.js";
import { newId } from "../../src/shared/ids.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";

const message = (sentAt: Date) => ({
  id: newId(),
  channel: "test",
  account: "bot",
  chat: "c",
  externalId: sentAt.toISOString(),
  senderId: "p",
  senderName: "p",
  isOwn: false,
  kind: "text",
  text: "消防通道",
  mentionsBot: false,
  mediaCount: 0,
  isLate: false,
  sentAt,
  receivedAt: sentAt,
});

describeOnEachDatabase("message partitions", (open) => {
  let database: Database;
  const places = async (): Promise<Record<string, string>> => {
    const rows = await database.prisma.$queryRaw<{ at: Date; place: string }[]>`
      SELECT sent_at AS at, tableoid::regclass::text AS place FROM message`;
    return Object.fromEntries(rows.map(({ at, place }) => [at.toISOString(), place]));
  };
  const put = (...instants: string[]) =>
    database.prisma.message.createMany({ data: instants.map((at) => message(new Date(at))) });

  beforeAll(async () => {
    database = await open();
  });
  beforeEach(() => emptyDatabase(database));

  it("are made for this month of Shanghai and three more, once", async () => {
    const now = new Date("2030-12-31T16:00:00Z"); // the first minute of 2031 in Shanghai
    expect(await ensurePartitions(database, now)).toBe(4);
    expect(await ensurePartitions(database, now)).toBe(0);
    await put(
      "2030-12-31T15:59:59.999Z",
      "2030-12-31T16:00:00.000Z",
      "2031-04-30T15:59:59.999Z",
      "2031-04-30T16:00:00.000Z",
    );
    expect(await places()).toEqual({
      "2030-12-31T15:59:59.999Z": "message_default",
      "2030-12-31T16:00:00.000Z": "message_2031_01",
      "2031-04-30T15:59:59.999Z": "message_2031_04",
      "2031-04-30T16:00:00.000Z": "message_default",
    });
  });

  it("take no date badly: what has no month goes to the default partition", async () => {
    await put("1970-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z");
    expect(new Set(Object.values(await places()))).toEqual(new Set(["message_default"]));
  });

  it("take over the rows of their month that wait in the default partition", async () => {
    await put("2032-05-10T00:00:00.000Z", "2032-10-10T00:00:00.000Z");
    expect(await ensurePartitions(database, new Date("2032-05-20T00:00:00Z"))).toBe(4);
    expect(await places()).toEqual({
      "2032-05-10T00:00:00.000Z": "message_2032_05",
      "2032-10-10T00:00:00.000Z": "message_default",
    });
  });

  it("may be asked for by several at once", async () => {
    const now = new Date("2034-01-10T00:00:00Z");
    const made = await Promise.all(Array.from({ length: 4 }, () => ensurePartitions(database, now)));
    expect(made.reduce((sum, count) => sum + count)).toBe(4);
  });

  it("carry the indexes and the key of the archive", async () => {
    await ensurePartitions(database, new Date("2035-01-10T00:00:00Z"));
    const rows = await database.prisma.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM pg_index WHERE indrelid = 'message_2035_01'::regclass AND indisvalid`;
    expect(rows[0]?.count).toBe(3);
  });

  it("spread the key table by chat", async () => {
    const sentAt = new Date("2026-11-26T00:00:00Z");
    await database.prisma.seen.createMany({
      data: Array.from({ length: 64 }, (_, n) => ({
        channel: "test",
        account: "bot",
        chat: `chat ${n}`,
        externalId: "1",
        messageId: newId(),
        sentAt,
      })),
    });
    const rows = await database.prisma.$queryRaw<{ count: number }[]>`
      SELECT count(DISTINCT tableoid)::int AS count FROM seen`;
    expect(rows[0]?.count).toBe(8);
  });
});
