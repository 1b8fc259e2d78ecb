import { describe, expect, it } from "vitest";
import { readClaim, readNameAndDigits, readPlateClaim, readRole } from "../../src/people/said-claim.js";

describe("readClaim", () => {
  it.each([
    ["我是3栋房东", { role: "landlord", place: "3栋" }],
    ["你好,我是华侨新村3栋的二房东。", { role: "sublandlord", place: "华侨新村3栋" }],
    ["@楼小安 我是3栋楼栋长", { role: "head", place: "3栋" }],
    ["3栋二房东是我", { role: "sublandlord", place: "3栋" }],
    ["兰姐那栋的房东就是我", { role: "landlord", place: "兰姐那栋" }],
    ["我住3栋502", { role: "tenant", place: "3栋502" }],
    ["我家住在3栋5楼502房", { role: "tenant", place: "3栋5楼502房" }],
    ["我是3栋502的租客", { role: "tenant", place: "3栋502" }],
    ["我是3栋房东陈伯 尾号1234", { role: "landlord", place: "3栋", name: "陈伯", last4: "1234" }],
    ["我是3栋房东,我叫陈伯", { role: "landlord", place: "3栋", name: "陈伯" }],
  ])("reads %s", (text, claim) => {
    expect(readClaim(text)).toEqual({ ...claim, isOrder: false });
  });

  it.each([
    ["绑定 3栋 房东", { role: "landlord", place: "3栋" }],
    ["绑定3栋房东", { role: "landlord", place: "3栋" }],
    ["绑定 房东 3栋", { role: "landlord", place: "3栋" }],
    ["绑定 3栋", { place: "3栋" }],
    ["绑定房号:3栋502", { place: "3栋502" }],
    ["绑定 3栋 房东 陈伯 1234", { role: "landlord", place: "3栋", name: "陈伯", last4: "1234" }],
    ["绑定 4403060180030500003 房东", { role: "landlord", place: "4403060180030500003" }],
  ])("reads the order %s", (text, claim) => {
    expect(readClaim(text)).toEqual({ ...claim, isOrder: true });
  });

  it.each([
    "我是3栋房东的儿子",
    "我是3栋房东,楼道灯坏了",
    "我是3栋房东吗?",
    "我住3栋502,楼下好吵",
    "3栋房东是谁",
    "3栋房东是阿强",
    "房东好",
    "我是你爸爸",
    "绑定口令 天王盖地虎 3栋",
    "",
  ])("leaves %s to others", (text) => {
    expect(readClaim(text)).toBeUndefined();
  });
});

describe("a claim by the code of a plate", () => {
  const at = { place: "K7M3QX", plateCode: "K7M3QX" };

  it.each([
    ["我是房东 K7M3QX", { role: "landlord", ...at }],
    ["我是房东K7M3QX。", { role: "landlord", ...at }],
    ["@楼小安 我是房东 k7m3qx", { role: "landlord", ...at }],
    ["你好,我是这栋的楼栋长,K7M3QX", { role: "head", ...at }],
    ["我是K7M3QX的二房东", { role: "sublandlord", ...at }],
    ["K7M3QX 房东", { role: "landlord", ...at }],
    ["我是3栋房东 K7M3QX", { role: "landlord", ...at }],
    ["我是房东 K7M3QX 陈伯 尾号1234", { role: "landlord", ...at, name: "陈伯", last4: "1234" }],
    ["我是502租客 K7M3QX", { role: "tenant", ...at, room: "502" }],
    ["我是租客 K7M3QX", { role: "tenant", ...at }],
    ["我住502房 K7M3QX", { role: "tenant", ...at, room: "502" }],
    ["我住 K7M3QX", { role: "tenant", ...at }],
    ["K7M3QX", at],
  ])("reads %s", (text, claim) => {
    expect(readClaim(text)).toEqual({ ...claim, isOrder: false });
    expect(readPlateClaim(text)).toEqual({ ...claim, isOrder: false });
  });

  it.each([
    ["绑定 3栋 K7M3QX", at],
    ["绑定 K7M3QX", at],
    ["绑定:k7m3qx", at],
    ["绑定 K7M3QX 房东", { role: "landlord", ...at }],
    ["绑定 房东 K7M3QX", { role: "landlord", ...at }],
    ["绑定 3栋502 K7M3QX", { ...at, room: "502" }],
  ])("reads the order %s", (text, claim) => {
    expect(readClaim(text)).toEqual({ ...claim, isOrder: true });
  });

  it.each([
    "我不是房东 K7M3QX",
    "我没住 K7M3QX",
    "K7M3QX是什么",
    "房东说代码是K7M3QX",
    "WIFI密码 K7M3QX",
    "谁是房东 K7M3QX",
    "我是房东 K7M3Q",
    "我是房东 K7M3QXY",
    "我是房东 K7M30X",
    "我是房东 234567",
    "我是房东 ABCDEF",
    "我是房东 K7M3QX,楼道灯坏了",
    "绑定口令 K7M3QX",
    "",
  ])("takes %s for none", (text) => {
    expect(readPlateClaim(text)).toBeUndefined();
  });
});

describe("what a roster is asked by", () => {
  it.each([
    ["陈伯 1234", { name: "陈伯", last4: "1234" }],
    ["我叫陈大文,尾号 0088", { name: "陈大文", last4: "0088" }],
    ["1234", undefined],
    ["陈伯", undefined],
  ])("%s", (text, read) => {
    expect(readNameAndDigits(text)).toEqual(read);
  });
});

describe("readRole", () => {
  it.each([
    ["房东", "landlord"],
    ["我是二房东", "sublandlord"],
    ["不是,我是楼长。", "head"],
    ["房东不在", undefined],
  ])("%s", (text, role) => {
    expect(readRole(text)).toBe(role);
  });
});
