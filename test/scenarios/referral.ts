import { describe, expect, it } from "vitest";
import { smallPicture } from "../support/village-chat.js";
import { eachMorning } from "../support/village-morning.js";

/** A case that the house does not fix: overdue, supervised, referred with its form, answered, rechecked, closed. */
export function tellTheReferral(name: string, start: () => Promise<string>): void {
  describe(name, () => {
    // A Tuesday.
    const m = eachMorning(start);
    const stairs = "3栋2楼楼梯口又停了两台电鸡,堵得人都过不去";

    /** The text of a page, or the problem that stands in its place. */
    const read = async (path: string): Promise<{ readonly status: number; readonly text: string }> => {
      const response = await m.chat.request("GET", path);
      return { status: response.status, text: await response.text() };
    };

    const formOf = (said: string): string => {
      const found = /\/referrals\/[0-9a-f-]{36}/u.exec(said)?.[0];
      if (found === undefined) throw new Error(`no form in ${said}`);
      return found;
    };

    it("goes to the department with what was done, and back to the recheck with its answer", async () => {
      const number = await m.report(stairs);
      await m.direct(m.tenant, { text: `${number} 照片`, photo: smallPicture });
      await m.direct(m.landlord, "后天下午弄好");
      await m.chat.setClock("2026-12-05T08:00:00+08:00");
      expect(await m.heard(m.community)).toMatch(new RegExp(`【督办】${number}`, "u"));

      const done = await m.direct(m.worker, `移交 ${number} 车主不配合`);
      const form = formOf(done);
      expect(await m.heard(m.community)).toMatch(new RegExp(`【移交】${number}.*车主不配合\n.*${form}`, "u"));
      const fresh = await read(form);
      expect(fresh.status).toBe(200);
      for (const part of [
        "消防救援、街道应急（消安）：",
        `隐患移交〔2026〕${number}号`,
        "初判较大",
        "移交时已逾期4天",
        "发出整改通知；责任人答应12月3日前整改",
        "12月4日：列为督办",
        "12月5日：移交",
        "车主不配合",
        "经办人：覃工（麻布03网格）",
        "请在2026年12月11日前答复",
      ])
        expect(fresh.text).toContain(part);
      expect(fresh.text).toMatch(/提醒责任人[1-9]次/u);
      for (const secret of [m.tenant.name, "堵得人都过不去", "构成"]) expect(fresh.text).not.toContain(secret);

      await m.heard(m.tenant);
      await m.direct(m.worker, `答复 ${number} 消防大队明天来`);
      expect(await m.heard(m.tenant)).toContain("有答复了:消防大队明天来");
      expect((await read(form)).text).toContain("12月5日：消防大队明天来");

      await m.direct(m.landlord, { text: `${number}已经清走了`, photo: smallPicture });
      expect(await m.direct(m.worker, `通过 ${number}`)).toContain("已销号");
      const closed = await read(form);
      expect(closed.text).toContain("报告已整改；复查合格，销号");
      expect(closed.text).toMatch(/<img src="\.\.\/api\/media\/[0-9a-f-]{36}\/thumbnail" alt="图\d 整改后" \/>/u);
      const word = await m.chat.request("GET", `/api/hazards/${form.slice("/referrals/".length)}/referral.docx`);
      expect(word.headers.get("content-type")).toContain("wordprocessingml.document");
    });

    it("has its silence told to staff in private when the day for its answer has passed, until it answers", async () => {
      // 重大: an answer is wanted by Thursday, and its silence is told each working day.
      const number = await m.report(stairs);
      await m.direct(m.worker, `改类 ${number} 店里或阁楼住人`);
      await m.direct(m.worker, `移交 ${number} 车主不配合`);
      const staff = [m.worker, m.community];
      // Not yet at eight, when lines of the night go.
      await m.chat.setClock("2026-12-04T08:30:00+08:00");
      for (const person of staff) expect(await m.heard(person), person.name).not.toContain("没回音");
      const told = await m.chat.setClock("2026-12-04T09:00:00+08:00");
      const chats = told.filter((line) => line.text.includes("没回音")).map((line) => line.chat);
      expect(chats.toSorted()).toEqual(staff.map(m.chat.direct).toSorted());
      for (const person of staff) {
        const said = await m.heard(person);
        expect(said).toMatch(
          new RegExp(`【移交没回音】${number}:3栋.*\\n12月1日转给了街道应急,约好12月3日前答复`, "u"),
        );
        expect(said).toContain(`部门回了 ${number}`);
        formOf(said);
      }
      // On Monday again, and not on the days between.
      await m.chat.setClock("2026-12-06T20:00:00+08:00");
      expect(await m.heard(m.worker)).not.toContain("没回音");
      await m.chat.setClock("2026-12-07T09:00:00+08:00");
      expect(await m.heard(m.worker)).toContain(`【移交没回音】${number}`);
      expect(await m.direct(m.worker, `部门回了 ${number} 消防大队明天来`)).toContain("答复");
      expect(await m.heard(m.tenant)).toContain("有答复了:消防大队明天来");
      await m.heard(m.community);
      await m.chat.setClock("2026-12-08T12:00:00+08:00");
      for (const person of staff) expect(await m.heard(person), person.name).not.toContain("没回音");
    }, 120_000);

    it("is waited for no more once the house fixed it and the case is closed", async () => {
      const number = await m.report(stairs);
      await m.direct(m.worker, `改类 ${number} 店里或阁楼住人`);
      await m.direct(m.worker, `移交 ${number} 消防`);
      await m.direct(m.landlord, { text: `${number}已经清走了`, photo: smallPicture });
      await m.direct(m.community, `通过 ${number}`);
      await m.chat.setClock("2026-12-04T12:00:00+08:00");
      for (const person of [m.worker, m.community]) expect(await m.heard(person), person.name).not.toContain("没回音");
    }, 120_000);

    it("has no form before it goes, nor after that was taken back", async () => {
      const number = await m.report(stairs);
      const { code } = await building();
      const byNumber = `/referrals?building=${code}&number=${number}`;
      expect(await read(byNumber)).toMatchObject({ status: 409, text: expect.stringContaining("not-referred") });
      const form = formOf(await m.direct(m.worker, `移交 ${number} 消防`));
      expect((await read(byNumber)).status).toBe(200);
      await m.direct(m.worker, "点错了");
      expect((await read(form)).status).toBe(409);
    });

    const building = async (): Promise<{ readonly code: string }> => {
      const { buildings } = (await (await m.chat.request("GET", "/api/buildings")).json()) as {
        readonly buildings: readonly { readonly code: string; readonly name: string }[];
      };
      const found = buildings.find((one) => one.name === "3栋");
      if (!found) throw new Error("no 3栋");
      return found;
    };
  });
}
