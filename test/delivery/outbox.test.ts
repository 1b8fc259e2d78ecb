import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Database } from "../../src/database/database.prisma.js";
import type { LineDraft } from "../../src/delivery/line.js";
import { createOutbox, enqueueLines } from "../../src/delivery/outbox-store.prisma.js";
import type { ClaimedLine, ClaimRequest, Outbox } from "../../src/delivery/outbox.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";
import { buildLine } from "../support/line-builders.js";

const at = (time: string): Date => new Date(`2026-11-26T${time}:00+08:00`);
const nine = at("09:00");

describeOnEachDatabase("outbox", (open) => {
  let database: Database;
  let outbox: Outbox;
  beforeAll(async () => {
    database = await open();
    outbox = createOutbox(database);
  });
  beforeEach(() => emptyDatabase(database));

  const put = (...lines: LineDraft[]) => database.transaction((tx) => enqueueLines(tx, lines, nine));
  const claim = (over: Partial<ClaimRequest> = {}): Promise<readonly ClaimedLine[]> =>
    outbox.claim({ channel: "fake", account: "bot", now: nine, limit: 10, mergeLimit: 10, ...over });
  const claimOne = async (over: Partial<ClaimRequest> = {}): Promise<ClaimedLine> => {
    const [line] = await claim(over);
    if (!line) throw new Error("nothing was claimed");
    return line;
  };
  const textsOf = (lines: readonly ClaimedLine[]): string[] => lines.map((line) => line.text);
  const statesOf = async (): Promise<Record<string, string>> => {
    const rows = await database.prisma.outboxLine.findMany({ orderBy: { id: "asc" } });
    return Object.fromEntries(rows.map((row) => [row.text, row.state]));
  };

  it("keeps everything that a line says", async () => {
    const causedBy = "00000000-0000-7000-8000-000000000001" as NonNullable<LineDraft["causedBy"]>;
    const [put1] = await put(
      buildLine({ text: "甲", causedBy, subject: "hazard:1", mergeKey: "m", expiresAt: at("10:00"), urgency: "reply" }),
    );
    expect(await claim()).toEqual([
      {
        id: put1?.id,
        ref: { channel: "fake", account: "bot", chat: "direct:wang" },
        kind: "notice",
        urgency: "reply",
        text: "甲",
        causedBy,
        subject: "hazard:1",
        mergeKey: "m",
        expiresAt: at("10:00"),
        parts: [{ id: put1?.id, causedBy, subject: "hazard:1" }],
        attempts: 1,
      },
    ]);
  });

  it("takes the same dedupe key once, within a call and later", async () => {
    const first = await put(buildLine({ text: "甲", dedupeKey: "k" }), buildLine({ text: "乙", dedupeKey: "k" }));
    expect(first.map((line) => line.dedupeKey)).toEqual(["k"]);
    expect(await put(buildLine({ text: "丙", dedupeKey: "k" }))).toEqual([]);
    expect(await statesOf()).toEqual({ 甲: "queued" });
  });

  it("goes with the transaction of its cause", async () => {
    const work = database.transaction(async (tx) => {
      await enqueueLines(tx, [buildLine()], nine);
      throw new Error("the cause failed");
    });
    await expect(work).rejects.toThrow("the cause failed");
    expect(await claim()).toEqual([]);
  });

  it("gives one line a chat, in order, and several chats at once", async () => {
    await put(buildLine({ text: "1" }), buildLine({ text: "2" }), buildLine({ text: "3", chat: "g1" }));
    const first = await claim();
    expect(textsOf(first)).toEqual(["1", "3"]);
    expect(await claim()).toEqual([]);
    await outbox.markSent(first[0] as ClaimedLine, { sentAt: nine });
    expect(textsOf(await claim())).toEqual(["2"]);
  });

  it("lets replies overtake notices that wait, and emergencies everything", async () => {
    await put(
      buildLine({ text: "notice" }),
      buildLine({ text: "reply", urgency: "reply" }),
      buildLine({ text: "emergency", urgency: "emergency" }),
    );
    expect(textsOf(await claim())).toEqual(["emergency"]);
  });

  it("lets an emergency overtake a line that is being sent, but not another emergency", async () => {
    await put(buildLine({ text: "under way" }));
    await claim();
    await put(
      buildLine({ text: "reply", urgency: "reply" }),
      buildLine({ text: "e1", urgency: "emergency" }),
      buildLine({ text: "e2", urgency: "emergency" }),
    );
    expect(textsOf(await claim())).toEqual(["e1"]);
    expect(await claim()).toEqual([]);
  });

  it("claims nothing but emergencies when asked so", async () => {
    await put(
      buildLine({ text: "reply", urgency: "reply" }),
      buildLine({ text: "e", urgency: "emergency", chat: "g1" }),
    );
    expect(textsOf(await claim({ onlyEmergencies: true }))).toEqual(["e"]);
  });

  it("does not hold up a chat for a line in doubt", async () => {
    await put(buildLine({ text: "1" }), buildLine({ text: "2" }));
    await outbox.markInDoubt(await claimOne(), "no answer");
    expect(textsOf(await claim())).toEqual(["2"]);
    expect(await statesOf()).toEqual({ 1: "in-doubt", 2: "sending" });
  });

  it("keeps lines until their time and withdraws expired ones", async () => {
    await put(
      buildLine({ text: "later", notBefore: at("10:00") }),
      buildLine({ text: "stale", expiresAt: at("09:00") }),
    );
    expect(await claim()).toEqual([]);
    expect(await statesOf()).toEqual({ later: "queued", stale: "withdrawn" });
    expect(await outbox.nextDueAt({ channel: "fake", account: "bot" })).toEqual(at("10:00"));
    expect(await outbox.hasWork({ channel: "fake", account: "bot" }, nine)).toBe(false);
    expect(textsOf(await claim({ now: at("10:00") }))).toEqual(["later"]);
  });

  it("is blind to other accounts", async () => {
    await put(buildLine());
    expect(await claim({ account: "other" })).toEqual([]);
  });

  it("reaches chats behind a chat with a thousand lines", async () => {
    await put(
      ...Array.from({ length: 1000 }, () => buildLine({ chat: "g1", mergeKey: undefined as never })),
      buildLine({ text: "other", chat: "g2" }),
    );
    expect((await claim({ limit: 2 })).map((line) => line.ref.chat)).toEqual(["g1"]);
    expect(textsOf(await claim({ limit: 2 }))).toEqual(["other"]);
  });

  it("gives one line to one of many claimers", async () => {
    await put(...Array.from({ length: 20 }, (_, index) => buildLine({ text: String(index), chat: `g${index % 4}` })));
    const claims = await Promise.all(Array.from({ length: 6 }, () => claim()));
    const chats = claims.flat().map((line) => line.ref.chat);
    expect(chats.toSorted()).toEqual(["g0", "g1", "g2", "g3"]);
  });

  it("counts what a chat heard, emergencies left out", async () => {
    await put(buildLine({ chat: "g1" }), buildLine({ chat: "g1", urgency: "emergency" }), buildLine({ chat: "g2" }));
    for (const line of [...(await claim()), ...(await claim())]) {
      await outbox.depart(line, nine);
      await outbox.markSent(line, { sentAt: nine });
    }
    for (const line of await claim()) await outbox.depart(line, nine);
    const ref = { channel: "fake", account: "bot", chat: "g1" };
    expect(await outbox.countHeard(ref, at("00:00"))).toBe(1);
    expect(await outbox.countHeard(ref, at("09:01"))).toBe(0);
  });
});
