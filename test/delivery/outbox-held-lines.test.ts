import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Database } from "../../src/database/database.prisma.js";
import type { LineDraft } from "../../src/delivery/line.js";
import { createOutbox, enqueueLines, withdrawLines } from "../../src/delivery/outbox-store.prisma.js";
import type { ClaimedLine, ClaimRequest, Outbox } from "../../src/delivery/outbox.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";
import { buildLine } from "../support/line-builders.js";

const at = (time: string): Date => new Date(`2026-11-26T${time}:00+08:00`);
const nine = at("09:00");

describeOnEachDatabase("lines held by a dispatcher", (open) => {
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

  it("merges lines that wait together, and they share one fate", async () => {
    const merged = { mergeKey: "reminder" };
    await put(
      buildLine({ text: "一件", ...merged, subject: "hazard:1" }),
      buildLine({ text: "别的" }),
      buildLine({ text: "两件", ...merged, subject: "hazard:2" }),
      buildLine({ text: "明天", ...merged, notBefore: at("23:00") }),
      buildLine({ text: "别群", ...merged, chat: "g1" }),
    );
    const line = await claimOne();
    expect(line.text).toBe("一件\n\n两件");
    expect(line.parts.map((part) => part.subject)).toEqual(["hazard:1", "hazard:2"]);
    await outbox.depart(line, nine);
    expect(await outbox.countHeard(line.ref, at("00:00"))).toBe(1);
    await outbox.markSent(line, { externalId: "n1", sentAt: nine });
    expect(await statesOf()).toMatchObject({ 一件: "sent", 两件: "sent", 别的: "queued", 明天: "queued" });
    await outbox.confirm(line.ref, { externalId: "n1", text: "", at: nine, since: nine });
    expect(await statesOf()).toMatchObject({ 一件: "confirmed", 两件: "confirmed" });
  });

  it("merges no more than the limit and takes parts apart again when a line goes back", async () => {
    await put(...["1", "2", "3"].map((text) => buildLine({ text, mergeKey: "m" })));
    const line = await claimOne({ mergeLimit: 2 });
    expect(line.text).toBe("1\n\n2");
    await outbox.requeue(line, at("10:00"), { keepsAttempt: false });
    expect(textsOf(await claim({ mergeLimit: 2 }))).toEqual(["3"]);
    const rows = await database.prisma.outboxLine.findMany({ orderBy: { id: "asc" } });
    expect(rows.map((row) => [row.state, row.mergedInto, row.attempts])).toEqual([
      ["queued", null, 0],
      ["queued", null, 0],
      ["sending", null, 1],
    ]);
  });

  it("withdraws by subject what the network has not got yet", async () => {
    await put(
      buildLine({ text: "gone", subject: "hazard:1", chat: "a" }),
      buildLine({ text: "claimed", subject: "hazard:1", chat: "b" }),
      buildLine({ text: "waiting", subject: "hazard:1", chat: "b" }),
      buildLine({ text: "other", subject: "hazard:2", chat: "c" }),
    );
    const [gone, claimed] = await claim();
    await outbox.depart(gone as ClaimedLine, nine);
    expect(await database.transaction((tx) => withdrawLines(tx, { subject: "hazard:1" }, "closed"))).toBe(2);
    expect(await outbox.depart(claimed as ClaimedLine, nine)).toBe(false);
    expect(await statesOf()).toEqual({ gone: "sending", claimed: "withdrawn", waiting: "withdrawn", other: "sending" });
  });

  it("sets the rest of a merged line free when a part of it is withdrawn", async () => {
    await put(...["1", "2", "3"].map((text) => buildLine({ text, mergeKey: "m", subject: `s${text}` })));
    const line = await claimOne();
    await outbox.withdraw({ subject: "s2" }, "closed");
    expect(await outbox.depart(line, nine)).toBe(false);
    expect((await claimOne()).text).toBe("1\n\n3");
    await outbox.withdraw({ ids: [line.id] }, "closed");
    const [, , third] = line.parts;
    expect((await outbox.findAbandoned({ channel: "fake", account: "bot" })).map((one) => one.id)).toEqual([third?.id]);
  });

  it("refuses a holder whose line was taken over", async () => {
    await put(buildLine({ text: "1" }));
    const old = await claimOne();
    const [abandoned] = await outbox.findAbandoned({ channel: "fake", account: "bot" });
    await outbox.requeue(abandoned as ClaimedLine, nine, { keepsAttempt: true });
    const fresh = await claimOne();
    expect(await outbox.depart(old, nine)).toBe(false);
    expect(await outbox.markFailed(old, "late")).toBe(false);
    expect(await outbox.markSent(old, { sentAt: nine })).toBe(false);
    expect(await outbox.markSent(fresh, { sentAt: nine })).toBe(true);
  });

  it("confirms by words a line whose id is not known, each of two equal ones once", async () => {
    await put(buildLine({ text: "同一句" }), buildLine({ text: "同一句" }));
    const first = await claimOne();
    await outbox.depart(first, nine);
    await outbox.markInDoubt(first, "no answer");
    const second = await claimOne();
    await outbox.depart(second, nine);
    const seen = { text: "同一句\r\n", at: at("09:01"), since: at("08:30") };
    expect((await outbox.confirm(first.ref, { ...seen, externalId: "n1" }))?.id).toBe(first.id);
    expect((await outbox.confirm(first.ref, { ...seen, externalId: "n2" }))?.id).toBe(second.id);
    expect(await outbox.confirm(first.ref, { ...seen, externalId: "n3" })).toBeUndefined();
    expect(await outbox.confirm(first.ref, { ...seen, externalId: "n2" })).toBeUndefined();
    expect(await outbox.findKnownProviderIds(first.ref, ["n1", "n2", "n3"])).toEqual(new Set(["n1", "n2"]));
  });

  it("takes nobody else's words for a line whose id is known", async () => {
    await put(buildLine({ text: "收到" }));
    const line = await claimOne();
    await outbox.depart(line, nine);
    await outbox.markSent(line, { externalId: "n1", sentAt: nine });
    await outbox.confirm(line.ref, { externalId: "typed by hand", text: "收到", at: nine, since: at("08:30") });
    expect(await statesOf()).toEqual({ 收到: "sent" });
  });

  it("keeps a line confirmed whose echo came before its receipt", async () => {
    await put(buildLine({ text: "快" }));
    const line = await claimOne();
    await outbox.depart(line, nine);
    await outbox.confirm(line.ref, { externalId: "n1", text: "快", at: nine, since: at("08:30") });
    expect(await outbox.markInDoubt(line, "no answer")).toBe(false);
    expect(await outbox.markSent(line, { externalId: "n1", sentAt: nine })).toBe(true);
    expect(await statesOf()).toEqual({ 快: "confirmed" });
  });

  it("confirms nothing that was handed over too long ago, or never", async () => {
    await put(buildLine({ text: "旧" }), buildLine({ text: "新", chat: "g1" }));
    const [old] = await claim();
    await outbox.depart(old as ClaimedLine, at("08:00"));
    const seen = { externalId: "n1", at: nine, since: at("08:30") };
    expect(await outbox.confirm((old as ClaimedLine).ref, { ...seen, text: "旧" })).toBeUndefined();
    expect(
      await outbox.confirm({ channel: "fake", account: "bot", chat: "g1" }, { ...seen, text: "新" }),
    ).toBeUndefined();
  });
});
