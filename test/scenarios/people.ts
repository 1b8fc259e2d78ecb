import { beforeEach, describe, expect, it } from "vitest";
import type { Villager } from "../support/village-chat.js";
import { eachMorning } from "../support/village-morning.js";

/** People say who they are, and the grid worker nods. */
export function tellWhoIsWho(name: string, start: () => Promise<string>): void {
  describe(name, () => {
    const m = eachMorning(start);
    let stranger: Villager;
    let courier: Villager;
    beforeEach(async () => {
      const named = (part: string): Villager => {
        const found = m.chat.world.people.find((one) => one.name.includes(part));
        if (!found) throw new Error(`nobody like ${part}`);
        return found;
      };
      stranger = named("张三");
      courier = named("送水阿伟");
    });

    const stars = "3栋几星";

    it("notes a home at once, in private, and knows what 我们楼 is from then on", async () => {
      expect(await m.direct(stranger, "我住3栋502")).toBe(
        "记下了,您住3栋502。以后说“我们楼”我就知道是哪一栋;搬了再跟我说一声就行。",
      );
      expect(await m.direct(stranger, "我们楼2楼楼梯口停了两台电鸡,堵得人都过不去")).toContain("3栋2楼楼梯口");
      expect(await m.direct(stranger, stars)).not.toContain("扣分");
      expect(await m.direct(stranger, "我住14栋302")).toContain("您住14栋302");
    });

    it("answers in private what is said in the group, and nothing to talk that only sounds like it", async () => {
      const said = await m.chat.say(courier, m.group, "我是3栋房东");
      expect(said.filter((line) => line.chat === m.group)).toEqual([]);
      expect(await m.heard(courier)).toContain("要网格员点个头");
      expect(await m.chat.say(courier, m.group, "我是3栋房东的表弟")).toEqual([]);
    });

    it("puts a landlord's claim to the grid worker, and one word settles it", async () => {
      expect(await m.direct(stranger, "我是3栋房东")).toContain("要网格员点个头");
      expect(await m.direct(stranger, stars)).not.toContain("扣分");
      expect(await m.heard(m.worker)).toContain("张三说是3栋房东,回 对 或 不是");
      expect(await m.direct(m.worker, "对")).toContain("好,张三是3栋房东");
      expect(await m.heard(stranger)).toContain("定了,您是3栋房东");
      expect(await m.direct(stranger, "我的楼几星")).toMatch(/3栋.*星[\s\S]*分/u);
      expect(await m.direct(stranger, "我是3栋房东")).toContain("已经是3栋房东了");
    });

    it("asks about one claim after the other, and a quoted line means its own", async () => {
      await m.direct(stranger, "我是3栋二房东");
      await m.direct(courier, "5栋楼栋长是我");
      const first = await m.heard(m.worker);
      expect(first).toContain("张三说是3栋二房东");
      expect(first).not.toContain("5栋");
      await m.direct(m.worker, "不是");
      const next = await m.heard(m.worker);
      expect(next).toContain("送水阿伟说是5栋楼栋长");
      expect(await m.heard(stranger)).toContain("请带房产或租赁合同找网格员");
      await m.direct(stranger, "我是3栋二房东");
      const asked = (await m.chat.lines()).find((line) => line.text.includes("送水阿伟说是5栋楼栋长"));
      const quoting = await m.direct(m.worker, { text: "好的", quote: asked?.seq ?? 0 });
      expect(quoting).toContain("好,送水阿伟是5栋楼栋长");
      expect(await m.heard(m.worker)).toContain("张三说是3栋二房东");
    });

    it("takes no ordinary word for a nod", async () => {
      await m.direct(stranger, "我是3栋房东");
      await m.direct(m.worker, "好的");
      await m.direct(m.worker, "今日");
      await m.direct(m.worker, "收到");
      expect(await m.heard(stranger)).not.toContain("定了,");
      await m.direct(m.worker, "对");
      expect(await m.heard(stranger)).toContain("定了,");
    });

    it("asks again on the next day, and in the end tells the writer whom to see", async () => {
      await m.direct(stranger, "我是3栋房东");
      await m.heard(m.worker);
      await m.chat.advance(25 * 60);
      expect(await m.heard(m.worker)).toContain("张三说是3栋房东");
      await m.chat.advance(24 * 60);
      await m.chat.advance(24 * 60);
      expect(await m.heard(stranger)).toContain("请他发一个邀请码给您");
    });

    it("asks what somebody is who only binds a building, and what a building is that it does not know", async () => {
      expect(await m.direct(stranger, "绑定 3栋")).toContain("回 租客、房东、楼栋长 或 二房东");
      expect(await m.direct(stranger, "租客")).toContain("您住3栋");
      expect(await m.direct(stranger, "绑定 99栋 房东")).toContain("没找到“99栋”");
      expect(await m.direct(stranger, "绑定 4403060180030500003 房东")).toContain("3栋房东");
    });

    it("lets the grid worker say who is what, and who no longer is", async () => {
      expect(await m.direct(m.worker, "3栋房东是张三")).toMatch(/张三是3栋房东了|1 张三/u);
      await m.direct(m.worker, "兰姐不是3栋房东了");
      expect(await m.heard(m.landlord)).toContain("不再管3栋");
      expect(await m.direct(m.landlord, stars)).not.toContain("扣分");
      expect(await m.direct(m.worker, "阿强不是3栋房东了")).toContain("没有叫“阿强”的");
      expect(await m.direct(m.worker, "3栋楼栋长是周大强")).toContain("他还没跟我说过话");
      expect(await m.direct(m.tenant, "3栋房东是送水阿伟")).not.toContain("好,");
    });

    it("gives a role at once by a code of the grid worker's, once", async () => {
      const made = await m.direct(m.worker, "邀请 3栋 房东");
      const code = /邀请码 ([A-Z0-9]{8})/u.exec(made)?.[1] ?? "";
      expect(made).toContain("7天内有效,只能用一次");
      expect(await m.direct(stranger, "AAAA2222")).toContain("今天还能试4次");
      expect(await m.direct(stranger, code.toLowerCase())).toContain("定了,您是3栋房东");
      expect(await m.heard(m.worker)).toContain("张三用了您给的邀请码,登记为3栋房东");
      expect(await m.direct(courier, code)).toContain("这个码对不上");
      expect(await m.direct(stranger, "我的楼几星")).toMatch(/3栋.*星[\s\S]*分/u);
      for (let n = 0; n < 4; n += 1) await m.direct(courier, "AAAA2222");
      expect(await m.direct(courier, "AAAA2222")).toContain("明天再试");
    });

    it("knows a person again under a new id by word and building, and asks the grid worker where the word is wrong", async () => {
      expect(await m.direct(m.landlord, "绑定口令 芝麻开门吧")).toContain("口令记好了");
      expect(await m.direct(courier, "绑定口令 芝麻关门吧 3栋 兰姐")).toContain("口令没对上");
      expect(await m.heard(m.worker)).toMatch(/送水阿伟说是3栋的老用户.*\n1 兰姐\(房东\)/u);
      expect(await m.direct(m.worker, "不是")).toContain("不记送水阿伟");
      expect(await m.direct(stranger, "绑定口令 芝麻开门吧 3栋")).toContain("认出来了,您是兰姐");
      expect(await m.heard(m.worker)).toContain("3栋的兰姐换了微信");
      await m.heard(m.landlord);
      await m.report("3栋2楼楼梯口又停了两台电鸡,堵得人都过不去");
      expect(await m.heard(stranger)).toContain("整改通知");
      expect(await m.heard(m.landlord)).toBe("");
    });
  });
}
