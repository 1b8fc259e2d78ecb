import { describe, expect, it } from "vitest";
import { decidePrivacy } from "../../src/conversation/decide-privacy.js";
import { buildContext } from "../support/context-builders.js";
import { buildAccepted } from "../support/message-builders.js";

const ask = (text: string, over: Parameters<typeof buildAccepted>[0] = { isGroup: false }) =>
  decidePrivacy(buildContext({ message: buildAccepted({ ...over, text }) }))?.lines ?? [];

describe("隐私", () => {
  it.each(["隐私", "“隐私”", "隐私?", " 隐私说明 ", "「隐私」"])("is answered with what is kept: %s", (text) => {
    expect(ask(text)).toMatchObject([
      { template: "privacy", variables: { hours: "24", pictureHours: "28", worker: "覃工" } },
    ]);
  });

  it.each(["隐私泄露怎么办", "我要投诉隐私", "3栋房东侵犯隐私"])("is not in every line with the word: %s", (text) => {
    expect(ask(text)).toEqual([]);
  });

  it("is answered in private where it was said to the bot in a group, and else not there", () => {
    const [line] = ask("隐私", { isGroup: true, mentionsBot: true });
    expect(line?.ref.chat).toMatch(/^direct:/u);
    expect(ask("隐私", { isGroup: true })).toEqual([]);
  });
});
