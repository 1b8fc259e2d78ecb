import { describe, expect, it } from "vitest";
import type { BindWordMatter } from "../../src/conversation/role-matter.js";
import { people } from "../support/context-builders.js";
import { atBuilding3, buildClaim, decideRole, spoken, stranger } from "../support/people-builders.js";

type BeKnown = Extract<BindWordMatter, { readonly wish: "be-known" }>;
const be = (over: Partial<BeKnown> = {}): BeKnown => ({
  kind: "bind-word",
  word: "天王盖地虎",
  wish: "be-known",
  at: atBuilding3(),
  tries: 0,
  triesHere: 0,
  options: [],
  waiting: [],
  ...over,
});
const say = (matter: BindWordMatter, sender = stranger) => decideRole("绑定口令 天王盖地虎 3栋", matter, { sender });
const hidden = { kind: "hide-text", text: "(口令)" };

describe("绑定口令", () => {
  it("keeps only the hash of a word, and hides the line", () => {
    const secret = { salt: "s", hash: "h" };
    const changes = say(
      { kind: "bind-word", word: "天王盖地虎", wish: "set", secret, home: atBuilding3().building },
      people.landlord,
    );
    expect(changes.people).toMatchObject([hidden, { kind: "bind-word", personId: people.landlord.id, secret }]);
    expect(JSON.stringify(changes)).not.toContain("天王盖地虎");
    expect(spoken(changes)[0]).toContain("绑定口令 您的口令 3栋");
  });

  it.each([
    [{ wish: "set" }, "4个字以上"],
    [{ wish: "nowhere" }, "请带上楼栋"],
    [{ wish: "in-group" }, "不要发在群里"],
  ] as const)("says what to do instead: %j", (wish, words) => {
    const changes = say({ kind: "bind-word", word: "x", ...wish });
    expect(changes.people).toMatchObject([hidden]);
    expect(spoken(changes)).toEqual([expect.stringContaining(words)]);
  });

  it("wants a longer word of staff", () => {
    expect(spoken(say({ kind: "bind-word", word: "x", wish: "set" }, people.worker))[0]).toContain("8个字以上");
  });

  it("brings back who comes with a new id, and tells the old one and the grid worker", () => {
    const changes = say(be({ owner: people.landlord }));
    expect(changes.people).toMatchObject([hidden, { kind: "same-person", from: stranger.id, to: people.landlord.id }]);
    expect(spoken(changes)).toEqual([
      "direct:p1: 认出来了,您是兰姐,以前的登记都接上了。",
      expect.stringMatching(/^direct:兰姐: .*不是您本人,请马上找网格员/u),
      expect.stringMatching(/^direct:覃工: 3栋的兰姐换了微信/u),
    ]);
  });

  it("counts a wrong word for the writer and the building, and asks the grid worker who it is", () => {
    const changes = say(be({ options: [people.landlord], tries: 1 }));
    expect(changes.people).toMatchObject([
      hidden,
      { kind: "try", what: "bind-word", subject: stranger.id },
      { kind: "try", what: "bind-word-building" },
      { kind: "claim", claim: { wish: "same-person", optionIds: [people.landlord.id], askedId: people.worker.id } },
    ]);
    expect(changes.tasks).toMatchObject([{ kind: "ask-claims", subject: people.worker.id }]);
    expect(spoken(changes)).toEqual(["direct:p1: 口令没对上。我请网格员看看您是哪一位,定了告诉您;今天还能试3次。"]);
  });

  it("asks the grid worker once, and nobody where nobody of the building is known", () => {
    const waiting = [buildClaim({ wish: "same-person", optionIds: [] })];
    expect(say(be({ options: [people.landlord], waiting })).tasks).toEqual([]);
    const alone = say(be());
    expect(alone.tasks).toEqual([]);
    expect(spoken(alone)[0]).toContain("我是3栋房东");
  });

  it("looks at no word after five tries of a person or twenty at a building, right or wrong", () => {
    for (const matter of [be({ tries: 5 }), be({ triesHere: 20 })]) {
      const changes = say(matter);
      expect(changes.people).toMatchObject([hidden]);
      expect(spoken(changes)[0]).toContain("明天再试");
    }
  });
});
