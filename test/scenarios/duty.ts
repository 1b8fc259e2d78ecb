import { describe, expect, it } from "vitest";
import { textIn, smallPicture, type Villager } from "../support/village-chat.js";
import { eachMorning } from "../support/village-morning.js";

/** Who does the work while the grid worker is away. It is Tuesday, nine in the morning. */
export function tellOfDuty(name: string, start: () => Promise<string>): void {
  describe(name, () => {
    const m = eachMorning(start);

    const stairs = "3栋2楼楼梯口又停了两台电鸡,堵得人都过不去";
    const period = "12月2日(周三)到12月4日(周五)";
    /** Makes the courier a grid worker of the same grid. */
    const hire = async (): Promise<Villager> => {
      const courier = m.chat.world.people.find((one) => one.name.includes("送水阿伟"));
      if (!courier) throw new Error("no courier in the village");
      const code = /邀请码 ([A-Z0-9]{8})/u.exec(await m.direct(m.community, "邀请 05网格 网格员"))?.[1] ?? "";
      await m.direct(courier, code);
      return courier;
    };

    it("hands the grid over and back: notices, rechecks and calls go to who stands in", async () => {
      const before = await m.report(stairs);
      await m.heard(m.community);
      expect(await m.direct(m.worker, "请假 明天到周五 小何代班")).toBe(
        `好,${period}由麻布社区工作站小何代您,我会告诉麻布社区工作站小何,到点再提醒。提前回来就说 我回来了,不请了说 取消请假`,
      );
      expect(await m.heard(m.community)).toMatch(/覃工.*请假,12月2日\(周三\)到12月4日\(周五\)由您代.*手上有\d+件/u);
      await m.direct(m.landlord, { text: `${before}已经清走了`, photo: smallPicture });
      expect(await m.heard(m.worker)).toContain(before);

      await m.chat.setClock("2026-12-02T01:00:00+08:00");
      expect(await m.heard(m.community)).toBe("");
      const fire = await m.chat.say(m.tenant, m.group, "着火了!3栋5楼在冒烟,快来人");
      expect(textIn(fire, m.chat.direct(m.community))).toContain("3栋");
      expect(textIn(fire, m.chat.direct(m.worker))).toBe("");
      await m.direct(m.community, "收到");

      await m.chat.setClock("2026-12-02T08:01:00+08:00");
      expect(await m.heard(m.community)).toMatch(/从现在到12月4日\(周五\)由您代覃工.*,手上有\d+件.*待复查1件/u);
      expect(await m.direct(m.community, `通过 ${before}`)).toContain(`${before}已销号`);
      const fresh = await m.report("3栋4楼走廊电线垂下来,都碰到头了");
      await m.direct(m.landlord, { text: `${fresh}弄好了`, photo: smallPicture });
      expect(await m.heard(m.community)).toMatch(new RegExp(`${fresh}.*通过`, "su"));
      expect(await m.heard(m.worker)).not.toContain(fresh);

      await m.chat.setClock("2026-12-05T00:30:00+08:00");
      expect(await m.heard(m.worker)).not.toContain("您回来了");
      await m.chat.setClock("2026-12-05T08:01:00+08:00");
      expect(await m.heard(m.worker)).toMatch(
        /您回来了。麻布社区工作站小何代您的这些天办结1件,现在手上有\d+件.*待复查1件/u,
      );
      expect(await m.heard(m.community)).toContain("代覃工(麻布03网格)的班到此结束");
      expect(await m.direct(m.worker, `通过 ${fresh}`)).toContain(`${fresh}已销号`);
    });

    it("ends before its time when the worker is back, or is off before it began", async () => {
      await m.direct(m.worker, "请假 今天到周五 小何代班");
      expect(await m.heard(m.community)).toContain("从现在到12月4日(周五)由您代覃工");
      await m.chat.advance(60);
      expect(await m.direct(m.worker, "我回来了")).toContain("您回来了。麻布社区工作站小何代您的这些天办结0件");
      expect(await m.heard(m.community)).toContain("提前回来了,代班到此结束");
      const number = await m.report(stairs);
      await m.heard(m.community);
      await m.direct(m.landlord, { text: `${number}已经清走了`, photo: smallPicture });
      expect(await m.heard(m.worker)).toContain(number);
      expect(await m.heard(m.community)).toBe("");

      await m.direct(m.worker, "下周小何替我");
      expect(await m.direct(m.worker, "我回来了")).toContain("您的假还没开始(12月7日(周一)到12月13日(周日))");
      expect(await m.direct(m.worker, "取消请假")).toBe("好,12月7日(周一)到12月13日(周日)的取消了。");
      expect(await m.heard(m.community)).toContain("不用您代了");
      await m.chat.setClock("2026-12-07T09:00:00+08:00");
      expect(await m.heard(m.community)).not.toContain("由您代");
    });

    it("asks for what is missing, one thing after the other", async () => {
      expect(await m.direct(m.worker, "我明天请假")).toContain("谁来代您?");
      expect(await m.direct(m.worker, "小赵")).toContain("没对上叫“小赵”的同事");
      expect(await m.direct(m.worker, "好的")).not.toContain("没对上");
      expect(await m.direct(m.worker, "小何")).toContain("好,12月2日(周三)由麻布社区工作站小何代您");
      expect(await m.direct(m.worker, "我要请假")).toContain("从哪天到哪天,谁来代您?");
      expect(await m.direct(m.worker, "算了")).toBe("好,先不设。");
      expect(await m.direct(m.worker, "请假,小何替我")).toContain("从哪天到哪天?");
      expect(await m.direct(m.worker, "12月3日到12月5日")).toContain("12月3日(周四)到12月5日(周六)");
    });

    it("asks which of several is meant, and refuses what cannot be", async () => {
      const courier = await hire();
      expect(await m.direct(m.worker, "请假 明天到周五 覃工代班")).toContain("自己不能代自己");
      expect(await m.direct(m.worker, "送水阿伟")).toContain(`好,${period}由送水阿伟`);
      expect(await m.heard(courier)).toContain(`${period}由您代`);
      expect(await m.direct(m.worker, "请假 周五 小何代班")).toContain(`${period}已经请了假,由送水阿伟`);
      expect(await m.direct(courier, "请假 周五 小何代班")).toMatch(/您12月2日.*要代覃工/u);
      expect(await m.direct(courier, "下周 小何替我")).toContain("好,12月7日(周一)到12月13日(周日)");
      const asked = await m.direct(courier, "请假 12月20日 麻布代班");
      expect(asked).toMatch(/^叫“麻布”的有:\n1 .*\n2 .*\n/u);
      const number = /(\d) 麻布社区工作站小何/u.exec(asked)?.[1] ?? "";
      expect(await m.direct(courier, number)).toContain("好,12月20日(周日)由麻布社区工作站小何代您");
      expect(await m.direct(m.worker, "请假 12月8日 阿伟代班")).toMatch(/送水阿伟.*自己请假,代不了/u);
      expect(await m.direct(m.worker, "小何")).toContain("好,12月8日(周二)由麻布社区工作站小何代您");
    });

    it("puts somebody on duty beside the others, and the community arranges a leave for a worker", async () => {
      expect(await m.direct(m.worker, "我今晚值班")).toContain("好,12月1日(周二)18点到12月2日(周三)8点由您值班");
      expect(await m.direct(m.worker, "我今晚值班")).toContain("已经排了值班");
      await m.chat.setClock("2026-12-01T18:00:00+08:00");
      expect(await m.heard(m.worker)).toContain("从现在到12月2日(周三)8点您值班");
      const courier = await hire();
      expect(await m.direct(m.community, "阿伟下周请假,覃工代")).toContain("由覃工(麻布03网格)代送水阿伟");
      expect(await m.heard(courier)).toContain("给您记了请假:12月7日(周一)到12月13日(周日)");
      expect(await m.heard(m.worker)).toContain("送水阿伟请假,12月7日(周一)到12月13日(周日)由您代");
    });

    it("answers staff in private what they say in a group, and nobody else at all", async () => {
      const said = await m.chat.say(m.worker, m.group, "我明天到周五请假,小何代班");
      expect(said.filter((line) => line.chat === m.group)).toEqual([]);
      expect(textIn(said, m.chat.direct(m.worker))).toContain(`好,${period}`);
      for (const line of ["我明天休息", "我回来吃饭了", "今晚社区值班", "下周有人替我吗"])
        expect(await m.chat.say(m.worker, m.group, line)).toEqual([]);
      for (const line of ["请假 明天到周五 小何代班", "我今晚值班", "下周小何替我", "我回来了", "取消请假"])
        expect(await m.chat.say(m.tenant, m.group, line)).toEqual([]);
      const called = { text: "@楼小安 取消请假", mentions: [m.chat.world.bot.id] };
      expect((await m.chat.say(m.worker, m.group, called)).map((line) => line.chat).toSorted()).toEqual(
        [m.chat.direct(m.community), m.chat.direct(m.worker)].toSorted(),
      );
      await m.heard(m.community);
      await m.direct(m.tenant, "请假 明天到周五 小何代班");
      expect(await m.heard(m.community)).toBe("");
    });
  });
}
