import { describe, expect, it } from "vitest";
import { seededRandom } from "../support/seeded-random.js";
import { read } from "../support/understanding.js";

/** How many messages are read. The same every time: a failure can be looked at. */
const messages = 1_000_000;
const perStep = 20_000;

const pieces = [
  "3栋",
  "五洞",
  "八巷12号之一",
  "b座",
  "28号",
  "3-502",
  "0413-7",
  "@楼信 ",
  "着火",
  "没",
  "漏气",
  "电动车",
  "充电",
  "楼道",
  "如果",
  "昨天",
  "演练",
  "收到",
  "几星",
  "明天下午",
  "弄好了",
  "退回",
  "通过 ",
  "群发:",
  "【",
  "】",
  "。",
  "!!!",
  "\n",
  " ",
  "?",
  "🔥",
  "👨‍👩‍👧",
  "\u202e",
  "\u200b",
  "\ud83d",
  "\udc00",
  "\u0000",
  "٣",
  "①",
  "ﬁ",
  "é",
  "〇",
  "两",
  "零",
  "((((",
  "a+",
  "\\",
  "$&",
  "[]",
  "13812345678",
  "440306199001011234",
  "一二三四五六七八九十",
  "栋栋栋",
  "号号",
  "之之之",
  "--------",
  "有没有人",
  "救命",
] as const;

function messageFrom(random: () => number): string {
  const parts: string[] = [];
  for (let left = Math.floor(random() * 9); left >= 0; left -= 1) {
    const one = pieces[Math.floor(random() * pieces.length)] ?? "";
    const stray = String.fromCharCode(Math.floor(random() * 0x10000));
    parts.push(random() < 0.75 ? one : stray.repeat(1 + Math.floor(random() * 3)));
  }
  return parts.join("");
}

const flag = (random: () => number): boolean => random() < 0.3;

describe("the reader", () => {
  it("reads whatever is written, and always answers in the shape that it promises", { timeout: 600_000 }, () => {
    const random = seededRandom(20_261_126);
    const spoken = new Map<string, number>();
    for (let count = 0; count < messages; count += 1) {
      const text = messageFrom(random);
      const reading = read(text, {
        isGroup: flag(random),
        mentionsBot: flag(random),
        isStaff: flag(random),
        isResponsible: flag(random),
        hasOpenCase: flag(random),
        hasOpenQuestion: flag(random),
        hasPhoto: flag(random),
        nickname: text.slice(0, 12),
      });
      const isSound =
        reading.confidence >= 0 &&
        reading.confidence <= 1 &&
        reading.reasons.length > 0 &&
        (reading.intent === "emergency") === (reading.emergency !== undefined) &&
        (reading.intent !== "report" || reading.hazards.length > 0) &&
        (reading.intent !== "command" || reading.command !== undefined) &&
        reading.hazards.every(({ phrase }) => phrase.length <= 20);
      if (!isSound) expect.fail(`${JSON.stringify(text)} was read as ${JSON.stringify(reading)}`);
      if (count % perStep === 0) spoken.set(reading.intent, (spoken.get(reading.intent) ?? 0) + 1);
    }
    // The messages are not all the same to it.
    expect(spoken.size).toBeGreaterThan(3);
  });

  it.each([
    ["nothing", ""],
    ["blanks", " \n\t　"],
    ["emoji only", "🔥🔥🔥"],
    ["broken surrogates", "\ud83d\ud83d着火\udc00"],
    ["direction marks", "\u202e火着楼3\u202c"],
    ["100 kB", "楼道停了电动车。".repeat(5000)],
    ["10,000 buildings", "3栋".repeat(10_000)],
    ["a bomb for regular expressions", `${"一".repeat(5000)}号${"楼".repeat(5000)}`],
    ["a bomb of numbers", `${"1".repeat(5000)}-${"9".repeat(5000)}`],
    ["a bomb of blanks", `3${" ".repeat(10_000)}栋`],
  ])("reads %s", (_, text) => {
    expect(read(text).reasons.length).toBeGreaterThan(0);
  });

  it("says that it has cut a long text", () => {
    expect(read("楼道停了电动车。".repeat(5000)).reasons.join()).toContain("只看了前1000个字");
    expect(read("楼道停了电动车").reasons.join()).not.toContain("只看了");
  });
});
