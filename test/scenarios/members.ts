import { beforeEach, describe, expect, it } from "vitest";
import { type ChatLine, inChat, textIn, type Villager, type VillageWorld } from "../support/village-chat.js";
import { eachMorning } from "../support/village-morning.js";

/** People come into groups and go. */
export function tellWhoComesAndGoes(name: string, start: () => Promise<string>): void {
  describe(name, () => {
    const m = eachMorning(start);
    let stranger: Villager;
    let other: Villager;
    let late: Villager;
    const members = (): readonly string[] => m.chat.world.groups.find((one) => one.id === m.group)?.memberIds ?? [];
    beforeEach(async () => {
      const isAway = (one: Villager): boolean => one.role === "passerby" && !members().includes(one.id);
      stranger = m.chat.world.people.find(isAway) ?? m.tenant;
      other = m.chat.person("tenant", "8栋");
      late = m.chat.person("tenant", "9栋");
    });

    const pass = async (how: "join" | "leave", ...people: readonly { readonly id: string }[]): Promise<void> => {
      const body = { [how]: people.map((one) => one.id) };
      const response = await m.chat.request("POST", `/sandbox/api/groups/${m.group}/members`, body);
      expect(response.status).toBe(204);
    };
    const come = (...people: readonly { readonly id: string }[]) => pass("join", ...people);
    const go = (...people: readonly { readonly id: string }[]) => pass("leave", ...people);
    const inGroup = (lines: readonly ChatLine[]): readonly string[] => inChat(lines, m.group).map((line) => line.text);
    const welcome = expect.stringMatching(/^欢迎新邻居.*机器人楼小安.*闲聊一天内删掉.*"隐私"看怎么保存。$/u);

    it("tells all who come within ten minutes what is kept, in one line, and who comes later on the next morning", async () => {
      await come(stranger);
      expect(inGroup(await m.chat.advance(6))).toEqual([]);
      await come(other);
      await come(stranger);
      expect(inGroup(await m.chat.advance(5))).toEqual([welcome]);
      await come(late);
      expect(inGroup(await m.chat.advance(8 * 60))).toEqual([]);
      const morning = (await m.chat.setClock("2026-12-02T08:05:00+08:00")).filter((line) => line.chat === m.group);
      expect(morning.map((line) => line.text)).toEqual([welcome]);
      expect(morning[0]?.at).toMatch(/^2026-12-02T00:00:00/u);
    });

    it("keeps quiet at night, and says nothing of those who are gone by the morning", async () => {
      await m.chat.setClock("2026-12-01T23:00:00+08:00");
      await come(stranger, other);
      expect(inGroup(await m.chat.advance(8 * 60))).toEqual([]);
      await go(stranger, other);
      expect(inGroup(await m.chat.setClock("2026-12-02T09:00:00+08:00"))).toEqual([]);
    });

    it("greets neither staff nor who was away for a moment, and says nothing of who leaves", async () => {
      await go(m.tenant, m.landlord);
      await come(m.tenant, m.community);
      expect(inGroup(await m.chat.advance(30))).toEqual([]);
    });

    it("never speaks of it in a silent group, but in private", async () => {
      await m.chat.say(m.worker, m.group, "静默");
      await come(stranger);
      const said = await m.chat.advance(11);
      expect(inGroup(said)).toEqual([]);
      expect(textIn(said, m.chat.direct(stranger))).toContain("群里说到的隐患我会记下转给网格员");
    });

    it("keeps to three lines a day in the group", async () => {
      for (const what of ["2楼楼梯口又停了两台电鸡", "4楼走廊电线垂下来"])
        expect(inGroup(await m.chat.say(m.tenant, m.group, `3栋${what}`)), what).toHaveLength(1);
      expect(inGroup(await m.chat.say(m.tenant, m.group, "3栋5楼消防栓里的水带不见了"))).toEqual([]);
      expect(inGroup(await m.chat.advance(10))).toHaveLength(1);
      await come(stranger);
      expect(inGroup(await m.chat.advance(60))).toEqual([]);
      expect(inGroup(await m.chat.setClock("2026-12-02T08:05:00+08:00"))).toEqual([welcome]);
    });

    it("says who it is where it is brought in itself, and that is the line of the day", async () => {
      await come(m.chat.world.bot, stranger);
      await m.chat.settle();
      const said = inGroup(await m.chat.advance(1));
      expect(said).toEqual([
        expect.stringMatching(/^大家好,我是05网格的机器人楼小安.*"隐私"看怎么保存。着火先打119。$/u),
      ]);
      await come(other);
      expect(inGroup(await m.chat.advance(60))).toEqual([]);
    });

    it("answers 隐私 in private: what is kept, how long, and who deletes it", async () => {
      const answer = await m.direct(stranger, "隐私");
      expect(answer).toMatch(/会存:说到隐患的话和照片[\s\S]*其他闲聊最迟24小时删掉[\s\S]*找网格员/u);
      expect(await m.direct(m.tenant, "“隐私”")).toContain(`找网格员${m.worker.name}`);
      expect(inGroup(await m.chat.say(m.tenant, m.group, "隐私"))).toEqual([]);
      expect(await m.direct(m.tenant, "帮助")).toContain('怎么保存回"隐私"');
    });

    it("tells the grid worker in the evening which landlords and heads left, all in one line", async () => {
      const head = m.chat.person("head", "3栋");
      await m.heard(m.worker);
      await go(m.landlord);
      await m.chat.advance(60);
      await go(head, m.tenant);
      expect(await m.heard(m.worker)).toBe("");
      await m.chat.setClock("2026-12-01T17:31:00+08:00");
      const told = await m.heard(m.worker);
      expect(told).toContain(`${m.landlord.name}(3栋房东)`);
      expect(told).toContain(head.name);
      expect(told).toMatch(/退出了"[^"]+"。通知照常私聊发,必要时请打电话联系。$/u);
      expect(told).not.toContain(m.tenant.name);
      expect(told.match(/退出了/gu)).toHaveLength(1);
      await m.chat.setClock("2026-12-02T18:00:00+08:00");
      expect(await m.heard(m.worker)).not.toContain("退出了");
    });

    it("says nothing of a landlord who was back by then, and goes on telling one who was not what is theirs", async () => {
      await go(m.landlord);
      await come(m.landlord);
      await m.chat.setClock("2026-12-01T17:31:00+08:00");
      expect(await m.heard(m.worker)).not.toContain("退出了");
      await go(m.landlord);
      await m.heard(m.landlord);
      await m.report("3栋2楼楼梯口又停了两台电鸡,堵得人都过不去");
      expect(await m.heard(m.landlord)).toContain("整改通知");
      expect(await m.direct(m.landlord, "我的楼几星")).toMatch(/3栋.*星/u);
      await m.chat.request("POST", "/sandbox/api/reset", {});
      const planted = await m.chat.request("GET", "/sandbox/api/world");
      const { groups } = (await planted.json()) as VillageWorld;
      expect(groups.find((one) => one.id === m.group)?.memberIds).toContain(m.landlord.id);
    });
  });
}
