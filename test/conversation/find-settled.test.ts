import { expect, it } from "vitest";
import type { AcceptedMessage } from "../../src/archive/inbox.js";
import { createDialogBook } from "../../src/conversation/dialog-book.js";
import { createFindSettled, type FindSettledDeps } from "../../src/conversation/find-settled.js";
import { createRecentTalk } from "../../src/conversation/recent-talk.js";
import { createSendersUnderWay } from "../../src/conversation/senders-under-way.js";
import { chatKey, senderKey } from "../../src/channels/channel.js";
import type { BroadcastId } from "../../src/shared/ids.js";
import { silentLog } from "../../src/shared/log.js";
import { buildReading, buildReport, people } from "../support/context-builders.js";
import { buildAccepted } from "../support/message-builders.js";

const now = new Date("2026-11-26T09:00:00+08:00");
const group = { channel: "sandbox", account: "louxin-sandbox", chat: "g1" };

function setUp(over: { readonly broadcastIn?: string; readonly fails?: boolean } = {}) {
  const dialogs = createDialogBook();
  const sendersUnderWay = createSendersUnderWay();
  const deps = {
    clock: { now: () => now },
    log: silentLog,
    dialogs,
    recentTalk: createRecentTalk(),
    sendersUnderWay,
    botName: "楼小安",
    directory: {
      findSenders: async (senders: readonly Parameters<typeof senderKey>[0][]) => {
        if (over.fails) throw new Error("the database is away");
        return new Map(senders.map((one) => [senderKey(one), people.tenant]));
      },
      findGroups: async () => new Map(),
    },
    broadcasts: {
      findRecentByChat: async () =>
        new Map(over.broadcastIn ? [[chatKey({ ...group, chat: over.broadcastIn }), "b1" as BroadcastId]] : []),
    },
    understand: ({ text }: { readonly text: string }) =>
      text.startsWith("!") ? buildReport() : buildReading(text === "收到" ? { intent: "acknowledgement" } : {}),
  } as unknown as FindSettledDeps;
  const find = createFindSettled(deps);
  const settledTexts = async (...messages: readonly AcceptedMessage[]): Promise<readonly string[]> => {
    const settled = await find(messages);
    return messages.filter((one) => settled.has(one.id)).map((one) => one.text);
  };
  return { dialogs, sendersUnderWay, settledTexts };
}

const said = (senderId: string, text: string): AcceptedMessage => buildAccepted({ ref: group, senderId, text });

it("settles idle talk, and nothing that may bring something about", async () => {
  const { settledTexts } = setUp();
  expect(await settledTexts(said("a", "哈哈"), said("b", "!电鸡"))).toEqual(["哈哈"]);
});

it("lets a line wait behind an earlier one of its writer, in the same batch or under way", async () => {
  const { settledTexts, sendersUnderWay } = setUp();
  const before = said("b", "!电鸡");
  sendersUnderWay.begin(before);
  expect(await settledTexts(said("a", "!电鸡"), said("a", "快点"), said("b", "在吗"), said("c", "早"))).toEqual(["早"]);
  sendersUnderWay.end(before);
  expect(await settledTexts(said("b", "在吗"))).toEqual(["在吗"]);
});

it("does not settle what answers a question of the bot or a broadcast", async () => {
  const { settledTexts, dialogs } = setUp({ broadcastIn: "g1" });
  dialogs.put([{ ref: group, senderId: "a", data: { kind: "whose-star" }, expiresAt: new Date(now.getTime() + 1000) }]);
  expect(await settledTexts(said("a", "哈哈"), said("b", "收到"), said("c", "哈哈"))).toEqual(["哈哈"]);
});

it("settles nothing while nobody can be looked up", async () => {
  expect(await setUp({ fails: true }).settledTexts(said("a", "哈哈"))).toEqual([]);
});
