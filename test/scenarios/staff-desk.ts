import { describe, expect, it } from "vitest";
import { smallPicture } from "../support/village-chat.js";
import { eachMorning } from "../support/village-morning.js";

/** What a grid worker does by chat all day, on several cases and with slips of the thumb. */
export function tellTheDesk(name: string, start: () => Promise<string>): void {
  describe(name, () => {
    const m = eachMorning(start);

    const stairs = "3栋2楼楼梯口又停了两台电鸡,堵得人都过不去";
    const wires = "3栋4楼走廊电线垂下来,都碰到头了";

    it("lists today's work by places, and passes several places at once", async () => {
      const first = await m.report(stairs);
      const second = await m.report(wires);
      await m.direct(m.landlord, { text: `${first}已经清走了`, photo: smallPicture });
      await m.direct(m.landlord, { text: `${second}弄好了`, photo: smallPicture });
      const today = await m.direct(m.worker, "今日");
      expect(today).toMatch(/^手上3件:\n1\. \d{4}-\d+ 3栋.*待复查.*\n2\. \d{4}-\d+ 3栋.*待复查/u);
      const passed = await m.direct(m.worker, "1 2 通过");
      expect(passed).toContain(`${first}已销号`);
      expect(passed).toContain(`${second}已销号`);
      await m.heard(m.tenant);
      expect(await m.direct(m.worker, "今日")).not.toContain(first);
    });

    it("says for each of several what could not be done, and what can", async () => {
      const first = await m.report(stairs);
      const second = await m.report(wires);
      await m.direct(m.landlord, { text: `${first}已经清走了`, photo: smallPicture });
      const returned = await m.direct(m.worker, `${first} ${second} 退回 还有一台`);
      expect(returned).toContain(`${first}已退回`);
      expect(returned).toMatch(new RegExp(`${second}:现在是.*可以:.*通过.*延期`, "u"));
    });

    it("takes a slip of the thumb back within five minutes, and puts right what was said", async () => {
      const number = await m.report(stairs);
      await m.direct(m.landlord, { text: "已经清走了", photo: smallPicture });
      await m.direct(m.worker, `通过 ${number}`);
      expect(await m.heard(m.tenant)).toContain("已复查合格");
      expect(await m.direct(m.worker, "点错了")).toBe(`已撤销:${number}回到"待复查"`);
      expect(await m.heard(m.tenant)).toMatch(new RegExp(`${number}.*刚才点错了,现在还是"待复查"`, "u"));
      expect(await m.direct(m.worker, "点错了")).toContain("没有可以撤销的");
      await m.direct(m.worker, `通过 ${number}`);
      await m.chat.advance(6);
      expect(await m.direct(m.worker, "点错了")).toContain("没有可以撤销的");
    });

    it("merges two reports of one thing: both reporters get the same progress, the landlord one case", async () => {
      const neighbour =
        m.chat.world.people.filter((one) => one.role === "tenant" && one.building === "3栋")[1] ?? m.tenant;
      const first = await m.report(stairs);
      const second = await m.report("3栋2楼楼梯口堆了好多纸箱,推车都过不去", neighbour);
      expect(await m.direct(m.worker, `合并 ${second} 到 ${first}`)).toBe(`${second}已并到${first}。`);
      expect(await m.heard(m.landlord)).toContain(`${second}和${first}是同一件`);
      await m.direct(m.landlord, { text: "清走了", photo: smallPicture });
      await m.heard(neighbour);
      await m.direct(m.worker, "通过");
      expect(await m.heard(neighbour)).toContain(first);
    });

    it("gives the case to somebody else of the house, with a notice of their own", async () => {
      const number = await m.report(stairs);
      await m.heard(m.landlord);
      const asked = await m.direct(m.worker, `指派 ${number} 给隔壁老王`);
      expect(asked).toMatch(new RegExp(`^${number}指派给谁.*${m.landlord.name}`, "u"));
      const head = m.chat.world.people.find((one) => one.role === "head" && one.building === "3栋");
      if (!head) return;
      expect(await m.direct(m.worker, `指派 ${number} 给楼栋长`)).toContain(`${number}已指派给${head.name}`);
      expect(await m.heard(head)).toContain("整改通知");
      expect(await m.heard(m.landlord)).toContain("您不用管了");
    });

    it("moves a deadline, answers a wish for more time once, and tells the landlord", async () => {
      const number = await m.report(stairs);
      await m.heard(m.landlord);
      expect(await m.direct(m.worker, `改期 ${number} 明天18点`)).toBe(`${number}已改到明天18点。`);
      expect(await m.heard(m.landlord)).toContain("延到明天18点");
      expect(await m.direct(m.worker, `改期 ${number} 等等再说`)).toMatch(/没看懂改到哪天/u);
      await m.direct(m.landlord, "延期 车主出差");
      expect(await m.direct(m.worker, "不延期")).toContain("不延期");
      expect(await m.heard(m.landlord)).toContain("延期没批");
      await m.direct(m.landlord, "延期 车主还没回来");
      await m.direct(m.worker, `延期 ${number} 2天`);
      expect(await m.direct(m.landlord, "延期 再宽限几天")).toContain("已经申请过一次延期");
    });

    it("lets the community supervise, not the grid worker, and notes what a department answers", async () => {
      const number = await m.report(stairs);
      expect(await m.direct(m.worker, `督办 ${number}`)).toContain("要社区或街道来做");
      await m.heard(m.worker);
      expect(await m.direct(m.community, `督办 ${number} 三天了`)).toBe(`${number}已督办。`);
      expect(await m.heard(m.worker)).toContain("【督办】");
      await m.direct(m.worker, `移交 ${number} 消防`);
      await m.heard(m.tenant);
      await m.direct(m.worker, `答复 ${number} 消防大队明天来看`);
      expect(await m.heard(m.tenant)).toContain("有答复了:消防大队明天来看");
    });

    it("lets a reporter take back what they saw wrongly, quietly", async () => {
      const number = await m.report(stairs);
      await m.heard(m.landlord);
      expect(await m.direct(m.tenant, "我看错了")).toBe(`好的,${number}撤回了,谢谢您留心。`);
      const told = await m.heard(m.landlord);
      expect(told).toContain("先不用处理");
      expect(told).not.toContain(m.tenant.name);
      expect(await m.direct(m.worker, "今日")).not.toContain(number);
    });

    it("notes that the landlord has read the notice, and does not answer a plain 收到", async () => {
      const number = await m.report(stairs);
      expect(await m.direct(m.landlord, "收到")).toBe("");
      expect(await m.direct(m.landlord, `签收 ${number}`)).not.toContain("签收记下了");
      const second = await m.report(wires);
      expect(await m.direct(m.landlord, "签收")).toBe(`${second}签收记下了。`);
    });
  });
}
