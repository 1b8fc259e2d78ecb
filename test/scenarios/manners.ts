import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inChat, textIn } from "../support/village-chat.js";
import { openVillageMorning, type VillageMorning } from "../support/village-morning.js";

/** Who may be spoken to where and when. */
export function tellTheManners(name: string, start: () => Promise<string>): void {
  describe(name, () => {
    let base = "";
    let m: VillageMorning;
    beforeAll(async () => {
      base = await start();
    });
    beforeEach(async () => {
      m = await openVillageMorning(base);
    });
    const stairs = "3栋2楼楼梯口又停了两台电鸡,堵得人都过不去";

    it("keeps a silent group to emergencies and broadcasts, and answers in private", async () => {
      const hushed = await m.chat.say(m.worker, m.group, "静默");
      expect(inChat(hushed, m.group)).toHaveLength(0);
      expect(textIn(hushed, m.chat.direct(m.worker))).toContain("我只说紧急的");
      const said = await m.chat.say(m.tenant, m.group, stairs);
      expect(inChat(said, m.group)).toHaveLength(0);
      expect(textIn(said, m.chat.direct(m.tenant))).toMatch(/收到,编号/u);
      const fire = await m.chat.say(m.tenant, m.group, "着火了!5楼在冒烟,快来人");
      expect(inChat(fire, m.group)).toHaveLength(1);
      await m.chat.say(m.worker, m.group, "取消静默");
      const again = await m.chat.say(m.tenant, m.group, "3栋4楼走廊电线垂下来,都碰到头了");
      expect(inChat(again, m.group)).toHaveLength(1);
    });

    it("lets only staff silence a group", async () => {
      await m.chat.say(m.tenant, m.group, "静默");
      expect(inChat(await m.chat.say(m.tenant, m.group, stairs), m.group)).toHaveLength(1);
    });

    it("keeps a clue out of the group and from the house, and brings it to the grid worker", async () => {
      await m.heard(m.landlord);
      const said = await m.chat.say(m.tenant, m.group, "3栋6楼那户天天半夜好多人进出,像是在赌博");
      expect(inChat(said, m.group)).toHaveLength(0);
      expect(textIn(said, m.chat.direct(m.tenant))).toMatch(/已私下转给网格员/u);
      expect(await m.heard(m.landlord)).toBe("");
      const clue = await m.heard(m.worker);
      expect(clue).toContain("【线索】");
      expect(clue).not.toContain(m.tenant.name);
    });

    it("hands a complaint that is said to the bot over to a person, once a day with an answer", async () => {
      const first = await m.direct(m.tenant, "你们网格员态度太差了,我要投诉");
      expect(first).toContain("已转给网格员");
      expect(await m.heard(m.worker)).toContain("【请您看看】");
      expect(await m.direct(m.tenant, "房东天天涨水电费还骂人,你们就是不作为")).not.toContain("已转给网格员");
    });
  });
}
