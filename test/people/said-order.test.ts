import { describe, expect, it } from "vitest";
import { readOrder } from "../../src/people/said-order.js";

describe("readOrder", () => {
  it.each([
    ["3栋房东是阿强", { kind: "appoint", role: "landlord", place: "3栋", name: "阿强" }],
    ["华侨新村3栋的楼栋长换成伟叔了", { kind: "appoint", role: "head", place: "华侨新村3栋", name: "伟叔" }],
    ["阿强是3栋房东", { kind: "appoint", role: "landlord", place: "3栋", name: "阿强" }],
    ["阿强不是3栋房东了", { kind: "dismiss", role: "landlord", place: "3栋", name: "阿强" }],
    ["3栋二房东不再是阿勇了", { kind: "dismiss", role: "sublandlord", place: "3栋", name: "阿勇" }],
  ])("reads %s", (text, order) => {
    expect(readOrder(text)).toEqual(order);
  });

  it.each(["3栋房东是谁", "3栋房东是不是跑了", "3栋房东是我", "我不是3栋房东了", "3栋房东说明天来", "房东是阿强吗"])(
    "leaves %s to others",
    (text) => {
      expect(readOrder(text)).toBeUndefined();
    },
  );
});
