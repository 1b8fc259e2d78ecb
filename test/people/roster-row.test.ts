import { describe, expect, it } from "vitest";
import { readRosterRow, rosterColumn } from "../../src/people/roster-row.js";

describe("readRosterRow", () => {
  it("takes headings and roles in Chinese and English", () => {
    expect(["楼栋", "身份", "姓名", "手机后四位", "房号", "备注"].map(rosterColumn)).toEqual([
      "building",
      "role",
      "name",
      "last4",
      "room",
      undefined,
    ]);
    expect(readRosterRow({ building: "3栋", role: "业主", name: "陈伯", last4: "0088", room: "" })).toEqual({
      building: "3栋",
      role: "landlord",
      name: "陈伯",
      last4: "0088",
    });
    expect(readRosterRow({ building: "3栋", role: "Tenant", name: "小王", room: "502" })).toMatchObject({
      role: "tenant",
      room: "502",
    });
  });

  it("says all that is wrong with a row", () => {
    expect(readRosterRow({})).toEqual(["没写楼栋", "身份“”不认得,写 房东、楼栋长、二房东 或 租客", "没写姓名"]);
    expect(readRosterRow({ building: "3栋", role: "房东", name: "陈伯", last4: "13800138000" })).toEqual([
      "手机只要后四位,不要写全号",
    ]);
    expect(readRosterRow({ building: "3栋", role: "房东", name: "陈伯13800138000", last4: "12" })).toEqual([
      "姓名里不要写号码",
      "手机后四位要是四个数字",
    ]);
  });
});
