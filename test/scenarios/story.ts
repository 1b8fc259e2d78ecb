import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  inChat,
  openVillageChat,
  resetVillage,
  smallPicture,
  textIn,
  type VillageChat,
  type Villager,
} from "../support/village-chat.js";

/** The ten story lines, told by chat alone against a running service. */
export function tellTheStory(name: string, start: () => Promise<string>): void {
  describe(name, () => {
    let base = "";
    let chat: VillageChat;
    let tenant: Villager;
    let landlord: Villager;
    let worker: Villager;
    let community: Villager;
    let group = "";

    beforeAll(async () => {
      base = await start();
    });
    beforeEach(async () => {
      const tomorrow = new Date(Date.now() + 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);
      await resetVillage(base, `${tomorrow}T09:00:00+08:00`);
      chat = await openVillageChat(base);
      tenant = chat.person("tenant", "3栋");
      landlord = chat.person("landlord", "3栋");
      worker = chat.person("grid_worker");
      community = chat.person("community");
      group = groupOf(chat, tenant);
    });

    const report = "3栋2楼楼梯口又停了两台电鸡,堵得人都过不去";
    const numberIn = (text: string): string => /\d{4}-\d+/.exec(text)?.[0] ?? "";

    it("1 files a report from the group with one receipt line, a notice and a summary", async () => {
      const said = await chat.say(tenant, group, report);
      const receipt = inChat(said, group);
      expect(receipt).toHaveLength(1);
      expect(receipt[0]?.text).toMatch(/收到,编号\d{4}-\d+:3栋2楼楼梯口.*今天13点前.*补照片/u);
      expect(receipt[0]?.text).not.toContain(tenant.name);
      expect(receipt[0]?.causedBy).toBeDefined();
      const explained = await chat.request("GET", `/sandbox/api/messages/${receipt[0]?.id}/explain`);
      expect(await explained.json()).toMatchObject({
        id: receipt[0]?.causedBy,
        intent: "report",
        cases: [{ building: "3栋", code: "E01", state: "notified" }],
        links: [{ building: "3栋" }],
      });
      expect(textIn(said, chat.direct(landlord))).toMatch(/整改通知.*3栋2楼楼梯口/u);
      expect(textIn(said, chat.direct(landlord))).not.toContain(tenant.name);
      expect(textIn(said, chat.direct(worker))).toMatch(/3栋2楼楼梯口.*通过/su);
    });

    it("2 asks for the building once and takes 对 for the default", async () => {
      const asked = await chat.say(tenant, group, "楼梯口又停了两台电鸡,过不去人");
      expect(inChat(asked, group)).toHaveLength(1);
      expect(textIn(asked, group)).toMatch(/是华侨新村3栋吗.*对/u);
      const answered = await chat.say(tenant, group, "对");
      expect(textIn(answered, group)).toMatch(/编号\d{4}-\d+:3栋/u);
    });

    it("2 takes another building than the default, and files later lines and photos with the case", async () => {
      await chat.say(tenant, group, "楼梯口又停了两台电鸡,过不去人");
      const answered = await chat.say(tenant, group, "不是,是5栋");
      expect(textIn(answered, group)).toMatch(/编号\d{4}-\d+:5栋/u);
      expect(inChat(await chat.say(tenant, group, "天天这样"), group)).toHaveLength(0);
      expect(inChat(await chat.say(tenant, group, { photo: smallPicture }), group)).toHaveLength(0);
      const code = await codeOf(chat, "5栋");
      const page = await chat.request("GET", `/api/buildings/${code}/conversation`);
      const { entries } = (await page.json()) as { entries: { text: string; media: unknown[] }[] };
      expect(entries.map((entry) => entry.text)).toEqual(expect.arrayContaining(["天天这样"]));
      expect(entries.some((entry) => entry.media.length > 0)).toBe(true);
    });

    it("3 and 4 carry the fix to the recheck, the close and the reporter's 没改", async () => {
      const number = numberIn(textIn(await chat.say(tenant, group, report), group));
      const fixed = await chat.say(landlord, chat.direct(landlord), { text: "已经清走了", photo: smallPicture });
      expect(textIn(fixed, chat.direct(landlord))).toContain("复查");
      expect(textIn(fixed, chat.direct(worker))).toMatch(new RegExp(`${number}.*通过`, "su"));
      const returned = await chat.say(worker, chat.direct(worker), "退回 还有一台");
      expect(textIn(returned, chat.direct(landlord))).toContain("还有一台");
      await chat.say(landlord, chat.direct(landlord), { text: "这次清干净了", photo: smallPicture });
      const passed = await chat.say(worker, chat.direct(worker), "通过");
      expect(textIn(passed, chat.direct(tenant))).toMatch(new RegExp(`${number}.*没改`, "su"));
      expect(inChat(passed, group)).toHaveLength(0);
      const reopened = await chat.say(tenant, chat.direct(tenant), "没改");
      expect(textIn(reopened, chat.direct(worker))).toContain(number);
      expect(textIn(reopened, chat.direct(landlord))).toContain(number);
    });

    it("5 tells the star only in a group, and the whole to the landlord in private", async () => {
      const inGroup = await chat.say(tenant, group, "我们楼几星");
      expect(textIn(inGroup, group)).toMatch(/^3栋现在(是)?[1-5]星/u);
      expect(textIn(inGroup, group).length).toBeLessThan(40);
      const details = textIn(await chat.say(landlord, chat.direct(landlord), "我的楼几星"), chat.direct(landlord));
      expect(details).toMatch(/安全宜居/u);
      expect(details).toMatch(/管理规范/u);
      expect(details).toMatch(/诚实守信/u);
      expect(details).toMatch(/文明卫生/u);
    });

    it("6 previews a broadcast, sends it once to each group, counts 收到 silently and tells the tally", async () => {
      const preview = await chat.say(worker, chat.direct(worker), "群发 今晚台风,请收好阳台物品");
      expect(preview).toHaveLength(1);
      for (const one of chat.world.groups) expect(preview[0]?.text).toContain(one.name);
      const sent = await chat.say(worker, chat.direct(worker), "确认");
      for (const one of chat.world.groups) {
        expect(inChat(sent, one.id)).toHaveLength(1);
        expect(textIn(sent, one.id)).toContain("今晚台风,请收好阳台物品");
      }
      expect(await chat.say(tenant, group, "收到")).toHaveLength(0);
      expect(await chat.say(tenant, group, "收到👌")).toHaveLength(0);
      const tally = textIn(await chat.say(worker, chat.direct(worker), "统计"), chat.direct(worker));
      expect(tally).toMatch(/1人/u);
    });

    it("7 reminds before, at and after the deadline in private, in the day only, and escalates", async () => {
      await chat.say(tenant, group, report);
      const before = await chat.advance(150);
      expect(textIn(before, chat.direct(landlord))).toMatch(/13点到期/u);
      const at = await chat.advance(120);
      expect(textIn(at, chat.direct(landlord))).toMatch(/到期/u);
      const after = await chat.advance(24 * 60);
      expect(textIn(after, chat.direct(landlord))).toMatch(/已到期/u);
      expect(textIn(after, chat.direct(community))).toMatch(/3栋/u);
      for (const line of [...before, ...at, ...after]) expect(line.chat.startsWith("direct:")).toBe(true);
      const nightly = await chat.advance(4 * 24 * 60);
      for (const line of nightly) {
        const minutes = ((new Date(line.at).getTime() / 60_000 + 8 * 60) % 1440) + 0;
        expect(minutes).toBeGreaterThanOrEqual(8 * 60);
        expect(minutes).toBeLessThanOrEqual(20 * 60 + 31);
      }
    });

    it("8 answers an emergency with the fixed safety line and calls the grid worker", async () => {
      const said = await chat.say(tenant, group, "厨房好大煤气味怎么办");
      expect(inChat(said, group)).toHaveLength(1);
      expect(textIn(said, group)).toMatch(/别开灯.*0755-25199999/u);
      expect(textIn(said, chat.direct(worker))).toMatch(/紧急/u);
    });

    it("9 stays silent on chatter, adverts, forwarded news and jokes", async () => {
      for (const text of [
        "今晚去吃火锅不,火力全开",
        "新到一批二手电动车,九成新,800元,要的私聊",
        "【转发】昨天石岩一出租屋电动车充电起火,消防提醒大家注意安全",
        "收到",
        "早上好",
        "有没有人拼车去市民中心",
        "这天气热得要着火了哈哈",
      ])
        expect(await chat.say(tenant, group, text), text).toHaveLength(0);
    });

    it("10 tells the owner before a star falls, then hears, publishes and puts it in force", async () => {
      await chat.say(tenant, group, report);
      const asked = await chat.advance(4 * 24 * 60);
      expect(textIn(asked, chat.direct(worker))).toMatch(/3栋.*星/su);
      expect(asked.filter((line) => !line.chat.startsWith("direct:") && line.text.includes("星"))).toHaveLength(0);
      const passedOn = await chat.say(worker, chat.direct(worker), "确认");
      expect(textIn(passedOn, chat.direct(landlord))).toBe("");
      expect(textIn(passedOn, chat.direct(community))).toMatch(/3栋.*请社区初评/su);
      const told = await chat.say(community, chat.direct(community), "确认");
      expect(textIn(told, chat.direct(landlord))).toMatch(/事先告知.*3栋/su);
      expect(told.filter((line) => line.chat === group)).toHaveLength(0);
      const published = await chat.advance(9 * 24 * 60);
      expect(textIn(published, group)).toMatch(/3栋.*公示/su);
      const inForce = await chat.advance(9 * 24 * 60);
      expect(textIn(inForce, chat.direct(landlord))).toMatch(/3栋.*星/su);
    });
  });
}

function groupOf(chat: VillageChat, person: Villager): string {
  const first = chat.world.groups.find((one) => one.memberIds.includes(person.id));
  if (!first) throw new Error(`${person.name} is in no group`);
  return first.id;
}

async function codeOf(chat: VillageChat, name: string): Promise<string> {
  const response = await chat.request("GET", "/api/buildings");
  const { buildings } = (await response.json()) as { buildings: { code: string; name: string }[] };
  return buildings.find((building) => building.name === name)?.code ?? "";
}
