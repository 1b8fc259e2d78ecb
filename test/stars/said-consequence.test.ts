import { describe, expect, it } from "vitest";
import { readConsequenceDone } from "../../src/stars/said-consequence.js";

describe("readConsequenceDone", () => {
  it.each([
    ["3栋约谈了", "interview", "3栋"],
    ["3栋房东约谈过了", "interview", "3栋"],
    ["3栋 已经约谈好了。", "interview", "3栋"],
    ["3栋约谈了,态度很好", "interview", "3栋"],
    ["约谈了3栋房东", "interview", "3栋"],
    ["已约谈3栋", "interview", "3栋"],
    ["华侨新村3栋约谈啦", "interview", "华侨新村3栋"],
    ["3栋督办了", "supervision-order", "3栋"],
    ["@楼小安 3栋移交了", "referral", "3栋"],
  ])("%s", (line, kind, building) => {
    expect(readConsequenceDone(line)).toEqual({ kind, building, isWaived: false });
  });

  it.each(["3栋不用移交", "3栋没有违法情形", "3栋房东无需移交了"])("nothing was to be done: %s", (line) => {
    expect(readConsequenceDone(line)).toEqual({ kind: "referral", building: "3栋", isWaived: true });
  });

  it.each(["3栋督办", "督办3栋", "3栋还没约谈", "3栋约谈了吗", "明天约谈3栋", "3栋没约谈过", "约谈了", "3栋通过"])(
    "is none: %s",
    (line) => {
      expect(readConsequenceDone(line)).toBeUndefined();
    },
  );
});
