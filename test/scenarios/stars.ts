import { describe, expect, it } from "vitest";
import { smallPicture, textIn } from "../support/village-chat.js";
import { eachMorning } from "../support/village-morning.js";

/** A star that falls: who must agree, who is told, and what an objection does. It is Tuesday, nine in the morning. */
export function tellOfStars(name: string, start: () => Promise<string>): void {
  describe(name, () => {
    const m = eachMorning(start);

    const stairs = "3栋2楼楼梯口又停了两台电鸡,堵得人都过不去";

    /** A case that nobody sees to, until the grid worker is asked about the star. */
    const falls = async (): Promise<void> => {
      await m.report(stairs);
      await m.chat.setClock("2026-12-04T09:00:00+08:00");
      expect(await m.heard(m.worker)).toMatch(/【降星建议】3栋拟由4星调为3星。.*请网格员核验。同意回"确认"/su);
    };
    const agree = async (): Promise<void> => {
      await falls();
      await m.direct(m.worker, "3栋同意");
      await m.direct(m.community, "3栋同意");
    };

    it("is agreed to by one after the other before the owner is told, and nobody else hears of it", async () => {
      await falls();
      expect(await m.direct(m.community, "确认")).not.toContain("降星");
      expect(await m.direct(m.worker, "3栋同意")).toContain("好的,3栋接着请社区看。");
      expect(await m.heard(m.landlord)).not.toContain("事先告知");
      expect(await m.heard(m.community)).toMatch(
        /【降星建议】华侨新村3栋拟由4星调为3星。.*网格员已核验,请社区初评。/su,
      );
      const told = await m.chat.say(m.community, m.chat.direct(m.community), "3栋同意");
      expect(textIn(told, m.chat.direct(m.community))).toBe("华侨新村3栋降星已告知房东,12月11日前可以申辩,之后公示。");
      expect(textIn(told, m.chat.direct(m.worker))).toBe("3栋降星已告知房东,12月11日前可以申辩,之后公示。");
      expect(textIn(told, m.chat.direct(m.landlord))).toMatch(
        /【事先告知】3栋拟由4星调为3星。.*12月11日24点前回"申辩/su,
      );
      expect(told.filter((line) => line.chat === m.group)).toHaveLength(0);
    });

    it("is left as it is where somebody does not agree, and is not brought up again for a while", async () => {
      await falls();
      await m.direct(m.worker, "3栋同意");
      expect(await m.direct(m.community, "3栋不同意,昨天现场已经清了")).toBe(
        "好的,华侨新村3栋星级不变。情况没有变差的话,30天内不再提。",
      );
      expect(await m.heard(m.worker)).toContain("3栋的星级建议社区没同意,星级不变。原因:昨天现场已经清了");
      await m.chat.advance(2 * 24 * 60);
      expect(await m.heard(m.worker)).not.toContain("3栋拟由");
      expect(await m.heard(m.landlord)).not.toContain("事先告知");
    });

    it("is held by the owner's objection with a picture, which somebody else than the first rater answers", async () => {
      await agree();
      expect(await m.direct(m.landlord, "申辩 车是外卖员临时停的,当天就推走了")).toBe(
        "申辩收到了,受理号3栋申1。由社区没经手的人核实,12月15日前答复您,答复前星级不变。有照片直接发过来。",
      );
      expect(await m.direct(m.landlord, { photo: smallPicture })).toBe("照片收到,附到3栋申1了。");
      const asked = await m.heard(m.community);
      expect(asked).toMatch(/【申辩】3栋申1:华侨新村3栋拟由4星调为3星,房东说:车是外卖员临时停的,当天就推走了/u);
      expect(asked).toContain("【申辩】3栋申1房东发来的照片。");
      expect(await m.direct(m.tenant, "3栋几星")).toContain("4星(异议处理中)");
      expect(await m.direct(m.worker, "3栋申辩不成立 还停着")).not.toContain("已经答复房东");

      // The hearing is over, and still no group reads of it.
      const held = await m.chat.setClock("2026-12-14T09:00:00+08:00");
      expect(textIn(held, m.group)).not.toContain("公示");
      expect(await m.heard(m.community)).not.toContain("还没答复房东");
      await m.chat.setClock("2026-12-15T10:00:00+08:00");
      expect(await m.heard(m.community)).toContain("【申辩】3栋申1(华侨新村3栋)还没答复房东,期限是12月15日。");

      expect(await m.direct(m.community, "不成立")).toContain("请带上原因,会告诉房东");
      const answered = await m.chat.say(m.community, m.chat.direct(m.community), "不成立 昨天现场看还停着两台");
      expect(textIn(answered, m.chat.direct(m.landlord))).toContain(
        "3栋申1核实过了,3栋还是拟调为3星。理由:昨天现场看还停着两台",
      );
      expect(textIn(answered, m.chat.direct(m.landlord))).toContain("还不认可,可以再申辩一次,由社区核实。");
      expect(textIn(await m.chat.advance(24 * 60), m.group)).toMatch(/3栋星级拟调整为3星,公示到12月2\d日/u);
    });

    it("is dropped when an objection during publicity is right, and the group reads that nothing changes", async () => {
      await agree();
      const published = await m.chat.setClock("2026-12-14T09:00:00+08:00");
      expect(textIn(published, m.group)).toContain("3栋星级拟调整为3星,公示到12月18日");
      await m.direct(m.landlord, { text: "申辩 上周五就清走了,有照片", photo: smallPicture });
      const answered = await m.chat.say(m.community, m.chat.direct(m.community), "成立,监控看当天下午清走了");
      expect(textIn(answered, m.chat.direct(m.landlord))).toContain(
        "您的申辩成立,3栋星级不变。核实结果:监控看当天下午清走了",
      );
      expect(textIn(answered, m.group)).toBe("3栋星级不变,之前的公示取消。");
      const later = await m.chat.advance(6 * 24 * 60);
      expect(textIn(later, m.chat.direct(m.landlord))).not.toContain("星级已调整");
      expect(textIn(later, m.chat.direct(m.worker))).not.toContain("3栋拟由");
    });

    it("goes on when the owner takes the objection back", async () => {
      await agree();
      expect(await m.direct(m.landlord, "申辩 我不清楚这事")).toContain("3栋申1");
      expect(await m.direct(m.landlord, "撤回申辩")).toBe("好的,3栋申1撤回了。");
      expect(await m.heard(m.community)).toContain("3栋申1房东撤回了,不用核实了。");
      expect(textIn(await m.chat.setClock("2026-12-14T09:00:00+08:00"), m.group)).toContain("公示到12月18日");
    });
  });
}
