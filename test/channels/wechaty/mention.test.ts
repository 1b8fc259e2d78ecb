import { describe, expect, it } from "vitest";
import { mentionsAny, withoutMentions } from "../../../src/channels/wechaty/mention.js";

const rules = { names: ["楼小安", "3栋机器人(楼)"], mayBeGlued: true };

describe("mentionsAny", () => {
  it.each([
    "@楼小安\u2005报隐患",
    "@楼小安 报隐患",
    "＠楼小安，在吗",
    "大家好 @楼小安",
    "@楼小安3栋电动车",
    "@阿珍\u2005@楼小安\u2005两个",
    "@3栋机器人(楼)\u2005看看",
  ])("hears the call in %j", (text) => {
    expect(mentionsAny(text, rules)).toBe(true);
  });

  it.each(["楼小安在吗", "a@b.com", "@所有人 停水", "@楼小安Bot\u2005", "@小安\u2005", ""])(
    "hears none in %j",
    (text) => {
      expect(mentionsAny(text, rules)).toBe(false);
    },
  );

  it("takes another person whose name begins like the bot's for that person, where the network names the mentioned", () => {
    expect(mentionsAny("@楼小安的弟弟\u2005在吗", { ...rules, mayBeGlued: false })).toBe(false);
  });

  it("never takes an empty name for a call", () => {
    expect(mentionsAny("@ 谁", { names: [""], mayBeGlued: true })).toBe(false);
  });
});

describe("withoutMentions", () => {
  it("leaves what was said", () => {
    expect(withoutMentions("@楼小安\u20053栋楼道堆物", ["楼小安", ""])).toBe("3栋楼道堆物");
    expect(withoutMentions("3栋楼道堆物 @楼小安", ["楼小安"])).toBe("3栋楼道堆物");
  });

  it("takes out an alias that begins with the nickname as a whole", () => {
    expect(withoutMentions("@楼小安(网格)\u2005在吗", ["楼小安", "楼小安(网格)"])).toBe("在吗");
  });
});
