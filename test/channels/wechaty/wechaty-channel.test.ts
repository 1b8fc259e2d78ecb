import { FileBox } from "file-box";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as PUPPET from "wechaty-puppet";
import { mock, PuppetMock } from "wechaty-puppet-mock";
import { type Channel, type ChannelCapabilities, SendRejected } from "../../../src/channels/channel.js";
import { createWechatyChannel } from "../../../src/channels/wechaty/wechaty-channel.js";
import type { WechatyChannelDeps } from "../../../src/channels/wechaty/wechaty-deps.js";
import { silentLog } from "../../../src/shared/log.js";
import { createRecorder, type Recorder } from "../recorder.js";
import { stillClock } from "../sandbox/small-world.js";

const capabilities: ChannelCapabilities = {
  receivesGroupMessages: true,
  receivesDirectMessages: true,
  needsMention: false,
  isProactive: true,
  needsHumanConfirmation: false,
  rate: { perChatMs: 1000, perAccountMs: 3000 },
  canLookUpSent: false,
};
const roomRef = { channel: "wechaty", account: "acc-1", chat: "g1@chatroom" };
const waits = { loginWithinMs: 5000, sendWithinMs: 50, offerAgainAfterMs: [1, 1] };

/** Somebody else's puppet, so that the adapter is not only right about our own. */
function openMock({ logsIn = true, ...over }: Partial<WechatyChannelDeps> & { readonly logsIn?: boolean } = {}) {
  const mocker = new mock.Mocker();
  const puppet = new PuppetMock({ mocker });
  const bot = mocker.createContact({ id: "bot", name: "楼小安" });
  const tenant = mocker.createContact({ id: "ten-1", name: "租客 阿强" });
  mocker.use(() => {
    if (logsIn) mocker.login(bot);
    return () => {};
  });
  const newcomer = mocker.createContact({ id: "ten-2", name: "新租客" });
  const memberIdList = ["bot", "ten-1"];
  const room = mocker.createRoom({ id: roomRef.chat, topic: "西乡3网格", memberIdList });
  const channel = createWechatyChannel({
    name: "wechaty",
    account: "acc-1",
    puppet,
    capabilities,
    clock: stillClock(),
    log: silentLog,
    waits,
    ...over,
  });
  return { mocker, puppet, bot, tenant, newcomer, room, channel };
}

describe("createWechatyChannel over puppet-mock", () => {
  let parts: ReturnType<typeof openMock>;
  let channel: Channel;
  let heard: Recorder;

  beforeEach(async () => {
    parts = openMock();
    channel = parts.channel;
    heard = createRecorder();
    await channel.start(heard);
  });
  afterEach(() => channel.stop());

  const push = (payload: object): void => {
    const base = { timestamp: 1_764_000_000_000, talkerId: "ten-1", roomId: roomRef.chat, mentionIdList: [], text: "" };
    const full = { ...base, ...payload } as unknown as PUPPET.payloads.Message;
    parts.mocker.MessageMock.create(full);
    parts.puppet.emit("message", { messageId: full.id });
  };
  const heardOne = async (): Promise<void> => {
    await vi.waitFor(() => expect(heard.messages).toHaveLength(1));
  };

  it("hears a text in a room, called by name though the puppet gives no ids", async () => {
    parts.tenant.say("@楼小安\u2005报隐患").to(parts.room);
    await heardOne();
    expect(heard.messages[0]).toMatchObject({
      ref: roomRef,
      isGroup: true,
      senderId: "ten-1",
      senderName: "租客 阿强",
      text: "报隐患",
      mentionsBot: true,
    });
  });

  it("hears a private line", async () => {
    parts.tenant.say("查 3巷5号 星级").to(parts.bot);
    await heardOne();
    expect(heard.messages[0]).toMatchObject({ ref: { chat: "direct:ten-1" }, isGroup: false, text: "查 3巷5号 星级" });
  });

  it("loads a picture", async () => {
    parts.tenant.say(FileBox.fromBase64(Buffer.alloc(2048, 7).toString("base64"), "photo.jpg")).to(parts.room);
    await heardOne();
    expect(heard.messages[0]?.kind).toBe("image");
    expect(await heard.messages[0]?.media[0]?.load()).toHaveLength(2048);
  });

  it("names every other kind and shows no raw XML", async () => {
    const types = PUPPET.types.Message;
    push({ id: "voice", type: types.Audio, text: "<voice/>" });
    push({ id: "link", type: types.Url, text: "<appmsg/>" });
    push({ id: "card", type: types.Contact, text: "<contact/>" });
    push({ id: "back", type: types.Recalled, text: "voice" });
    await vi.waitFor(() => expect(heard.messages).toHaveLength(4));
    expect(heard.messages.map(({ externalId, kind, text }) => ({ externalId, kind, text }))).toEqual([
      { externalId: "voice", kind: "voice", text: "" },
      { externalId: "link", kind: "link", text: "mock title for link" },
      { externalId: "card", kind: "other", text: "" },
      { externalId: "back", kind: "recall", text: "" },
    ]);
    expect(heard.messages[3]?.recalledExternalId).toBe("voice");
  });

  it("takes a message that the network tells twice once, and one that the service refused again", async () => {
    push({ id: "m1", type: PUPPET.types.Message.Text, text: "一" });
    await heardOne();
    parts.puppet.emit("message", { messageId: "m1" });
    heard.answer = () => Promise.reject(new Error("the database is away"));
    push({ id: "m2", type: PUPPET.types.Message.Text, text: "二" });
    await vi.waitFor(() => expect(heard.messages).toHaveLength(4));
    heard.answer = async () => {};
    await vi.waitFor(() => {
      parts.puppet.emit("message", { messageId: "m2" });
      expect(heard.messages).toHaveLength(5);
    });
    expect(heard.messages.map((message) => message.externalId)).toEqual(["m1", "m2", "m2", "m2", "m2"]);
  });

  it("takes its own lines for echoes", async () => {
    await channel.send({ ref: roomRef, text: "收到，编号1126-1" });
    await vi.waitFor(() => expect(heard.echoes).toHaveLength(1));
    expect(heard.echoes[0]).toMatchObject({ ref: roomRef, text: "收到，编号1126-1" });
    expect(heard.messages).toEqual([]);
  });

  it("tells who joins, leaves and renames", async () => {
    parts.room.add(parts.newcomer).by(parts.tenant);
    await vi.waitFor(() => expect(heard.membership).toHaveLength(1));
    parts.room.remove(parts.newcomer).by(parts.tenant);
    await vi.waitFor(() => expect(heard.membership).toHaveLength(2));
    parts.room.topic("西乡3网格(安全)").by(parts.tenant);
    await vi.waitFor(() => expect(heard.membership).toHaveLength(3));
    expect(heard.membership.map(({ kind }) => kind)).toEqual(["joined", "left", "renamed"]);
    expect(heard.membership[0]).toMatchObject({ ref: roomRef, personIds: ["ten-2"], isBotToo: false, by: "ten-1" });
  });

  it("tells that the bot itself was brought in", async () => {
    parts.room.add(parts.bot, parts.newcomer).by(parts.tenant);
    await vi.waitFor(() => expect(heard.membership).toHaveLength(1));
    expect(heard.membership[0]).toMatchObject({ kind: "joined", personIds: ["ten-2"], isBotToo: true });
  });

  it("lists who is in a room, also whom it cannot load, and trusts no list without the bot", async () => {
    expect(await channel.listMembers?.(roomRef)).toEqual(["ten-1"]);
    parts.puppet.roomMemberList = async () => ["bot", "ten-1", "ghost"];
    expect(await channel.listMembers?.(roomRef)).toEqual(["ten-1", "ghost"]);
    parts.puppet.roomMemberList = async () => ["ten-1"];
    expect(await channel.listMembers?.(roomRef)).toBeUndefined();
    parts.puppet.roomMemberList = () => new Promise(() => {});
    await expect(channel.listMembers?.(roomRef)).rejects.toThrow("not listed");
  });

  it("tells that the account was logged out and is back", async () => {
    await parts.puppet.logout();
    await vi.waitFor(() => expect(heard.statuses).toContain("logged-out"));
    await expect(channel.send({ ref: roomRef, text: "喂" })).rejects.toThrow(SendRejected);
    parts.mocker.login(parts.bot);
    await vi.waitFor(() => expect(heard.statuses.at(-1)).toBe("ready"));
  });

  it("outlives errors of the puppet and of the service's handlers", async () => {
    heard.onEcho = () => Promise.reject(new Error("echo"));
    heard.onMembership = () => Promise.reject(new Error("membership"));
    parts.puppet.emit("error", { data: "puppet error" } as never);
    parts.puppet.emit("message", { messageId: "ghost" });
    await channel.send({ ref: roomRef, text: "喂" });
    parts.room.topic("新名字").by(parts.tenant);
    parts.tenant.say("还在吗").to(parts.room);
    await heardOne();
    expect(heard.messages[0]?.text).toBe("还在吗");
  });
});

describe("what a failing send means", () => {
  const gone = { ref: roomRef, text: "喂" };
  let started: ReturnType<typeof openMock>;

  beforeEach(async () => {
    started = openMock();
    await started.channel.start(createRecorder());
  });
  afterEach(() => started.channel.stop());

  it("is a refusal where the puppet threw", async () => {
    started.puppet.messageSendText = () => Promise.reject(new Error("发送消息过于频繁"));
    await expect(started.channel.send(gone)).rejects.toMatchObject({ name: "SendRejected", isRetryable: true });
  });

  it("is doubt where the network did not answer", async () => {
    started.puppet.messageSendText = () => new Promise(() => {});
    await expect(started.channel.send(gone)).rejects.toMatchObject({ name: "DeadlinePassed" });
  });

  it.each([4, 13, 14])("is doubt where a remote puppet broke off with gRPC code %d", async (code) => {
    started.puppet.messageSendText = () => Promise.reject(Object.assign(new Error("broken off"), { code }));
    await expect(started.channel.send(gone)).rejects.not.toThrow(SendRejected);
  });

  it("never repeats words for the sake of a picture", async () => {
    started.puppet.messageSendFile = () => Promise.reject(new Error("too large"));
    const image = { name: "a.png", bytes: Buffer.from("x") };
    expect(await started.channel.send({ ...gone, image })).toHaveProperty("sentAt");
    await expect(started.channel.send({ ref: roomRef, text: "", image })).rejects.toThrow(SendRejected);
  });

  it("is a refusal for good where there is nothing to send", async () => {
    await expect(started.channel.send({ ref: roomRef, text: "" })).rejects.toMatchObject({ isRetryable: false });
  });
});

describe("a start that fails", () => {
  it("throws when the account does not log in in time, and tells so", async () => {
    const { channel } = openMock({ logsIn: false, waits: { ...waits, loginWithinMs: 30 } });
    const heard = createRecorder();
    await expect(channel.start(heard)).rejects.toThrow("did not log in");
    expect(heard.statuses).toEqual(["starting", "failed"]);
  });

  it("lets go of a remote puppet without logging the account out", async () => {
    const disconnect = vi.fn<() => Promise<void>>(async () => {});
    const { channel, puppet } = openMock({
      logsIn: false,
      hooks: { disconnect },
      waits: { ...waits, loginWithinMs: 30 },
    });
    const stop = vi.spyOn(puppet, "stop");
    await expect(channel.start(createRecorder())).rejects.toThrow("did not log in");
    expect(disconnect).toHaveBeenCalledOnce();
    expect(stop).not.toHaveBeenCalled();
  });
});
