import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { buildPhoto, photographed } from "../support/pictures.js";
import { eachMorning } from "../support/village-morning.js";

const asText = async (picture: Buffer | Promise<Buffer>): Promise<string> => (await picture).toString("base64");

/** A landlord proves a fix with photos, honest ones and others. It is 2026-12-01 in the village. */
export function tellThePhotoProof(name: string, start: () => Promise<string>): void {
  describe(name, () => {
    const m = eachMorning(start);
    let before: Buffer;
    beforeAll(async () => {
      before = await buildPhoto(1);
    });

    const stairs = "3栋2楼楼梯口又停了两台电鸡,堵得人都过不去";
    /** A case with the tenant's photo; everybody has read what they were told. */
    const reported = async (): Promise<string> => {
      const number = await m.report(stairs);
      await m.chat.say(m.tenant, m.group, { photo: await asText(before) });
      await m.chat.advance(1);
      for (const person of [m.worker, m.landlord]) await m.heard(person);
      return number;
    };

    it("asks in the notice for a photo of the same angle with the number on paper", async () => {
      const number = await m.report(stairs);
      expect(await m.heard(m.landlord)).toMatch(new RegExp(`同一角度.*纸上写${number}放进画面`, "u"));
    });

    it("knows the photo from before the fix again, sent on and shrunk, and says so to the grid worker alone", async () => {
      const number = await reported();
      const again = sharp(before).resize(800).jpeg({ quality: 55 }).toBuffer();
      const answer = await m.direct(m.landlord, { text: "已经清走了", photo: await asText(again) });
      expect(answer).toBe(`收到,${number}已请网格员复查。\n---\n照片收到。`);
      expect(await m.heard(m.worker)).toMatch(/待复查.*补来一张整改后的照片。留意:这张和整改前的照片几乎一样。/su);
      await m.chat.advance(1);
      const asked = await m.heard(m.landlord);
      expect(asked).toMatch(new RegExp(`${number}.*麻烦再拍一张.*同一角度.*纸上写${number}`, "u"));
      expect(asked).not.toMatch(/一样|以前用过/u);
    });

    it("looks at a photo that comes before the words, too", async () => {
      await reported();
      expect(await m.direct(m.landlord, { photo: await asText(before) })).toContain("已请网格员复查");
      expect(await m.heard(m.worker)).toMatch(/待复查.*照片1张。\n留意:这张和整改前的照片一样。\n可回:通过/su);
    });

    it("is content with an honest photo of the same angle, and asks for nothing more", async () => {
      await reported();
      const after = asText(buildPhoto(1, { obstacle: false }));
      await m.direct(m.landlord, { text: "已经清走了", photo: await after });
      expect(await m.heard(m.worker)).not.toContain("留意");
      await m.chat.advance(1);
      expect(await m.heard(m.landlord)).not.toContain("再拍");
    });

    it("notes a photo that was used for another case, also when it follows the words", async () => {
      const first = await reported();
      const proof = await asText(buildPhoto(7));
      await m.direct(m.landlord, { text: "已经清走了", photo: proof });
      await m.direct(m.worker, "通过");
      await m.chat.advance(10);
      const second = await m.report("3栋4楼走廊电线垂下来,都碰到头了");
      await m.heard(m.worker);
      await m.direct(m.landlord, `${second}弄好了`);
      expect(await m.direct(m.landlord, { photo: proof })).toContain("照片收到");
      expect(await m.heard(m.worker)).toContain(`补来一张整改后的照片。留意:这张照片以前用过(编号${first})。`);
    });

    it("notes when and where the photo was taken", async () => {
      await reported();
      const camera = { takenAt: "2026:11:28 08:30:00", lat: "22/1 40/1 0/1", lon: "113/1 51/1 36/1" };
      const elsewhere = photographed(await buildPhoto(1, { obstacle: false }), camera);
      await m.direct(m.landlord, { text: "已经清走了", photo: await asText(elsewhere) });
      expect(await m.heard(m.worker)).toMatch(/留意:照片是3天前拍的;拍照位置离这栋楼约[\d.]+公里。/u);
    });
  });
}
