import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createInbox, removeFromInbox } from "../../src/archive/inbox.prisma.js";
import { insertLinks } from "../../src/archive/links.prisma.js";
import { insertOwnMessages } from "../../src/archive/own-messages.prisma.js";
import { createRetention } from "../../src/archive/retention.prisma.js";
import { parseRetentionRules, retentionWindow } from "../../src/archive/retention.js";
import type { IncomingMessage } from "../../src/channels/channel.js";
import type { Database } from "../../src/database/database.prisma.js";
import { type MediaId, type MessageId, newId } from "../../src/shared/ids.js";
import { readYaml } from "../../src/shared/read-yaml.js";
import { codeOf } from "../support/builders.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";
import { buildHazardRow } from "../support/hazard-row.js";
import { buildIncoming } from "../support/incoming.js";

const rules = readYaml("templates/rules/retention.yaml", parseRetentionRules);
const now = new Date("2026-11-26T12:00:00+08:00");
const hoursAgo = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);

describe("retentionWindow", () => {
  it("keeps chatter for 24 hours at most, the four hours between two sweeps included", () => {
    expect(retentionWindow(rules, now)).toMatchObject({ chatterUntil: hoursAgo(20), from: hoursAgo(62 * 24) });
    expect(() => parseRetentionRules({ ...rules, chatterHours: 25 })).toThrow();
  });
});

describeOnEachDatabase("retention", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(() => emptyDatabase(database));

  const archive = async (text: string, over: Partial<IncomingMessage> = {}): Promise<MessageId> => {
    const media = { store: () => Promise.reject(new Error("no picture was expected")) };
    const inbox = createInbox({ database, media, clock: { now: () => now }, lateAfterMs: 600_000 });
    const result = await inbox.accept(buildIncoming({ text, sentAt: hoursAgo(25), receivedAt: hoursAgo(25), ...over }));
    if (!result.ok) throw new Error(result.refusal);
    return result.value.id;
  };
  const handled = (ids: readonly MessageId[]): Promise<void> => database.transaction((tx) => removeFromInbox(tx, ids));
  const addPicture = async (messageId: MessageId | null, createdAt = hoursAgo(25)): Promise<MediaId> => {
    const id = newId<MediaId>();
    const row = {
      id,
      chat: "g1",
      messageId,
      sha256: "0".repeat(64),
      mime: "image/jpeg",
      byteLength: 1,
      file: `${id}.jpg`,
      createdAt,
    };
    await database.prisma.media.create({ data: row });
    return id;
  };
  const addEvidence = async (mediaId: MediaId): Promise<void> => {
    const code = codeOf(3);
    const id = newId<string>();
    await database.prisma.building.create({
      data: { code, name: "3栋", estate: "", address: "", community: "", street: "", grid: code.slice(0, 14) },
    });
    await database.prisma.hazard.create({ data: buildHazardRow({ id, buildingCode: code, openedAt: now }) });
    await database.prisma.evidence.create({ data: { hazardId: id, mediaId, phase: "before", addedAt: now } });
  };
  const sweep = async (linesPerStep = rules.linesPerStep) => {
    const removed: string[] = [];
    const files = { remove: async (file: string) => void removed.push(file) };
    const swept = await createRetention({ database, files, rules: { retention: { ...rules, linesPerStep } } }).sweep(
      now,
    );
    return { ...swept, removed };
  };
  const kept = async (): Promise<string[]> =>
    (await database.prisma.message.findMany()).map((row) => row.text).toSorted();

  it("deletes old talk of groups and keeps what is new, about a building, to the bot, of the bot, or not handled", async () => {
    const direct = { channel: "sandbox", account: "louxin-sandbox", chat: "direct:p1" };
    const linked = await archive("linked");
    await handled([
      linked,
      await archive("old"),
      await archive("new", { sentAt: hoursAgo(19), receivedAt: hoursAgo(19) }),
      await archive("direct", { ref: direct, isGroup: false }),
      await archive("mention", { mentionsBot: true }),
    ]);
    await archive("waiting");
    const message = { id: linked, chat: "g1", sentAt: hoursAgo(25) };
    await database.transaction((tx) =>
      insertLinks(tx, [{ message, buildingCode: codeOf(3), reason: "text", detail: "" }]),
    );
    await insertOwnMessages(database.prisma, [
      { ref: { ...direct, chat: "g1" }, externalId: "o", senderName: "楼小安", text: "own", sentAt: hoursAgo(30) },
    ]);
    expect(await sweep()).toMatchObject({ lines: 1 });
    expect(await kept()).toEqual(["direct", "linked", "mention", "new", "own", "waiting"]);
  });

  it("does not accept again what it deleted", async () => {
    await handled([await archive("old", { externalId: "same" })]);
    await sweep();
    await expect(archive("old", { externalId: "same" })).rejects.toThrow("duplicate");
  });

  it("deletes the pictures of what it deletes and stray ones, and keeps evidence and what waits", async () => {
    const old = await archive("old");
    await handled([old]);
    const gone = [await addPicture(old), await addPicture(null)].map((id) => `${id}.jpg`);
    await addPicture(null, hoursAgo(1));
    await addPicture(await archive("waiting"));
    await addEvidence(await addPicture(null));
    expect((await sweep()).removed.toSorted()).toEqual(gone.toSorted());
    expect(await database.prisma.media.count()).toBe(3);
  });

  it("forgets after a day where pictures were taken that are kept", async () => {
    const place = { takenLat: 22.58, takenLon: 113.86 };
    const direct = { channel: "sandbox", account: "louxin-sandbox", chat: "direct:p1" };
    const old = await addPicture(await archive("direct", { ref: direct, isGroup: false }));
    const fresh = await addPicture(null, hoursAgo(1));
    await database.prisma.media.updateMany({ data: place });
    await sweep();
    expect(await database.prisma.media.findUnique({ where: { id: old } })).toMatchObject({
      takenLat: null,
      takenLon: null,
    });
    expect(await database.prisma.media.findUnique({ where: { id: fresh } })).toMatchObject(place);
  });

  it("goes on in steps until all is gone", async () => {
    const ids: MessageId[] = [];
    for (let n = 0; n < 5; n += 1) ids.push(await archive(`old ${n}`));
    await handled(ids);
    expect(await sweep(2)).toMatchObject({ lines: 5 });
    expect(await kept()).toEqual([]);
  });
});
