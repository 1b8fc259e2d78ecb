import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeWithChromium } from "../support/real-parts.js";
import { freePort, type RunningService, startService } from "../support/running-service.js";
import { openVillageChat, type VillageChat } from "../support/village-chat.js";

const sizes = { desktop: { width: 1366, height: 768 }, phone: { width: 390, height: 844 } } as const;
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
/** Where the pictures go that the documents show; they are only taken when somebody asks for them. */
const pictures = process.env["LOUXIN_SCREENSHOTS"];

describeWithChromium("the story, clicked through", (executablePath) => {
  let browser: Browser;
  let service: RunningService;
  let folder = "";

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "louxin-page-"));
    service = await startService({ port: await freePort(), dataDir: folder });
    browser = await chromium.launch({ executablePath, args: flags });
  });
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  describe.each(Object.entries(sizes))("on a %s", (name, viewport) => {
    it("goes from the report to the close, the star and the broadcast", async () => {
      await fetch(`${service.base}/sandbox/api/reset`, { method: "POST" });
      const chat = await openVillageChat(service.base);
      const context = await browser.newContext({ viewport, locale: "zh-CN", timezoneId: "Asia/Shanghai" });
      await context.addInitScript(
        () => location.protocol === "http:" && localStorage.setItem("louxin.sandbox.welcomed", "1"),
      );
      const page = await context.newPage();
      const faults: string[] = [];
      page.on("pageerror", (error) => faults.push(error.message));
      await playStory({ page, base: service.base, chat, shot: (step) => shoot(page, `${step}-${name}`) });
      expect(faults).toEqual([]);
      await context.close();
    });
  });
});

async function shoot(page: Page, name: string): Promise<void> {
  if (!pictures) return;
  await page.getByText("正在看…").waitFor({ state: "hidden" });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}

interface Stage {
  readonly page: Page;
  readonly base: string;
  readonly chat: VillageChat;
  readonly shot: (step: string) => Promise<void>;
}

async function playStory(stage: Stage): Promise<void> {
  const { chat, shot } = stage;
  const tenant = chat.person("tenant", "3栋").id;
  const landlord = chat.person("landlord", "3栋").id;
  const worker = chat.person("grid_worker").id;
  const group = chat.world.groups.find((one) => one.memberIds.includes(tenant))?.id ?? "";
  await become(stage, tenant, group);
  await write(stage, "3栋2楼楼梯口又停了两台电鸡,堵得人都过不去");
  await hear(stage, /收到,编号\d{4}-\d+:3栋2楼楼梯口/u);
  await shot("1-report");
  await write(stage, "楼道里有人堆了一堆纸箱");
  await hear(stage, /是华侨新村3栋吗/u);
  await write(stage, "对");
  await hear(stage, /编号\d{4}-\d+:3栋.*堆东西/u);
  await shot("2-question");
  await become(stage, landlord, `direct:${landlord}`);
  await hear(stage, /整改通知】\d{4}-\d+:3栋2楼楼梯口/u);
  await shot("3-notice");
  const number = /\d{4}-\d+/u.exec(await lastText(stage, /整改通知】\d{4}-\d+:3栋2楼楼梯口/u))?.[0] ?? "";
  await write(stage, `${number}已经清走了`, "楼梯口清空了");
  await hear(stage, /已请网格员复查/u);
  await shot("4-fixed");
  await become(stage, worker, `direct:${worker}`);
  await hear(stage, /待复查/u);
  await write(stage, `通过 ${number}`);
  await hear(stage, /已销号/u);
  await shot("4-passed");
  await become(stage, tenant, group);
  await write(stage, "我们楼几星");
  await hear(stage, /3栋现在\d星/u);
  await become(stage, landlord, `direct:${landlord}`);
  await write(stage, "我的楼几星");
  await hear(stage, /安全宜居/u);
  await shot("5-star");
  await become(stage, worker, `direct:${worker}`);
  await write(stage, "群发 今晚台风,请收好阳台物品");
  await hear(stage, /要发到\d个群/u);
  await write(stage, "确认");
  await hear(stage, /已发往\d个群/u);
  await become(stage, tenant, group);
  await hear(stage, /今晚台风,请收好阳台物品/u);
  await write(stage, "收到");
  await become(stage, worker, `direct:${worker}`);
  await write(stage, "统计");
  await hear(stage, /收到回执1人/u);
  await shot("6-broadcast");
}

async function become({ page, base }: Stage, person: string, chat: string): Promise<void> {
  await page.goto("about:blank");
  await page.goto(`${base}/#as=${person}&chat=${encodeURIComponent(chat)}`);
  await page.getByRole("textbox", { name: "消息" }).waitFor();
}

async function write({ page, chat }: Stage, text: string, photo?: string): Promise<void> {
  await page.getByRole("textbox", { name: "消息" }).fill(text);
  if (photo) {
    await page.getByRole("button", { name: "发图片" }).click();
    await page.getByRole("group", { name: "选一张图片" }).getByRole("button", { name: photo, exact: true }).click();
  }
  await page.getByRole("button", { name: "发送" }).click();
  await page
    .getByRole("article", { name: `你:${text}` })
    .or(page.getByRole("article", { name: `你：${text}` }))
    .last()
    .waitFor();
  await chat.settle();
}

const hear = ({ page }: Stage, words: RegExp): Promise<void> =>
  page.getByRole("region", { name: "聊天记录" }).getByRole("article").filter({ hasText: words }).last().waitFor();

const lastText = async ({ page }: Stage, words: RegExp): Promise<string> =>
  (await page
    .getByRole("region", { name: "聊天记录" })
    .getByRole("article")
    .filter({ hasText: words })
    .last()
    .textContent()) ?? "";
