import { describe, expect, it } from "vitest";
import { isBareCry } from "../../src/conversation/cry-words.js";
import { decide } from "../../src/conversation/decide.js";
import { buildContext, buildReading, people } from "../support/context-builders.js";
import { buildAccepted } from "../support/message-builders.js";

describe("a cry for help and nothing else", () => {
  it.each(["救命啊", "救命!!!", "快来人啊", "救救我", "SOS", "救命啊救命 😭"])("is known: %s", (text) => {
    expect(isBareCry(text)).toBe(true);
  });

  it.each(["救命啊这题好难", "笑死救命", "有没有人打牌", "救命恩人", "来人拿快递", ""])("is not: %s", (text) => {
    expect(isBareCry(text)).toBe(false);
  });

  const reading = buildReading({ intent: "chatter", zone: "silent" });

  it("brings a private question and a call to the grid worker, at any hour, and no word in the group", () => {
    const context = buildContext({ message: buildAccepted({ text: "救命啊" }), reading, isQuietHour: true });
    const { lines } = decide(context);
    expect(lines.map(({ template, ref, urgency }) => `${template}@${ref.chat} ${urgency}`)).toEqual([
      "cry-answer@direct:p1 emergency",
      "cry-worker@direct:覃工 emergency",
    ]);
  });

  it("is not asked about where staff play", () => {
    const context = buildContext({ message: buildAccepted({ text: "救命啊" }), reading, sender: people.worker });
    expect(decide(context).lines).toEqual([]);
  });
});
