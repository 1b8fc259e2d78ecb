import { beforeEach, describe, expect, it } from "vitest";
import { inChat, smallPicture, textIn, type Villager } from "../support/village-chat.js";
import { eachMorning } from "../support/village-morning.js";

/** What those who report a hazard hear of it until it is closed. */
export function tellTheReporters(name: string, start: () => Promise<string>): void {
  describe(name, () => {
    const m = eachMorning(start);
    let neighbour: Villager;
    beforeEach(async () => {
      neighbour = m.chat.world.people.filter((one) => one.role === "tenant" && one.building === "3栋")[1] ?? m.tenant;
    });

    const stairs = "3栋2楼楼梯口又停了两台电鸡,堵得人都过不去";

    it("joins who reports the same: one case, one notice, and the same progress for both", async () => {
      const number = await m.report(stairs);
      await m.heard(m.landlord);
      await m.heard(m.worker);
      const again = await m.chat.say(neighbour, m.group, "3栋楼梯口停满电鸡了,没人管吗");
      expect(inChat(again, m.group)).toHaveLength(0);
      expect(textIn(again, m.chat.direct(neighbour))).toMatch(new RegExp(`已有人报了\\(${number}:.*记为附议`, "u"));
      expect(textIn(again, m.chat.direct(neighbour))).not.toContain(m.tenant.name);
      for (const person of [m.landlord, m.worker]) expect(await m.heard(person), person.name).toBe("");
      for (const person of [m.tenant, neighbour])
        expect(await m.direct(person, "进度")).toContain(`${number} 3栋2楼楼梯口`);
      await m.direct(m.landlord, { text: "已经清走了", photo: smallPicture });
      for (const person of [m.tenant, neighbour]) await m.heard(person);
      await m.direct(m.worker, "通过");
      for (const person of [m.tenant, neighbour])
        expect(await m.heard(person), person.name).toMatch(new RegExp(`${number}.*已复查合格.*没弄好回"没改"`, "u"));
      expect(await m.direct(neighbour, "没改")).toContain(`${number}请网格员再去看`);
    });

    it("says where a case stands in words that fit its place, and only to those whom it concerns", async () => {
      const number = await m.report(stairs);
      expect(await m.direct(m.tenant, "进度")).toBe(`${number} 3栋2楼楼梯口停电动车:已告知,今天13点前`);
      await m.direct(m.landlord, { text: "已经清走了", photo: smallPicture });
      expect(await m.direct(m.tenant, `${number}到哪一步了`)).toContain("待复查");
      await m.direct(m.worker, "通过");
      await m.heard(m.tenant);
      expect(await m.direct(m.tenant, `${number}怎么样了`)).toMatch(/已销号$/u);
      expect(await m.direct(neighbour, "进度")).toBe("您没有在办的件。看到隐患,说一句话加一张照片就行。");
    });

    it("thanks an owner who declares it first, and gives no notice to the one who told", async () => {
      const declared = await m.direct(m.landlord, stairs);
      expect(declared).toMatch(/收到,编号\d{4}-\d+:3栋2楼楼梯口.*谢谢您主动申报,按时弄好会加信用分/u);
      expect(declared).not.toContain("整改通知");
      expect(await m.heard(m.worker)).toMatch(/【新隐患】.*3栋2楼楼梯口/u);
      expect(await m.heard(m.tenant)).toBe("");
    });
  });
}
