import { FileBox } from "file-box";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import type { PlateFile } from "../../src/plates/plate-store.js";
import { createPlatesRouter } from "../../src/plates/plates.routes.js";
import { openApp } from "../http/open-app.js";
import { rules } from "../stars/star-builders.js";
import { buildPlateFile, createRoutes, shippedPages, token } from "./plate-builders.js";

const open = async (file?: PlateFile, over?: Parameters<typeof createRoutes>[1]): Promise<string> =>
  openApp({ routers: [createRoutes(file, over)] });
const stranger = "ZZZZZZZZZZZZZZZZZZZZZZ";
const { standing: _, rating: __, ...unrated } = buildPlateFile();

describe("GET /api/plates/{token}", () => {
  it("gives what a passer-by may see, and nothing else", async () => {
    const response = await fetch(`${await open()}/api/plates/${token}`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      building: { name: "3栋", estate: "华侨新村", address: "宝安区西乡街道麻布社区华侨新村3栋" },
      status: "starred",
      statusText: "四星级安全文明楼栋",
      star: 4,
      isUnderObjection: false,
      since: "2026-08-18",
      plateNumber: "0180030500003-260818",
      shortCode: "K7M3QX",
      categories: [
        { name: "安全宜居", points: 36.5, max: 40 },
        { name: "管理规范", points: 23, max: 25 },
        { name: "诚实守信", points: 16, max: 20 },
        { name: "文明卫生", points: 14, max: 15 },
      ],
      ratedOn: "2026-08-17",
      heads: ["伟**"],
      howToReport: shippedPages.howToReport("3栋"),
    });
  });

  it("may be kept for a minute, and is not sent twice", async () => {
    const url = `${await open()}/api/plates/${token}`;
    const first = await fetch(url);
    expect(first.headers.get("cache-control")).toBe("public, max-age=60");
    expect(first.headers.get("x-robots-tag")).toBe("noindex");
    const etag = first.headers.get("etag") ?? "";
    expect(etag).not.toBe("");
    // fetch would add `cache-control: no-cache` to a request with a condition, which asks for the whole answer.
    const again = await fetch(url, { headers: { "if-none-match": etag, "cache-control": "max-age=0" } });
    expect(again.status).toBe(304);
    const other = await fetch(`${await open(buildPlateFile({ isUnderObjection: true }))}/api/plates/${token}`);
    expect(other.headers.get("etag")).not.toBe(etag);
  });

  it.each([stranger, "short", `${token}x`, "..%2f..%2fetc", "%00"])("knows no plate %s", async (one) => {
    const response = await fetch(`${await open()}/api/plates/${one}`);
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    expect(await response.json()).toMatchObject({ code: "unknown-plate", detail: expect.stringContaining("二维码") });
  });
});

describe("GET /p/{token}", () => {
  it("is a page with the same facts that runs without scripts", async () => {
    const response = await fetch(`${await open(buildPlateFile({ isUnderObjection: true }))}/p/${token}`);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("public, max-age=60");
    const html = await response.text();
    for (const words of [
      "华侨新村3栋",
      "四星级安全文明楼栋",
      "2026年8月18日",
      "0180030500003-260818",
      "伟**",
      "异议处理中",
      "<b>36.5</b> / 40",
      "我要报隐患",
      "我是房东 K7M3QX",
    ])
      expect(html).toContain(words);
    expect(html.match(/class="star full"/gu)).toHaveLength(4);
    expect(html.match(/class="star hollow"/gu)).toHaveLength(1);
    expect(html).not.toMatch(/<script|\sstyle=|\son\w+=|伟叔|\{\{/u);
  });

  it("says plainly that there is no star, or none any more", async () => {
    const gone = buildPlateFile({ standing: { star: null, effectiveAt: new Date("2026-09-01T10:00:00+08:00") } });
    const withdrawn = await (await fetch(`${await open(gone)}/p/${token}`)).text();
    expect(withdrawn).toContain("已摘牌");
    expect(withdrawn).toContain("2026年9月1日");
    expect(withdrawn).not.toContain('<svg class="star');
    const none = await (await fetch(`${await open(unrated)}/p/${token}`)).text();
    expect(none).toContain("还没有评星");
    expect(none).not.toContain("四项得分");
  });

  it("shows how many hazards are open only where the rules say so", async () => {
    const shown = { stars: { ...rules, plate: { showOpenHazards: true } } };
    expect(await (await fetch(`${await open()}/p/${token}`)).text()).not.toContain("没办结的隐患");
    expect(await (await fetch(`${await open(undefined, { rules: shown })}/p/${token}`)).text()).toContain(
      "<dt>没办结的隐患</dt><dd>2件</dd>",
    );
  });

  it("has its style beside it", async () => {
    const response = await fetch(`${await open()}/p/plate.css`);
    expect(response.headers.get("content-type")).toBe("text/css; charset=utf-8");
    expect(await response.text()).toBe(shippedPages.css);
  });

  it("is a page of its own where there is no such plate", async () => {
    const response = await fetch(`${await open()}/p/${stranger}`);
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toContain("text/html");
    expect(await response.text()).toContain("找不到这块牌匾");
  });
});

describe("GET /p/{token}/qr.svg", () => {
  it("is read as the address of the page", async () => {
    const response = await fetch(`${await open()}/p/${token}/qr.svg`);
    expect(response.headers.get("content-type")).toContain("image/svg+xml");
    const png = await sharp(Buffer.from(await response.text()))
      .resize(450, 450, { kernel: "nearest" })
      .png()
      .toBuffer();
    expect(await FileBox.fromBuffer(png, "qr.png").toQRCode()).toBe(`https://louxin.example.cn/p/${token}`);
  });

  it("is not made of strangers' tokens, nor without an address", async () => {
    const base = await open();
    expect((await fetch(`${base}/p/${stranger}/qr.svg`)).status).toBe(404);
    const parts = {
      plates: { findPlate: async () => buildPlateFile() },
      pages: shippedPages,
      rules: { stars: rules },
      clock: { now: () => new Date("2026-11-26T10:00:00+08:00") },
    };
    const response = await fetch(`${await openApp({ routers: [createPlatesRouter(parts)] })}/p/${token}/qr.svg`);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: "public-url-unknown" });
  });
});

describe("GET /p/{token}/plate", () => {
  it("has what is to hang at the door", async () => {
    const html = await (await fetch(`${await open()}/p/${token}/plate`)).text();
    for (const words of [
      "<h1>四星级安全文明楼栋</h1>",
      "0180030500003-260818",
      "2026年8月18日",
      "K7M3QX",
      'src="qr.svg"',
    ])
      expect(html).toContain(words);
    expect(html).not.toMatch(/伟|\{\{/u);
  });

  it("is none without a star", async () => {
    const response = await fetch(`${await open(unrated)}/p/${token}/plate`);
    expect(response.status).toBe(409);
    expect(await response.text()).toContain("没有牌匾可以打印");
  });
});
