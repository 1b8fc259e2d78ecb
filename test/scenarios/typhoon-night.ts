import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inChat, textIn, type Villager } from "../support/village-chat.js";
import { openVillageMorning, type VillageMorning } from "../support/village-morning.js";

/** Who writes what while the wind blows; between the reports people talk. */
const storm = [
  ["te-01", "1栋3楼走廊电线垂下来,都碰到头了"],
  ["te-02", "这风也太大了吧"],
  ["te-03", "2栋2楼楼梯口停了三台电动车,走不过去"],
  ["te-04", "大家把阳台的东西收一收"],
  ["te-05", "3栋4楼过道插座烧黑了"],
  ["te-06", "3栋天台门锁了打不开"],
  ["te-10", "外卖还送不送啊"],
  ["te-07", "4栋2楼楼道堆了好多纸箱"],
  ["te-08", "4栋5楼灭火器过期了"],
  ["te-01", "谁家的花盆在响"],
  ["te-09", "5栋有人从窗户拉线下来给电动车充电"],
] as const;

const numbers = (text: string): readonly string[] => text.match(/\d{4}-\d+/gu) ?? [];

/** Many reports within a few minutes: everybody gets a number, and the group is not flooded. */
export function tellTyphoonNight(name: string, start: () => Promise<string>): void {
  describe(name, () => {
    let base = "";
    let m: VillageMorning;
    beforeAll(async () => {
      base = await start();
    });
    const open = async (at: string): Promise<void> => {
      m = await openVillageMorning(base, at);
    };
    beforeEach(() => open("2026-12-01T19:00:00+08:00"));

    const who = (id: string): Villager => {
      const found = m.chat.world.people.find((one) => one.id === id);
      if (!found) throw new Error(`nobody with the id ${id}`);
      return found;
    };
    /** Lets the storm's lines come in; returns the numbers that each of the reporters was told. */
    const letItBlow = async (): Promise<ReadonlyMap<string, string>> => {
      const told = new Map<string, string>();
      for (const [id, text] of storm) {
        const said = await m.chat.say(who(id), m.group, text);
        const receipt = said.find((line) => line.text.startsWith("收到,编号"));
        const [number] = numbers(receipt?.text ?? "");
        if (receipt && number) told.set(number, receipt.chat);
      }
      return told;
    };
    const saidInGroup = async (): Promise<readonly string[]> =>
      inChat(await m.chat.lines(), m.group)
        .filter((line) => line.from === m.chat.world.bot.id && line.at >= "2026-12-01T11:00")
        .map((line) => line.text);

    it("answers the first two in the group and the others in private, each with a number", async () => {
      const told = await letItBlow();
      expect([...told.values()]).toEqual([
        m.group,
        m.group,
        ...["te-05", "te-06", "te-07", "te-08", "te-09"].map((id) => `direct:${id}`),
      ]);
      expect(await saidInGroup()).toHaveLength(2);
    });

    it("lets the group hear of the others in one line, building by building", async () => {
      const [, , ...later] = (await letItBlow()).keys();
      const line = textIn(await m.chat.advance(10), m.group);
      const [a, b, c, d, e] = later;
      expect(line).toBe(`已记下5件:3栋 ${a}、${b};4栋 ${c}、${d};5栋 ${e}。编号私下也发给各位了,补照片直接发。`);
      expect(await saidInGroup()).toHaveLength(3);
    });

    it("tells the group no more than three lines while the storm goes on, and still everybody their number", async () => {
      await letItBlow();
      await m.chat.advance(10);
      const said = await m.chat.say(who("te-10"), m.group, "5栋3楼楼梯灯不亮,黑漆漆的");
      expect(inChat(said, m.group)).toEqual([]);
      expect(textIn(said, "direct:te-10")).toContain("收到,编号");
      expect(inChat(await m.chat.advance(20), m.group)).toEqual([]);
    });

    it("never lets an emergency wait", async () => {
      await letItBlow();
      const fire = await m.chat.say(who("te-05"), m.group, "着火了!3栋5楼在冒烟,快来人");
      expect(textIn(fire, m.group)).toContain("119");
    });

    it("asks in private where it must ask, and leaves out what was taken back meanwhile", async () => {
      const [, , mistaken] = (await letItBlow()).keys();
      expect(await m.direct(who("te-05"), "我看错了")).toContain(mistaken);
      const asked = await m.chat.say(who("te-10"), m.group, "楼梯灯不亮,黑漆漆的");
      expect(asked.map((line) => line.chat)).toEqual(["direct:te-10"]);
      const line = textIn(await m.chat.advance(10), m.group);
      expect(line).toContain("已记下4件:3栋 ");
      expect(numbers(line)).not.toContain(mistaken);
    });

    it("leaves the group asleep after ten", async () => {
      await open("2026-12-01T22:30:00+08:00");
      await letItBlow();
      await m.chat.advance(30);
      expect(await saidInGroup()).toEqual([]);
    });
  });
}
