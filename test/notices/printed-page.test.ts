import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createMediaRoutes } from "../../src/archive/media.routes.js";
import { parseTaxonomy } from "../../src/hazards/taxonomy.js";
import type { CaseFile, CasePhoto } from "../../src/notices/case-file.js";
import { hazardReferral } from "../../src/notices/hazard-referral.js";
import type { PaperKind } from "../../src/notices/paper.js";
import { loadPaperTemplates } from "../../src/notices/paper-templates.js";
import { createPapersRouter } from "../../src/notices/papers.routes.js";
import { rectificationNotice } from "../../src/notices/rectification-notice.js";
import type { MediaId } from "../../src/shared/ids.js";
import { readYaml } from "../../src/shared/read-yaml.js";
import { ok } from "../../src/shared/result.js";
import { openApp } from "../http/open-app.js";
import { buildHazard } from "../support/builders.js";
import { buildPhoto } from "../support/pictures.js";
import { describeWithChromium } from "../support/real-parts.js";
import { buildFile, buildReferral, buildReferredFile } from "./paper-builders.js";
import { xmlOf } from "./word-file.js";

/** Where the picture goes that a person looks at; it is only taken when somebody asks for it. */
const pictures = process.env["LOUXIN_SCREENSHOTS"];
const { id } = buildHazard();

/** The shipped kind with the most text on its papers. */
function longestKind(): CaseFile["kind"] {
  const { kinds } = readYaml("templates/rules/hazards.yaml", parseTaxonomy);
  const length = (kind: { readonly name: string; readonly basis: string }): number =>
    kind.name.length + kind.basis.length;
  const [longest] = [...kinds.values()]
    .filter((kind) => kind.limitHours !== null)
    .toSorted((a, b) => length(b) - length(a));
  if (!longest) throw new Error("no kind gets a notice");
  return longest;
}

/** As much as a referral form can have to say. */
function fullestFile(): CaseFile {
  const on = (day: number): Date => new Date(Date.UTC(2026, 11, day));
  const days = Array.from({ length: 12 }, (_, index) => on(index + 1));
  const kinds = ["promised", "extension-requested", "extended", "returned"] as const;
  const photo = (phase: CasePhoto["phase"], serial: number): CasePhoto => ({
    id: `00000000-0000-7000-8000-0000000000${phase === "before" ? "c" : "d"}${serial}` as MediaId,
    phase,
    addedAt: on(serial + 1),
  });
  return buildReferredFile({
    kind: longestKind(),
    hazard: buildHazard({ state: "referred", place: { floor: 5, room: "502", spot: "阳台外面的防盗网和花架上" } }),
    steps: days.flatMap((at) => kinds.map((kind) => ({ kind, at, until: at }))),
    photos: [...[1, 2, 3].map((one) => photo("before", one)), ...[1, 2, 3, 4].map((one) => photo("after", one))],
    referral: buildReferral({
      reason: "车主一直不配合,请消防部门上门处理。".repeat(10),
      answers: days.map((at) => ({ at, text: "消防大队明天来现场看,请社区派人带路。".repeat(5) })),
    }),
  });
}

describeWithChromium("the page of a paper in Chromium", (executablePath) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  });
  afterAll(() => browser?.close());

  const show = async (kind: PaperKind, file: CaseFile): Promise<Page> => {
    const templates = loadPaperTemplates("templates/notices", kind);
    const bytes = await buildPhoto(7);
    const media = createMediaRoutes({ media: { load: async () => ok({ mime: "image/jpeg", bytes }) } });
    const papers = createPapersRouter({ files: { find: async () => file }, papers: [{ kind, templates }] });
    const base = await openApp({ routers: [papers, media] });
    const page = await browser.newPage({ viewport: { width: 1000, height: 1300 } });
    page.on("console", ({ text }) => expect.unreachable(text()));
    // Not a part of the page: browsers ask for it by themselves.
    await page.route("**/favicon.ico", (route) => route.fulfill({ status: 204 }));
    await page.goto(`${base}/${kind.page}/${id}`);
    return page;
  };

  it.each([
    { name: "notice", kind: rectificationNotice, file: buildFile() },
    { name: "notice-longest", kind: rectificationNotice, file: buildFile({ kind: longestKind() }) },
    { name: "referral", kind: hazardReferral, file: buildReferredFile() },
    { name: "referral-fullest", kind: hazardReferral, file: fullestFile() },
  ])("prints the $name on one sheet of A4", async ({ name, kind, file }) => {
    const page = await show(kind, file);
    if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect(pdf.match(/\/Type\s*\/Page\b/gu)?.length).toBe(1);
    const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/u.exec(pdf) ?? [];
    expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([595, 842]);
    await page.close();
  });

  it.each([
    { kind: rectificationNotice, file: buildFile(), title: "出租屋消防安全隐患整改通知书" },
    { kind: hazardReferral, file: fullestFile(), title: "出租屋隐患移交单" },
  ])("hides what is not for paper, and needs no sideways scrolling on a phone: $title", async (paper) => {
    const page = await show(paper.kind, paper.file);
    expect(await page.getByRole("link", { name: "下载 Word 版" }).isVisible()).toBe(true);
    await page.setViewportSize({ width: 360, height: 780 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("nav").isVisible()).toBe(false);
    expect(await page.getByRole("heading", { name: paper.title }).isVisible()).toBe(true);
    await page.close();
  });

  it.each([
    { kind: rectificationNotice, file: buildFile },
    { kind: hazardReferral, file: buildReferredFile },
  ])("offers a Word file that is well-formed: $kind.name", async ({ kind, file }) => {
    const page = await show(kind, file({ building: { ...buildFile().building, address: `A&B <"3栋">` } }));
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
