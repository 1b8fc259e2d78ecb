import { beforeEach, describe, expect, it } from "vitest";
import { inChat, textIn, type Villager } from "../support/village-chat.js";
import { eachMorning } from "../support/village-morning.js";

/** Danger: the first line, who is called and when, and who ends it. */
export function tellTheEmergencies(name: string, start: () => Promise<string>): void {
  describe(name, () => {
    // At night, when the bot says nothing else.
    const m = eachMorning(start, "2026-12-01T23:30:00+08:00");
    let head: Villager;
    beforeEach(async () => {
      head = m.chat.person("head", "3栋");
    });

    const gas = "3栋5楼好大煤气味,熏死了";
    /** Who was called since the last time. */
    const called = async (): Promise<readonly Villager[]> => {
      const people: Villager[] = [];
      for (const person of [m.worker, head, m.community])
        if (/^【紧急】/mu.test(await m.heard(person))) people.push(person);
      return people;
    };

    it("answers a gas smell at night at once, and calls the grid worker and the head of the house in private", async () => {
      const said = await m.chat.say(m.tenant, m.group, gas);
      expect(inChat(said, m.group)).toHaveLength(1);
      expect(textIn(said, m.group)).toMatch(/^【紧急】别开灯别按开关.*0755-25199999或119/u);
      expect(textIn(said, m.chat.direct(m.worker))).toMatch(/^【紧急】3栋.*煤气味.*接手请回"收到"/su);
      expect(textIn(said, m.chat.direct(head))).toMatch(/^【紧急】3栋.*别按开关,开门开窗/su);
      for (const line of said) expect(line.text).not.toContain(m.tenant.name);
      expect(await m.heard(m.landlord)).toBe("");
      expect(await m.heard(m.community)).toBe("");
    });

    it("says it once a group, however many write of it, and calls nobody anew", async () => {
      await m.chat.say(m.tenant, m.group, gas);
      await m.heard(m.worker);
      const other = m.chat.world.people.find(
        (one) => one.building === "3栋" && one.id !== m.tenant.id && one.role === "tenant",
      );
      const again = await m.chat.say(other ?? m.tenant, m.group, "我也闻到了,3栋好大煤气味");
      expect(inChat(again, m.group)).toHaveLength(0);
      expect(await m.heard(m.worker)).not.toContain("接手请回");
    });

    it("climbs every two minutes, and begins anew, until somebody answers; then those who were called hear it", async () => {
      await m.chat.say(m.tenant, m.group, gas);
      expect(await called()).toEqual([m.worker, head]);
      await m.chat.advance(2);
      expect(await called()).toEqual([m.community]);
      await m.chat.advance(2);
      expect(await called()).toEqual([m.worker]);
      expect(await m.direct(m.community, "收到")).toContain("您接手了,谢谢");
      for (const person of [m.worker, head])
        expect(await m.heard(person), person.name).toContain(`${m.community.name}已接手`);
      await m.chat.advance(10);
      expect(await called()).toEqual([]);
    });

    it("asks the reporter two minutes later in private, and passes their answer on", async () => {
      await m.chat.say(m.tenant, m.group, gas);
      await m.heard(m.tenant);
      const later = await m.chat.advance(2);
      expect(textIn(later, m.chat.direct(m.tenant))).toContain("现在安全吗?在几楼?");
      expect(inChat(later, m.group)).toHaveLength(0);
      await m.heard(m.worker);
      expect(await m.direct(m.tenant, "我在5楼,门打不开")).toContain("已转告网格员");
      expect(await m.heard(m.worker)).toContain("我在5楼,门打不开");
    });

    it("lets nobody but staff end it: neither 没事了 nor 我看错了 of the reporter does", async () => {
      await m.chat.say(m.tenant, m.group, gas);
      await m.heard(m.worker);
      expect(await m.direct(m.tenant, "没事了,是我闻错了")).toContain("平安就好");
      expect(await m.heard(m.worker)).toMatch(/报的人回.*请您到场看过再销/u);
      const today = await m.direct(m.worker, "今日");
      const number = /(\d{4}-\d+) 3栋/u.exec(today)?.[1] ?? "";
      expect(await m.direct(m.tenant, `我看错了 ${number}`)).toContain("要网格员看过才算完");
      expect(await m.direct(m.worker, "今日")).toContain(number);
      expect(await m.direct(m.worker, `误报 ${number} 是煮糊了`)).toContain("已记为误报");
      expect(await m.direct(m.worker, "今日")).not.toContain(number);
    });

    it("keeps violence out of the group and from the house, and names its writer only when they want it", async () => {
      const said = await m.chat.say(m.tenant, m.group, "3栋6楼在打人,打得好凶,快救命");
      expect(inChat(said, m.group)).toHaveLength(0);
      expect(textIn(said, m.chat.direct(m.tenant))).toMatch(/先打110.*回"1"/u);
      const told = await m.heard(m.worker);
      expect(told).toContain("【紧急】");
      expect(told).not.toContain(m.tenant.name);
      for (const person of [head, m.landlord]) expect(await m.heard(person), person.name).toBe("");
      expect(await m.direct(m.tenant, "1")).toContain("已请网格员私下联系您");
      expect(await m.heard(m.worker)).toMatch(new RegExp(`${m.tenant.name}请您马上私下联系。别在群里提`, "u"));
    });

    it("asks in an announced drill whether it is real, and takes 真的 for what it says", async () => {
      await m.chat.setClock("2026-12-02T09:00:00+08:00");
      expect(await m.direct(m.worker, "消防演练 3栋 9:10-9:40")).toContain("对就回");
      expect(await m.direct(m.worker, "确认")).toContain("登记好了:3栋");
      await m.chat.advance(15);
      await m.heard(m.worker);
      const practised = await m.chat.say(m.tenant, m.group, "着火了,3栋5楼冒烟!");
      expect(textIn(practised, m.group)).toMatch(/演练时段.*请回"真的"并打119/u);
      expect(await m.heard(m.worker)).toBe("");
      const real = await m.chat.say(m.tenant, m.group, "真的");
      expect(textIn(real, m.group)).toMatch(/^【紧急】先打119/u);
      expect(await m.heard(m.worker)).toMatch(/^【紧急】3栋/u);
      await m.chat.setClock("2026-12-02T12:00:00+08:00");
      const after = await m.chat.say(m.chat.person("tenant", "5栋"), m.group, "5栋着火了,好大烟");
      expect(textIn(after, m.group)).toMatch(/^【紧急】先打119/u);
    });
  });
}
