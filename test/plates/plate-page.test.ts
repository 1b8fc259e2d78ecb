import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { PlateFile } from "../../src/plates/plate-store.js";
import { openApp } from "../http/open-app.js";
import { describeWithChromium } from "../support/real-parts.js";
import { leastContrast } from "./least-contrast.js";
import { buildPlateFile, createRoutes, token } from "./plate-builders.js";

/** Where the pictures go that a person looks at; they are only taken when somebody asks for them. */
const pictures = process.env["LOUXIN_SCREENSHOTS"];
const effectiveAt = new Date("2026-08-18T10:00:00+08:00");
const long = "深圳市宝安区西乡街道麻布社区华侨新村北区三巷城中村综合整治示范片区";

const { standing: _, rating: __, ...unrated } = buildPlateFile();
const files: Readonly<Record<string, PlateFile>> = {
  starred: buildPlateFile(),
  objection: buildPlateFile({ isUnderObjection: true, standing: { star: 2, effectiveAt, plateNumber: "1" } }),
  withdrawn: buildPlateFile({ standing: { star: null, effectiveAt } }),
  unrated,
  long: buildPlateFile({
    building: {
      ...buildPlateFile().building,
      estate: "华侨新村北区三巷综合整治示范片区",
      name: "甲-128号之一A座",
      address: long.repeat(2),
    },
    headNames: ["王建国", "欧阳修", "李四"],
    standing: { star: 3, effectiveAt, plateNumber: "0180030500003-260818" },
  }),
};

describeWithChromium("the pages of a plate in Chromium", (executablePath) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  });
  afterAll(() => browser?.close());

  const show = async (name: string, { path = "", width = 390 } = {}): Promise<Page> => {
    const base = await openApp({ routers: [createRoutes(files[name])] });
    const page = await browser.newPage({ viewport: { width, height: 844 } });
    page.on("console", ({ text }) => expect.unreachable(text()));
    // Not a part of the page: browsers ask for it by themselves.
    await page.route("**/favicon.ico", (route) => route.fulfill({ status: 204 }));
    await page.goto(`${base}/p/${token}${path}`);
    return page;
  };
  const shoot = async (page: Page, name: string): Promise<void> => {
    if (pictures) await page.screenshot({ path: `${pictures}/plate-${name}.png`, fullPage: true });
  };

  it.each(Object.keys(files).flatMap((name) => [390, 1366].map((width) => ({ name, width }))))(
    "shows the page of $name at $width px without sideways scrolling, its text with contrast AA",
    async ({ name, width }) => {
      const page = await show(name, { width });
      await shoot(page, `${name}-${width}`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      expect(await page.evaluate(leastContrast)).toBeGreaterThanOrEqual(4.5);
      expect(await page.getByRole("heading", { level: 1 }).count()).toBe(1);
      await page.close();
    },
  );

  it("leads from the button to what to do, in reach of a thumb", async () => {
    const page = await show("starred");
    const button = page.getByRole("link", { name: "我要报隐患" });
    const box = await button.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
    expect((box?.y ?? 900) + (box?.height ?? 0)).toBeLessThan(844);
    await button.click();
    await page.waitForFunction(() => window.scrollY > 0);
    expect(await page.getByRole("heading", { name: "我要报隐患" }).isVisible()).toBe(true);
    expect(await page.getByRole("listitem").filter({ hasText: "119" }).isVisible()).toBe(true);
    await page.close();
  });

  it.each(["starred", "long"])("prints the plate of %s on one sheet of A4, landscape", async (name) => {
    const page = await show(name, { path: "/plate", width: 1366 });
    await shoot(page, `print-${name}`);
    expect(await page.locator("img").evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("nav").isVisible()).toBe(false);
    const bytes = await page.pdf({
      preferCSSPageSize: true,
      printBackground: true,
      ...(pictures ? { path: `${pictures}/plate-${name}.pdf` } : {}),
    });
    const pdf = bytes.toString("latin1");
    expect(pdf.match(/\/Type\s*\/Page\b/gu)?.length).toBe(1);
    const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/u.exec(pdf) ?? [];
    expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([842, 595]);
    await page.emulateMedia({ media: "screen" });
    await page.setViewportSize({ width: 390, height: 844 });
    await shoot(page, `print-${name}-390`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await page.close();
  });

  it("says in a page of the same look that there is no such plate", async () => {
    const base = await openApp({ routers: [createRoutes()] });
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    for (const path of ["/p/nothing", `/p/${token.replace("A", "B")}/plate`]) {
      expect((await page.goto(`${base}${path}`))?.status()).toBe(404);
      expect(await page.getByRole("heading", { name: "找不到这块牌匾" }).isVisible()).toBe(true);
      expect(await page.locator("header").evaluate((one) => getComputedStyle(one).color)).toBe("rgb(255, 255, 255)");
    }
    await shoot(page, "sorry");
    await page.close();
  });
});
