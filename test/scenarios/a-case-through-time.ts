import { describe, expect, it } from "vitest";
import { smallPicture } from "../support/village-chat.js";
import { eachMorning } from "../support/village-morning.js";

/** Deadlines, reminders, pauses, supervision and recurrences, with the clock driven through days, nights and a weekend. */
export function tellTheTime(name: string, start: () => Promise<string>): void {
  describe(name, () => {
    // A Tuesday.
    const m = eachMorning(start);
    const stairs = "3栋2楼楼梯口又停了两台电鸡,堵得人都过不去";

    it("leaves the landlord in peace until the day that they promised, and tells those above all the same", async () => {
      const number = await m.report(stairs);
      await m.direct(m.landlord, "后天下午弄好");
      await m.heard(m.landlord);
      await m.chat.setClock("2026-12-02T20:00:00+08:00");
      expect(await m.heard(m.landlord)).toBe("");
      expect(await m.heard(m.community)).toMatch(new RegExp(`【逾期】.*${number}`, "u"));
      await m.chat.setClock("2026-12-04T20:00:00+08:00");
      expect(await m.heard(m.landlord)).toContain(`${number} 3栋`);
    });

    it("stops reminding while a wish for more time waits, and brings the grid worker to answer it", async () => {
      const number = await m.report(stairs);
      await m.direct(m.landlord, "延期 车主出差");
      await m.heard(m.landlord);
      await m.heard(m.worker);
      await m.chat.setClock("2026-12-03T12:00:00+08:00");
      expect(await m.heard(m.landlord)).toBe("");
      expect(await m.heard(m.worker)).toMatch(new RegExp(`${number}.*延期没答复`, "u"));
      await m.direct(m.worker, `延期 ${number} 2天`);
      expect(await m.heard(m.landlord)).toContain("延到后天12点");
    });

    it("puts a case under supervision on the third day, and reminds once a day, by day", async () => {
      const number = await m.report(stairs);
      await m.chat.setClock("2026-12-05T08:00:00+08:00");
      expect(await m.heard(m.community)).toMatch(new RegExp(`【督办】${number}`, "u"));
      const reminders = (await m.chat.lines()).filter(
        (line) => line.chat === m.chat.direct(m.landlord) && line.text.startsWith("【提醒】"),
      );
      const days = reminders.map((line) => new Date(new Date(line.at).getTime() + 8 * 3_600_000).toISOString());
      for (const day of days) expect(day.slice(11, 16) >= "08:00" && day.slice(11, 16) <= "20:30").toBe(true);
      const afterDue = days.filter((day) => day > "2026-12-01T13:30");
      expect(new Set(afterDue.map((day) => day.slice(0, 10))).size).toBe(afterDue.length);
      expect(await m.direct(m.worker, "今日")).toMatch(new RegExp(`${number}.*逾期.*督办`, "u"));
    });

    it("knows a hazard that came back, and tells the grid worker alone", async () => {
      const number = await m.report(stairs);
      await m.direct(m.landlord, { text: "已经清走了", photo: smallPicture });
      await m.direct(m.worker, "通过");
      await m.chat.setClock("2026-12-20T10:00:00+08:00");
      await m.heard(m.worker);
      await m.heard(m.landlord);
      const again = await m.report("3栋2楼楼梯口又停满了电鸡");
      expect(again).not.toBe(number);
      expect(await m.heard(m.worker)).toContain(`回潮:${number}`);
      expect(await m.heard(m.landlord)).not.toContain("回潮");
      expect(await m.direct(m.worker, "今日")).toMatch(new RegExp(`${again}.*回潮`, "u"));
    });

    it("brings what nobody has looked at to the grid worker in the morning of a working day, not on Sunday", async () => {
      // Fixed on Wednesday: three working days later is Monday.
      await m.chat.setClock("2026-12-02T09:00:00+08:00");
      await m.report(stairs);
      await m.direct(m.landlord, { text: "已经清走了", photo: smallPicture });
      await m.heard(m.worker);
      await m.chat.setClock("2026-12-06T12:00:00+08:00");
      expect(await m.heard(m.worker)).not.toContain("等得有点久");
      await m.chat.setClock("2026-12-07T12:00:00+08:00");
      expect(await m.heard(m.worker)).toMatch(/有1件等得有点久:\n.*等复查太久/u);
    });
  });
}
