import { beforeEach, describe, expect, it } from "vitest";
import { textIn, type Villager } from "../support/village-chat.js";
import { eachMorning } from "../support/village-morning.js";

/** Who looked their buildings over, and whose turn it is. It is Wednesday, the second of December, nine in the morning. */
export function tellOfPatrols(name: string, start: () => Promise<string>): void {
  describe(name, () => {
    const m = eachMorning(start, "2026-12-02T09:00:00+08:00");
    let head: Villager;
    beforeEach(async () => {
      head = m.chat.person("head", "3栋");
    });

    it("logs what the house's own people look over, once, and counts the days of the month", async () => {
      expect(await m.direct(head, "早巡完 3栋正常")).toBe("早巡记下了:3栋正常。本月第1天。");
      expect(await m.direct(head, "早巡完 3栋正常")).toBe("早巡已经记过了:3栋正常。本月第1天。");
      expect(await m.direct(head, "早巡完 3栋5栋正常")).toBe("早巡已经记过了:3栋正常。本月第1天。5栋不是您管的,没记。");
      expect(await m.direct(head, "早巡完 5栋正常")).toContain("5栋不是您管的,没记");
      const both = m.chat.person("landlord", "1栋");
      expect(await m.direct(both, "晚查过了都正常")).toBe("晚巡记下了:1栋、7栋正常。本月第1天。");
      expect(await m.direct(head, "昨晚巡过了 没问题")).toBe("昨天晚巡记下了:3栋正常。本月第2天。");
      expect(await m.direct(head, "三查一巡 今天都看过了")).toBe("早巡已经记过了:3栋正常。本月第2天。");
    });

    it("opens the case that a report names, as declared by the house, in one answer and once", async () => {
      const said = await m.direct(m.landlord, "午巡 3栋 一楼楼梯口堆了纸箱");
      expect(said).toMatch(/^午巡记下了:3栋有情况。本月第1天。\n+收到,编号(\d{4}-\d+).*谢谢您主动申报/u);
      const number = /\d{4}-\d+/u.exec(said)?.[0] ?? "";
      expect(await m.heard(m.worker)).toContain(number);
      expect(await m.direct(m.landlord, "午巡 3栋 一楼楼梯口堆了纸箱")).toMatch(
        new RegExp(`^午巡已经记过了:3栋有情况.*\\n+.*${number}`, "u"),
      );
      expect(await m.heard(m.worker)).toBe("");
      expect(await m.direct(m.landlord, "晚巡 3栋 楼梯口的纸箱清走了")).toMatch(
        new RegExp(`^晚巡记下了:3栋正常。本月第1天。\\n+.*${number}`, "u"),
      );
      expect(await m.direct(head, "晚巡 不正常")).toContain("要登记隐患,请说一下哪里、是什么");
    });

    it("asks a grid worker which buildings, and tells them which are due", async () => {
      expect(await m.direct(m.worker, "今日")).toMatch(/\n今天该巡:.*,巡完回"\d+栋巡过了"。/u);
      expect(await m.direct(m.worker, "早巡完了,都正常")).toContain("早巡的是哪几栋");
      expect(await m.direct(m.worker, "3栋 14栋")).toBe("早巡记下了:3栋、14栋正常。本月第1天。");
      expect(await m.direct(m.worker, "9栋巡查过了")).toBe("早巡记下了:9栋正常。本月第1天。");
      const due = /该巡:(.*),巡完/u.exec(await m.direct(m.worker, "今日"))?.[1] ?? "";
      expect(due).not.toMatch(/(?<!\d)(?:3|9|14)栋/u);
      expect(await m.direct(m.worker, "巡查:1栋 2栋 4栋 5栋 6栋 7栋 8栋 10栋 11栋 12栋 13栋没问题")).toMatch(
        /^早巡记下了:1栋、2栋、4栋、5栋、6栋等11栋正常。/u,
      );
      expect(await m.direct(m.worker, "今日")).not.toContain("该巡");
    });

    it("keeps silent in groups, and takes there only what can be nothing else", async () => {
      const said = await m.chat.say(head, m.group, "早巡完 3栋正常");
      expect(said.map((line) => line.chat)).toEqual([m.chat.direct(head)]);
      expect(textIn(said, m.chat.direct(head))).toBe("早巡记下了:3栋正常。本月第1天。");
      for (const line of ["早巡记得打卡", "今晚查了监控", "巡逻队来了", "早巡了吗", "大家都巡了"])
        expect(await m.chat.say(head, m.group, line)).toEqual([]);
      expect(await m.chat.say(m.tenant, m.group, "早巡完 3栋正常")).toEqual([]);
      expect(await m.direct(m.tenant, "早巡完 3栋正常")).not.toContain("记下了");
    });
  });
}
