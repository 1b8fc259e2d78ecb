import { describe, expect, it } from "vitest";
import { createRecentTalk } from "../../src/conversation/recent-talk.js";
import { buildAccepted } from "../support/message-builders.js";

const nine = new Date("2026-11-26T09:00:00+08:00");
const after = (seconds: number): Date => new Date(nine.getTime() + seconds * 1000);

describe("RecentTalk", () => {
  it("tells what was said before a line, and by whom", () => {
    const talk = createRecentTalk();
    const first = buildAccepted({ text: "喂", senderId: "a", senderName: "3栋502阿May", sentAt: nine });
    const second = buildAccepted({ text: "什么事", senderId: "b", senderName: "老张", sentAt: after(5) });
    const third = buildAccepted({ text: "四楼那个", senderId: "a", sentAt: after(9) });
    for (const message of [first, second, third]) talk.add(message);
    expect(talk.before(third)).toEqual([
      { text: "喂", isOwn: true, nickname: "3栋502阿May" },
      { text: "什么事", isOwn: false, nickname: "老张" },
    ]);
  });

  it("says the same of a line whenever it is asked", () => {
    const talk = createRecentTalk();
    const first = buildAccepted({ text: "喂", sentAt: nine });
    const second = buildAccepted({ text: "四楼那个", sentAt: after(5) });
    talk.add(first);
    const before = talk.before(second);
    for (const message of [first, second, buildAccepted({ text: "在吗", sentAt: after(6) })]) talk.add(message);
    expect(talk.before(second)).toEqual(before);
  });

  it("forgets after three minutes", () => {
    const talk = createRecentTalk();
    talk.add(buildAccepted({ text: "喂", sentAt: nine }));
    expect(talk.before(buildAccepted({ text: "窗户锁住了", sentAt: after(181) }))).toEqual([]);
  });

  it("knows nothing any more of a world that was planted anew", () => {
    const talk = createRecentTalk();
    talk.add(buildAccepted({ text: "喂", sentAt: nine }));
    talk.clear();
    expect(talk.before(buildAccepted({ text: "窗户锁住了", sentAt: after(3) }))).toEqual([]);
  });

  it("keeps chats apart", () => {
    const talk = createRecentTalk();
    talk.add(buildAccepted({ text: "喂", sentAt: nine }));
    const ref = { channel: "sandbox", account: "louxin-sandbox", chat: "another" };
    expect(talk.before(buildAccepted({ ref, text: "窗户锁住了", sentAt: after(3) }))).toEqual([]);
  });
});
