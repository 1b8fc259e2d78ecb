import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createWorldStore } from "../../../src/channels/sandbox/world-store.prisma.js";
import type { WorldStore } from "../../../src/channels/sandbox/world-store.js";
import type { Database } from "../../../src/database/database.prisma.js";
import { newId } from "../../../src/shared/ids.js";
import { describeOnEachDatabase, emptyDatabase } from "../../support/database.js";
import { createMemoryWorldStore } from "./memory-world-store.js";
import { buildDraft, morning, png } from "./small-world.js";

/** What any store of the network's lines does. */
function itKeepsLines(open: () => WorldStore): void {
  it("gives each line a number and finds it by both", async () => {
    const store = open();
    const { line, isNew } = await store.insert(buildDraft({ mentions: ["louxin"], quote: 7, to: "louxin" }));
    expect(isNew).toBe(true);
    expect(line).toMatchObject({ text: "3栋楼梯口又停了两台电鸡", mentions: ["louxin"], quote: 7, at: morning });
    expect(await store.find(line.id)).toEqual(line);
    expect(await store.findBySeq(line.seq)).toEqual(line);
    expect(await store.find("nothing\0")).toBeUndefined();
  });

  it("takes an id twice for one delivery repeated, also in one breath", async () => {
    const store = open();
    const draft = buildDraft();
    const both = await Promise.all([store.insert(draft), store.insert({ ...draft, text: "第二次" })]);
    expect(both.map(({ isNew }) => isNew)).toEqual([true, false]);
    expect(both[1]?.line).toEqual(both[0]?.line);
    expect(await store.insert(draft)).toMatchObject({ isNew: false, line: { text: draft.text } });
  });

  it("reads on from a number, one chat or all, in the order of the inserts", async () => {
    const store = open();
    const lines = await Promise.all([
      store.insert(buildDraft({ text: "一" })),
      store.insert(buildDraft({ text: "二", chat: "g-b" })),
      store.insert(buildDraft({ text: "三" })),
    ]);
    const first = lines[0]?.line.seq ?? 0;
    const textsOf = async (after: number, chat?: string, limit = 10) =>
      (await store.findAfter(after, { chat, limit })).map((line) => line.text);
    expect(await textsOf(first - 1)).toEqual(["一", "二", "三"]);
    expect(await textsOf(first)).toEqual(["二", "三"]);
    expect(await textsOf(0, "g-b")).toEqual(["二"]);
    expect(await textsOf(first - 1, undefined, 1)).toEqual(["一"]);
  });

  it("takes a line back and leaves the notice for those who ask for it", async () => {
    const store = open();
    const image = await store.saveImage("a.png", png);
    const { line } = await store.insert(buildDraft({ kind: "image", text: "", image }));
    await store.insert(buildDraft({ id: `${line.id}-recall`, kind: "recall", text: line.id }));
    expect(await store.find(line.id)).toEqual({ ...line, image: undefined, isRecalled: true });
    expect(await store.findAfter(line.seq - 1, { limit: 10 })).toHaveLength(1);
    expect(await store.findAfter(line.seq - 1, { limit: 10, hasRecalls: true })).toHaveLength(2);
  });

  it("finds the bot's own lines by their exact text", async () => {
    const store = open();
    const own = { from: "louxin", text: "收到" };
    const { line } = await store.insert(buildDraft(own));
    await store.insert(buildDraft({ ...own, text: "收到了" }));
    await store.insert(buildDraft({ ...own, from: "te-1" }));
    await store.insert(buildDraft({ ...own, chat: "g-b" }));
    expect(await store.findOwn("g-a", "收到", morning)).toEqual([line]);
    expect(await store.findOwn("g-a", "收到", new Date(morning.getTime() + 1))).toEqual([]);
  });

  it("keeps pictures by what they are, not by what they are called", async () => {
    const store = open();
    const picture = await store.saveImage("../../evil.html", png);
    expect(picture.file).toMatch(/\.png$/u);
    const page = await store.saveImage("page.png", Buffer.from("<script>alert(1)</script>"));
    expect(page.file).toMatch(/\.bin$/u);
    expect((await store.loadImage(picture.file))?.equals(png)).toBe(true);
    expect(await store.loadImage("../package.json")).toBeUndefined();
    await store.deleteImage(picture.file);
    expect(await store.loadImage(picture.file)).toBeUndefined();
  });
}

describe("the store in memory", () => {
  itKeepsLines(() => createMemoryWorldStore());
});

describeOnEachDatabase("createWorldStore", (openDatabase) => {
  let database: Database;
  let folder = "";
  let store: WorldStore;

  beforeAll(async () => {
    database = await openDatabase();
    folder = await mkdtemp(join(tmpdir(), "louxin-world-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  beforeEach(async () => {
    await emptyDatabase(database);
    store = createWorldStore(database, { folder: join(folder, "sandbox-media"), botId: "louxin" });
  });

  itKeepsLines(() => store);

  it("lets numbers appear in their order, whoever writes at once", async () => {
    const seen: number[] = [];
    const write = async (text: string): Promise<void> => {
      const { line } = await store.insert(buildDraft({ text }));
      const after = await store.findAfter(0, { limit: 1000 });
      // Everything up to this line's number is there: a reader that goes on from it has missed none.
      seen.push(after.filter((one) => one.seq <= line.seq).length - line.seq);
    };
    await Promise.all(Array.from({ length: 60 }, (_, index) => write(`${index}`)));
    expect(new Set(seen)).toEqual(new Set([0]));
  });

  it("keeps the good lines of a batch when one cannot be stored", async () => {
    const results = await Promise.allSettled([
      store.insert(buildDraft({ text: "好" })),
      store.insert(buildDraft({ text: "坏", quote: 2 ** 40 })),
      store.insert(buildDraft({ text: "也好" })),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect((await store.findAfter(0, { limit: 10 })).map((line) => line.text)).toEqual(["好", "也好"]);
  });

  it("knows by the service's own key table what was never accepted", async () => {
    const { line: accepted } = await store.insert(buildDraft());
    const { line: leftOver } = await store.insert(buildDraft());
    await store.insert(buildDraft({ from: "louxin" }));
    const { line: takenBack } = await store.insert(buildDraft());
    const { line: notice } = await store.insert(
      buildDraft({ id: `${takenBack.id}-recall`, kind: "recall", text: takenBack.id }),
    );
    const key = { channel: "sandbox", account: "louxin-sandbox", chat: accepted.chat };
    await database.prisma.seen.create({
      data: { ...key, externalId: accepted.id, messageId: newId<string>(), sentAt: morning },
    });
    expect(await store.findNotAccepted()).toEqual([leftOver, notice]);
    expect(await store.findNotAccepted(new Date(morning.getTime() + 1))).toEqual([]);
  });

  it("keeps everything for the next process", async () => {
    const image = await store.saveImage("a.png", png);
    const { line } = await store.insert(buildDraft({ kind: "image", text: "", image }));
    const next = createWorldStore(database, { folder: join(folder, "sandbox-media"), botId: "louxin" });
    expect(await next.find(line.id)).toEqual(line);
    expect((await next.loadImage(image.file))?.equals(png)).toBe(true);
    expect(await readdir(join(folder, "sandbox-media"))).toContain(image.file);
  });
});
