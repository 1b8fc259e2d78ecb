import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { SendRejected } from "../../../src/channels/channel.js";
import { createMemoryWorldStore } from "./memory-world-store.js";
import { buildDraft, morning, png, type RunningWorld, startSmallWorld } from "./small-world.js";

const ref = (chat: string) => ({ channel: "sandbox", account: "louxin-sandbox", chat });

describe("the sandbox channel through real wechaty", () => {
  const store = createMemoryWorldStore();
  let running: RunningWorld;

  beforeAll(async () => {
    running = await startSmallWorld(store);
  });
  afterAll(() => running.channel.stop());
  beforeEach(() => {
    running.heard.messages.length = 0;
    running.heard.echoes.length = 0;
    running.heard.membership.length = 0;
    running.heard.answer = async () => {};
  });

  it("hands over a text as it was said", async () => {
    const line = await running.world.post(buildDraft());
    expect(running.heard.messages).toEqual([
      {
        ref: ref("g-a"),
        isGroup: true,
        senderId: "te-1",
        senderName: "3栋302阿珍",
        externalId: line.id,
        kind: "text",
        text: "3栋楼梯口又停了两台电鸡",
        media: [],
        mentionsBot: false,
        sentAt: morning,
        receivedAt: morning,
      },
    ]);
  });

  it("hears that it is called by id and takes the call out of the text", async () => {
    await running.world.post(buildDraft({ text: "@楼小安\u2005我们楼几星", mentions: ["louxin"] }));
    await running.world.post(buildDraft({ text: "@楼小安 我们楼几星" }));
    await running.world.post(buildDraft({ text: "@陈伯(28号房东) 在吗", mentions: ["ll-1"] }));
    expect(running.heard.messages.map(({ mentionsBot, text }) => ({ mentionsBot, text }))).toEqual([
      { mentionsBot: true, text: "我们楼几星" },
      { mentionsBot: true, text: "我们楼几星" },
      { mentionsBot: false, text: "@陈伯(28号房东) 在吗" },
    ]);
  });

  it("hands over a private line under the writer's chat", async () => {
    await running.world.post(buildDraft({ chat: "direct:ll-1", from: "ll-1", to: "louxin", text: "我的楼几星" }));
    expect(running.heard.messages).toMatchObject([{ ref: ref("direct:ll-1"), isGroup: false, mentionsBot: false }]);
  });

  it("hands over a picture with its bytes", async () => {
    const image = await store.saveImage("楼道.png", png);
    await running.world.post(buildDraft({ kind: "image", text: "", image }));
    const [message] = running.heard.messages;
    expect(message).toMatchObject({ kind: "image", text: "", media: [{ name: "楼道.png" }] });
    expect((await message?.media[0]?.load())?.equals(png)).toBe(true);
  });

  it("hands over a quote with the quoted line's id", async () => {
    const quoted = await running.world.post(buildDraft({ text: "谁的车：挡路了" }));
    await running.world.post(buildDraft({ from: "ll-1", text: "马上挪", quote: quoted.seq }));
    expect(running.heard.messages.at(-1)).toMatchObject({
      text: "马上挪",
      quote: { externalId: quoted.id, senderName: "3栋302阿珍", text: "谁的车：挡路了" },
    });
  });

  it("hands over a recall", async () => {
    const line = await running.world.post(buildDraft({ text: "发错了" }));
    await running.world.recall(line, morning);
    expect(running.heard.messages.at(-1)).toMatchObject({
      kind: "recall",
      text: "",
      senderId: "te-1",
      recalledExternalId: line.id,
    });
  });

  it("sends words and gets them back as an echo, never as a message", async () => {
    const receipt = await running.channel.send({ ref: ref("g-a"), text: "收到，@楼小安 可以查进度" });
    const sent = await store.find(receipt.externalId ?? "");
    expect(sent).toMatchObject({ chat: "g-a", from: "louxin", text: "收到，@楼小安 可以查进度" });
    await vi.waitFor(() => expect(running.heard.echoes).toHaveLength(1));
    expect(running.heard.echoes[0]).toMatchObject({
      ref: ref("g-a"),
      externalId: receipt.externalId,
      text: sent?.text,
    });
    expect(running.heard.messages).toEqual([]);
  });

  it("sends in private, with a picture after the words", async () => {
    const image = { name: "map.png", bytes: png };
    const receipt = await running.channel.send({ ref: ref("direct:ll-1"), text: "整改通知", image });
    const lines = store.lines.filter((line) => line.chat === "direct:ll-1" && line.from === "louxin");
    expect(lines.map(({ kind, to }) => ({ kind, to }))).toEqual([
      { kind: "text", to: "ll-1" },
      { kind: "image", to: "ll-1" },
    ]);
    expect(receipt.externalId).toBe(lines[0]?.id);
  });

  it("refuses a chat that is not there for good", async () => {
    const sending = running.channel.send({ ref: ref("g-none"), text: "有人吗" });
    await expect(sending).rejects.toThrow(SendRejected);
    await expect(sending).rejects.toMatchObject({ isRetryable: false });
  });

  it("leaves in doubt what the database could not confirm, and can look it up", async () => {
    store.failure = new Error("connection lost");
    const sending = running.channel.send({ ref: ref("g-a"), text: "在不在" });
    await expect(sending).rejects.not.toThrow(SendRejected);
    expect(await running.channel.findSent?.({ ref: ref("g-a"), text: "在不在" }, morning)).toEqual([]);
    const receipt = await running.channel.send({ ref: ref("g-a"), text: "在不在" });
    expect(await running.channel.findSent?.({ ref: ref("g-a"), text: "在不在" }, morning)).toEqual([receipt]);
  });

  it("tells who comes and goes and what a group is called now", async () => {
    running.world.join("g-a", ["pa-1"], "ll-1");
    await vi.waitFor(() => expect(running.heard.membership).toHaveLength(1));
    running.world.leave("g-a", ["pa-1"], "ll-1");
    await vi.waitFor(() => expect(running.heard.membership).toHaveLength(2));
    running.world.rename("g-a", "1-5栋平安大群", "ll-1");
    await vi.waitFor(() => expect(running.heard.membership).toHaveLength(3));
    expect(running.heard.membership).toMatchObject([
      { kind: "joined", ref: ref("g-a"), personIds: ["pa-1"], isBotToo: false, by: "ll-1" },
      { kind: "left", ref: ref("g-a"), personIds: ["pa-1"] },
      { kind: "renamed", ref: ref("g-a"), name: "1-5栋平安大群" },
    ]);
  });

  it("tells that the bot itself was brought in, and lists who is there besides", async () => {
    running.world.join("g-a", ["louxin", "pa-1"], "ll-1");
    await vi.waitFor(() => expect(running.heard.membership).toHaveLength(1));
    expect(running.heard.membership).toMatchObject([{ kind: "joined", personIds: ["pa-1"], isBotToo: true }]);
    expect(await running.channel.listMembers?.(ref("g-a"))).toEqual(["te-1", "ll-1", "pa-1"]);
  });

  it("keeps the order of a chat in a burst", async () => {
    const texts = Array.from({ length: 30 }, (_, index) => `第${index}句`);
    await Promise.all(texts.map((text) => running.world.post(buildDraft({ text }))));
    expect(running.heard.messages.map((message) => message.text)).toEqual(texts);
  });

  it("offers a line again that the service did not accept, and only then tells the network so", async () => {
    let tries = 0;
    running.heard.answer = async () => {
      tries += 1;
      if (tries < 2) throw new Error("the database is away");
    };
    await running.world.post(buildDraft());
    expect(running.heard.messages).toHaveLength(2);
  });

  it("costs nothing when a delivery is repeated, but takes a reused id in a new history for a new line", async () => {
    const draft = buildDraft({ id: "x-te-1-1" });
    await running.world.post(draft);
    await running.world.post(draft);
    expect(running.heard.messages).toHaveLength(1);
    expect(store.lines.filter((line) => line.id === "x-te-1-1")).toHaveLength(1);

    store.lines.length = 0;
    running.world.forget();
    await running.world.post({ ...draft, text: "另一句", at: new Date(morning.getTime() + 1000) });
    expect(running.heard.messages.at(-1)).toMatchObject({ externalId: "x-te-1-1", text: "另一句" });
  });
});

describe("the sandbox channel's life", () => {
  it("tells its states, and takes nothing after it was stopped", async () => {
    const { world, channel, heard } = await startSmallWorld();
    expect(heard.statuses).toEqual(["starting", "ready"]);
    await channel.stop();
    expect(heard.statuses.at(-1)).toBe("stopped");
    await expect(world.post(buildDraft())).rejects.toThrow("not listening");
    await expect(channel.send({ ref: ref("g-a"), text: "喂" })).rejects.toThrow(SendRejected);
    expect(heard.messages).toEqual([]);
  });

  it("offers at the next start what a crash left between network and inbox", async () => {
    const store = createMemoryWorldStore();
    const before = await startSmallWorld(store);
    await before.channel.stop();
    await expect(before.world.post(buildDraft({ id: "left-over" }))).rejects.toThrow("not listening");
    const taken = await store.insert(buildDraft({ id: "taken" }));
    store.accepted.add(`g-a ${taken.line.id}`);

    const after = await startSmallWorld(store);
    const refused: unknown[] = [];
    await after.world.offerLeftOver((line) => refused.push(line));
    expect(after.heard.messages.map((message) => message.externalId)).toEqual(["left-over"]);
    expect(refused).toEqual([]);
    await after.channel.stop();
  });
});
