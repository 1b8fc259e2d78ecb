import { describe, expect, it } from "vitest";
import { hideCodes, newInviteCode, readInviteCode, selectorOf } from "../../src/people/invite.js";
import { readInvite } from "../../src/people/said-invite.js";
import { hashSecret, isSecret } from "../../src/people/secret.js";

describe("invite codes", () => {
  it("are eight characters that nobody mistakes, with a letter and a digit", () => {
    for (let n = 0; n < 500; n += 1) {
      const code = newInviteCode();
      expect(code).toMatch(/^[2-9A-HJKMNP-Z]{8}$/u);
      expect(readInviteCode(code)).toBe(code);
    }
  });

  it("are drawn again where they would look like a word or a number", () => {
    const draws = [...Array.from({ length: 15 }, () => 0), 30];
    expect(newInviteCode(() => draws.shift() ?? 0)).toBe("2222222Z");
  });

  it.each([
    ["k7m4px9q", "K7M4PX9Q"],
    [" K7M4 PX9Q ", "K7M4PX9Q"],
    ["您好,3栋用机器人楼小安……\n邀请码 K7M4PX9Q", "K7M4PX9Q"],
    ["username", undefined],
    ["23456789", undefined],
    ["K7M4PX9", undefined],
    ["我的车牌 K7M4PX9Q 停在楼下", undefined],
    ["邀请码", undefined],
  ])("are found in %j", (text, code) => {
    expect(readInviteCode(text)).toBe(code);
  });

  it("are taken out of what is kept", () => {
    expect(hideCodes("私聊发给它:\n邀请码 K7M4PX9Q")).toBe("私聊发给它:\n邀请码 ********");
    expect(selectorOf("K7M4PX9Q")).toBe("K7M");
  });
});

describe("a secret", () => {
  it("is known again by its hash, which is another each time, and no other fits", async () => {
    const [one, two] = [await hashSecret("天王盖地虎"), await hashSecret("天王盖地虎")];
    expect(one.hash).not.toBe(two.hash);
    expect(await isSecret("天王盖地虎", one)).toBe(true);
    expect(await isSecret("宝塔镇河妖", one)).toBe(false);
  });
});

describe("readInvite", () => {
  it.each([
    ["邀请 3栋 房东", { role: "landlord", place: "3栋" }],
    ["邀请码 房东 华侨新村3栋", { role: "landlord", place: "华侨新村3栋" }],
    ["邀请3栋502租客", { role: "tenant", place: "3栋502" }],
    ["邀请 05网格 网格员", { role: "grid_worker", place: "05网格" }],
    ["邀请", "incomplete"],
    ["邀请码", "incomplete"],
    ["邀请函什么时候发", undefined],
  ])("%s", (text, read) => {
    expect(readInvite(text)).toEqual(read);
  });
});
