import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parseTaxonomy, severityName } from "../../src/hazards/taxonomy.js";
import { loadNoticeTemplates } from "../../src/notices/notice-templates.js";
import { createNoticesRouter } from "../../src/notices/notices.routes.js";
import { type NoticeParts, writeNotice } from "../../src/notices/rectification-notice.js";
import { readYaml } from "../../src/shared/read-yaml.js";
import { openApp } from "../http/open-app.js";
import { buildHazard } from "../support/builders.js";
import { describeWithChromium } from "../support/real-parts.js";
import { buildParts } from "./notice-builders.js";
import { xmlOf } from "./word-file.js";

/** Where the picture goes that a person looks at; it is only taken when somebody asks for it. */
const pictures = process.env["LOUXIN_SCREENSHOTS"];
const { id } = buildHazard();

/** The shipped kind with the most text on its notice. */
function longestKind(): NoticeParts["kind"] {
  const { kinds } = readYaml("templates/rules/hazards.yaml", parseTaxonomy);
  const length = (kind: { readonly name: string; readonly basis: string }): number =>
    kind.name.length + kind.basis.length;
  const [longest] = [...kinds.values()]
    .filter((kind) => kind.limitHours !== null)
    .toSorted((a, b) => length(b) - length(a));
  if (!longest) throw new Error("no kind gets a notice");
  return { ...longest, severityName: severityName(longest.severity) };
}

describeWithChromium("the page of a notice in Chromium", (executablePath) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  });
  afterAll(() => browser?.close());

  const show = async (parts: NoticeParts): Promise<Page> => {
    const templates = loadNoticeTemplates("templates/notices");
    const router = createNoticesRouter({ desk: { noticeOf: async () => writeNotice(parts) }, templates });
    const base = await openApp({ routers: [router] });
    const page = await browser.newPage({ viewport: { width: 1000, height: 1300 } });
    page.on("console", ({ text }) => expect.unreachable(text()));
    // Not a part of the page: browsers ask for it by themselves.
    await page.route("**/favicon.ico", (route) => route.fulfill({ status: 204 }));
    await page.goto(`${base}/notices/${id}`);
    return page;
  };

  it.each([
    ["the usual case", buildParts()],
    ["the kind with the longest words", buildParts({ kind: longestKind() })],
  ])("prints %s on one sheet of A4", async (name, parts) => {
    const page = await show(parts);
    if (pictures) await page.screenshot({ path: `${pictures}/notice-${name.length}.png`, fullPage: true });
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect(pdf.match(/\/Type\s*\/Page\b/gu)?.length).toBe(1);
    const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/u.exec(pdf) ?? [];
    expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([595, 842]);
    await page.close();
  });

  it("hides what is not for paper", async () => {
    const page = await show(buildParts());
    expect(await page.getByRole("link", { name: "下载 Word 版" }).isVisible()).toBe(true);
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("nav").isVisible()).toBe(false);
    expect(await page.getByRole("heading", { name: "出租屋消防安全隐患整改通知书" }).isVisible()).toBe(true);
    await page.close();
  });

  it("needs no sideways scrolling on a phone", async () => {
    const page = await show(buildParts());
    await page.setViewportSize({ width: 360, height: 780 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await page.close();
  });

  it("offers a Word file that is well-formed", async () => {
    const page = await show(buildParts({ building: { ...buildParts().building, address: `A&B <"3栋">` } }));
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link").click()]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    const faults = await page.evaluate(
      (xml) => new DOMParser().parseFromString(xml, "application/xml").querySelectorAll("parsererror").length,
      xmlOf(Buffer.concat(chunks)),
    );
    expect(faults).toBe(0);
    await page.close();
  });
});
