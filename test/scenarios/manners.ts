import { describe, expect, it } from "vitest";
import { inChat, textIn } from "../support/village-chat.js";
import { eachMorning } from "../support/village-morning.js";

/** Who may be spoken to where and when. */
export function tellTheManners(name: string, start: () => Promise<string>): void {
  describe(name, () => {
    const m = eachMorning(start);
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

    it("lets only the grid worker of a group silence it, and says where to say it", async () => {
      expect(await m.direct(m.worker, "静默")).toContain("请在要静默的那个群里发");
      await m.chat.say(m.worker, m.group, "静默");
      await m.direct(m.worker, "群发 今晚台风,请收好阳台物品");
      const sent = await m.chat.say(m.worker, m.chat.direct(m.worker), "确认");
      expect(textIn(sent, m.group)).toContain("今晚台风");
      expect(inChat(await m.chat.say(m.tenant, m.group, "我们楼几星"), m.group)).toHaveLength(0);
    });

    it("says less where anybody found it noisy, tells the grid worker how to undo it, and never less of danger", async () => {
      expect(inChat(await m.chat.say(m.tenant, m.group, "少发点"), m.group)).toHaveLength(0);
      expect(await m.heard(m.worker)).toMatch(/嫌我话多.*一天最多一句.*要恢复,在那个群里发"取消静默"/u);
      await m.chat.say(m.tenant, m.group, "别刷屏");
      expect(await m.heard(m.worker)).toBe("");
      const other = m.chat.person("tenant", "5栋");
      const call = { text: "@楼小安 在干嘛呢", mentions: [m.chat.world.bot.id] };
      expect(inChat(await m.chat.say(m.chat.person("tenant", "4栋"), m.group, call), m.group)).toHaveLength(1);
      expect(inChat(await m.chat.say(other, m.group, call), m.group)).toHaveLength(0);
      expect(inChat(await m.chat.say(m.tenant, m.group, stairs), m.group)).toHaveLength(1);
      expect(inChat(await m.chat.say(m.tenant, m.group, "取消静默"), m.group)).toHaveLength(0);
      await m.chat.advance(11);
      expect(inChat(await m.chat.say(other, m.group, call), m.group)).toHaveLength(0);
      await m.chat.say(m.worker, m.group, "取消静默");
      await m.chat.advance(11);
      expect(inChat(await m.chat.say(other, m.group, call), m.group)).toHaveLength(1);
      await m.chat.say(m.tenant, m.group, "少发点");
      expect(inChat(await m.chat.say(m.tenant, m.group, "着火了!5楼在冒烟,快来人"), m.group)).toHaveLength(1);
    });

    it("hands who wants a person over, makes no small talk for two hours, and takes reports all the same", async () => {
      expect(await m.direct(m.tenant, "转人工")).toMatch(/^好,已请网格员.*私下联系您.*12345/u);
      expect(await m.heard(m.worker)).toMatch(new RegExp(`【请您联系】${m.tenant.name}.*想找人说:"转人工"`, "u"));
      expect(await m.direct(m.tenant, "押金的事,说了好几次了")).toBe("");
      expect(await m.heard(m.worker)).toContain(`又说:"押金的事,说了好几次了"`);
      expect(await m.direct(m.tenant, "谢谢")).toBe("");
      expect(await m.heard(m.worker)).toBe("");
      await m.chat.advance(121);
      expect(await m.direct(m.tenant, "今天天气不错")).toContain("没听懂");
      await m.direct(m.tenant, "找真人");
      expect(await m.direct(m.tenant, stairs)).toMatch(/收到,编号/u);
    });

    it("has a child and who is afraid called at once, at night too, and only where they speak to the bot", async () => {
      await m.chat.setClock("2026-12-01T23:00:00+08:00");
      for (const person of [m.worker, m.tenant]) await m.heard(person);
      expect(await m.chat.say(m.tenant, m.group, "我害怕")).toEqual([]);
      const called = { text: "@楼小安 爸妈不在家,我害怕", mentions: [m.chat.world.bot.id] };
      const child = await m.chat.say(m.tenant, m.group, called);
      expect(inChat(child, m.group)).toHaveLength(0);
      expect(textIn(child, m.chat.direct(m.tenant))).toMatch(/已告诉网格员.*会来找你.*110/u);
      expect(textIn(child, m.chat.direct(m.worker))).toMatch(/像是小孩,可能一个人在家.*请马上问一问/u);
      const afraid = await m.chat.say(m.landlord, m.chat.direct(m.landlord), "我害怕");
      expect(textIn(afraid, m.chat.direct(m.landlord))).toMatch(/^别怕,只告诉了网格员.*马上打110/u);
      expect(textIn(afraid, m.chat.direct(m.worker))).toMatch(/说害怕.*请单独私下联系/u);
    });

    it("thanks who was wrong, and lets them insist", async () => {
      const number = await m.report(stairs);
      await m.direct(m.worker, `误报 ${number} 现场没有`);
      expect(await m.heard(m.tenant)).toMatch(new RegExp(`${number}到现场看过了.*没关系,谢谢您留心`, "u"));
      expect(await m.direct(m.tenant, "进度")).toContain("看过了,没发现问题");
      await m.heard(m.worker);
      expect(await m.direct(m.tenant, "没改")).toContain(`${number}请网格员再去看`);
      expect(await m.heard(m.worker)).toContain(`【没改好】${number}`);
    });

    it("takes two of the staff to call a report malicious, and tells nobody but its reporter", async () => {
      const earlier = await m.report("3栋4楼走廊电线垂下来,都碰到头了");
      await m.direct(m.worker, `误报 ${earlier} 没有`);
      const number = await m.report(stairs);
      await m.direct(m.worker, `误报 ${number} 又没有`);
      for (const person of [m.tenant, m.landlord, m.community]) await m.heard(person);
      const before = inChat(await m.chat.lines(), m.group).length;
      expect(await m.direct(m.worker, `恶意 ${number} 连续三天假报警`)).toMatch(
        new RegExp(`^${number}记下了.*要另一位同事也同意才算,已请.*12月8日.*前没人同意就不算`, "u"),
      );
      const asked = await m.heard(m.community);
      expect(asked).toMatch(
        new RegExp(`【请您定】.*${number}.*连续三天假报警.*${m.tenant.name}.*还有1件记了误报`, "u"),
      );
      expect(await m.direct(m.worker, `确认恶意 ${number}`)).toBe(`${number}:要另一位同事来定,提的人不能自己确认`);
      expect(await m.heard(m.tenant)).toBe("");
      await m.heard(m.worker);
      expect(await m.direct(m.community, `确认恶意 ${number}`)).toContain("两位同事都认为是恶意");
      expect(await m.heard(m.worker)).toContain(`${number}:${m.community.name}也认为是恶意`);
      expect(await m.heard(m.tenant)).toMatch(new RegExp(`您好,${number}.*30天内您在群里报的,我先私下问一声`, "u"));
      expect(await m.heard(m.landlord)).toBe("");
      expect(inChat(await m.chat.lines(), m.group)).toHaveLength(before);
    });

    it("asks that reporter in private before a report in the group is filed, but never about danger", async () => {
      const number = await m.report(stairs);
      await m.direct(m.worker, `恶意 ${number} 现场没有`);
      await m.direct(m.community, `同意恶意 ${number}`);
      expect(await m.direct(m.worker, "今日")).not.toContain(number);
      const said = await m.chat.say(m.tenant, m.group, "3栋4楼走廊电线垂下来,都碰到头了");
      expect(inChat(said, m.group)).toHaveLength(0);
      expect(textIn(said, m.chat.direct(m.tenant))).toMatch(/要登记让网格员来看吗/u);
      expect(await m.direct(m.tenant, "对")).toMatch(/收到,编号/u);
      expect(inChat(await m.chat.say(m.tenant, m.group, "着火了!5楼在冒烟,快来人"), m.group)).toHaveLength(1);
    });

    it(
      "lets the first word lapse after seven days, and lets staff say that it is none",
      { timeout: 120_000 },
      async () => {
        const number = await m.report(stairs);
        await m.direct(m.worker, `误报 ${number}`);
        await m.direct(m.worker, `恶意 ${number}`);
        await m.chat.setClock("2026-12-08T10:00:00+08:00");
        expect(await m.direct(m.community, `确认恶意 ${number}`)).toContain("7天没人同意就不算了");
        await m.direct(m.worker, `恶意 ${number} 还是他`);
        await m.heard(m.tenant);
        expect(await m.direct(m.community, `不是恶意 ${number} 小孩看错了`)).toBe(`好,${number}不算恶意。`);
        expect(await m.heard(m.tenant)).toBe("");
        expect(inChat(await m.chat.say(m.tenant, m.group, stairs), m.group)).toHaveLength(1);
      },
    );

    it("hands a complaint that is said to the bot over to a person, once a day with an answer", async () => {
      const first = await m.direct(m.tenant, "你们网格员态度太差了,我要投诉");
      expect(first).toContain("已转给网格员");
      expect(await m.heard(m.worker)).toContain("【请您看看】");
      expect(await m.direct(m.tenant, "房东天天涨水电费还骂人,你们就是不作为")).not.toContain("已转给网格员");
    });
  });
}
