import { describe, expect, it } from "vitest";
import { readBindWord, weaknessOf } from "../../src/people/bind-word.js";

describe("readBindWord", () => {
  it.each([
    ["绑定口令 天王盖地虎", { word: "天王盖地虎" }],
    ["绑定口令:Open Sesame 8", { word: "opensesame8" }],
    ["绑定口令 天王盖地虎 3栋", { word: "天王盖地虎", place: "3栋" }],
    ["绑定口令 3栋 天王盖地虎", { word: "天王盖地虎", place: "3栋" }],
    ["绑定口令,天王盖地虎,华侨新村3栋,陈伯", { word: "天王盖地虎", place: "华侨新村3栋", name: "陈伯" }],
    ["绑定口令 天王盖地虎 4403060180030500003", { word: "天王盖地虎", place: "4403060180030500003" }],
    ["绑定口令", { word: "" }],
    ["绑定 3栋", undefined],
    ["口令红包来了", undefined],
  ])("%s", (text, read) => {
    expect(readBindWord(text)).toEqual(read);
  });
});

describe("weaknessOf", () => {
  it.each([
    ["天王盖", false, "too-short"],
    ["天王盖地", false, undefined],
    ["天王盖地虎", true, "too-short"],
    ["天王盖地虎宝塔镇河妖", true, undefined],
    ["啊啊啊啊啊", false, "too-plain"],
    ["123456", false, "too-plain"],
    ["一".repeat(50), false, "too-long"],
  ])("%s", (word, isStaff, weakness) => {
    expect(weaknessOf(word, isStaff)).toBe(weakness);
  });
});
