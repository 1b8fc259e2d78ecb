import { beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/database/database.prisma.js";
import { newId } from "../../src/shared/ids.js";
import { describeOnEachDatabase } from "../support/database.js";

const words = [
  "消防",
  "通道",
  "堵了",
  "电鸡",
  "3栋",
  "楼梯口",
  "A座",
  "aed",
  "it's",
  "50%_",
  "\\后",
  " ",
  "🔥",
  "道",
  "了",
  "\n",
];

/** Lines of three to five words in an order that is the same in every run. */
const lines = Array.from({ length: 400 }, (_, n) =>
  Array.from(
    { length: 3 + (n % 3) },
    (_unused, place) => words[(n * (place + 7) + place * 5 + (n >> 3)) % words.length],
  ).join(""),
);
const sentAt = new Date("2026-11-26T00:00:00Z");

describeOnEachDatabase("search", (open) => {
  let database: Database;

  beforeAll(async () => {
    database = await open();
    const ids = lines.map(() => newId());
    await database.prisma.$executeRaw`
      INSERT INTO message (id, channel, account, chat, external_id, sender_id, sender_name, is_own, kind, text,
                           mentions_bot, media_count, is_late, sent_at, received_at)
      SELECT id, 'test', 'bot', 'c', id::text, 'p', 'p', false, 'text', line, false, 0, false, ${sentAt}, ${sentAt}
      FROM unnest(${ids}::uuid[], ${lines}::text[]) AS row(id, line)`;
  }, 60_000);

  const find = async (wanted: string): Promise<string[]> => {
    const rows = await database.transaction(async (tx) => {
      await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
      return tx.$queryRaw<{ text: string }[]>`
        SELECT text FROM message WHERE bigrams(text) @@ bigram_query(${wanted})`;
    });
    return rows.map(({ text }) => text);
  };

  const holding = (wanted: string): string[] =>
    lines.filter((line) => line.toLowerCase().includes(wanted.toLowerCase()));

  const wanteds = [
    "道",
    "了",
    "🔥",
    "\\",
    "'",
    "%",
    " ",
    "\n",
    "消防",
    "防通",
    "消防通道",
    "道堵",
    "3栋楼梯口",
    "a座",
    "AED",
    "it's",
    "\\后",
    "50%_",
    "了🔥",
  ];

  it.each(wanteds)("finds every line that holds %j, also as its last character", async (wanted) => {
    const found = await find(wanted);
    const expected = holding(wanted);
    expect(expected.length).toBeGreaterThan(0);
    expect(found).toEqual(expect.arrayContaining(expected));
    if (Array.from(wanted).length <= 2) expect(found.toSorted()).toEqual(expected.toSorted());
  });

  it.each(["", "煤气", "道消防通", "x"])("finds no line for %j", async (wanted) => {
    expect(await find(wanted)).toEqual([]);
  });

  it("takes a megabyte of different characters, and an empty line", async () => {
    const long = Array.from({ length: 300_000 }, (_, n) => String.fromCodePoint(0x4e00 + ((n * 7919) % 20_000))).join(
      "",
    );
    const texts = [`${long}尾`, ""];
    await database.prisma.$executeRaw`
      INSERT INTO message (id, channel, account, chat, external_id, sender_id, sender_name, is_own, kind, text,
                           mentions_bot, media_count, is_late, sent_at, received_at)
      SELECT id, 'test', 'bot', 'long', id::text, 'p', 'p', false, 'text', line, false, 0, false, ${sentAt}, ${sentAt}
      FROM unnest(${texts.map(() => newId())}::uuid[], ${texts}::text[]) AS row(id, line)`;
    expect(await database.prisma.message.count({ where: { chat: "long" } })).toBe(2);
  });

  it("uses the index", async () => {
    const plan = await database.transaction(async (tx) => {
      await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
      return tx.$queryRaw<Record<string, string>[]>`
        EXPLAIN SELECT text FROM message WHERE bigrams(text) @@ bigram_query('消防')`;
    });
    expect(plan.flatMap((row) => Object.values(row)).join("\n")).toContain(
      "Bitmap Index Scan on message_default_bigrams_idx",
    );
  });
});
