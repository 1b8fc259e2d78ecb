import { type Response, Router } from "express";
import { Problem } from "../http/problem.js";
import type { Clock } from "../shared/clock.js";
import type { StarRules } from "../stars/star-rules.js";
import { plateAddress, readToken } from "./plate-key.js";
import type { PlatePages } from "./plate-pages.js";
import { qrSvg } from "./plate-qr.js";
import type { PlateFile, PlateStore } from "./plate-store.js";
import { publicPlate, type PublicPlate } from "./public-plate.js";

/** What these addresses ask of the service. */
export interface PlatesRoutesParts {
  readonly plates: Pick<PlateStore, "findPlate">;
  readonly pages: PlatePages;
  /** Its `stars` are always those in force. */
  readonly rules: { readonly stars: StarRules };
  readonly clock: Clock;
  /** Where people reach the pages; missing where nobody knows. */
  readonly publicUrl?: string;
}

const unknown = {
  title: "找不到这块牌匾",
  text: "没有这块牌匾,或者它的二维码已经换新。请扫楼门口现在的二维码。",
} as const;
const noPlate = { title: "没有牌匾", text: "这栋楼现在没有星级,没有牌匾可以打印。" } as const;
/** A star changes seldom, a replaced code should die at once: a minute, then the page is asked for again by its ETag. */
const keptShortly = { "cache-control": "public, max-age=60" } as const;
/** Whoever has the address may look; search machines should not spread it. */
const unlisted = { "x-robots-tag": "noindex" } as const;

/**
 * `GET /api/plates/{token}`: what a passer-by may see of a building. `GET /p/{token}`: the same as a page,
 * `GET /p/{token}/qr.svg`: the QR code of that page, `GET /p/{token}/plate`: the plate to print.
 */
export function createPlatesRouter(parts: PlatesRoutesParts): Router {
  const { pages, rules, publicUrl } = parts;
  return Router()
    .get("/api/plates/:token", async (request, response) => {
      const found = await find(parts, request.params.token);
      if (!found) throw new Problem(404, "unknown-plate", unknown.text);
      response.set({ ...keptShortly, ...unlisted }).json(found.shown);
    })
    .get("/p/plate.css", (_, response) => {
      response.type("css").set("cache-control", "no-cache").send(pages.css);
    })
    .get("/p/:token", async (request, response) => {
      const found = await find(parts, request.params.token);
      if (!found) return sendPage(response.status(404), pages.renderSorry({ ...unknown, css: "plate.css" }));
      return sendPage(response.set(keptShortly), pages.renderPublic(found.shown, rules.stars));
    })
    .get("/p/:token/qr.svg", async (request, response) => {
      const token = readToken(request.params.token);
      if (!token || !(await find(parts, token))) throw new Problem(404, "unknown-plate", unknown.text);
      if (publicUrl === undefined)
        throw new Problem(503, "public-url-unknown", "还没有设置网址(PUBLIC_URL),做不了二维码。");
      response
        .type("svg")
        .set({ ...keptShortly, ...unlisted })
        .send(qrSvg(plateAddress(token, publicUrl)));
    })
    .get("/p/:token/plate", async (request, response) => {
      const found = await find(parts, request.params.token);
      if (!found) return sendPage(response.status(404), pages.renderSorry({ ...unknown, css: "../plate.css" }));
      const page = pages.renderPrint(found.shown, found.file, rules.stars);
      if (page === undefined)
        return sendPage(response.status(409), pages.renderSorry({ ...noPlate, css: "../plate.css" }));
      return sendPage(response.set(keptShortly), page);
    });
}

const sendPage = (response: Response, html: string): void => {
  response.type("html").set(unlisted).send(html);
};

async function find(
  { plates, pages, rules, clock }: PlatesRoutesParts,
  text: string,
): Promise<{ readonly file: PlateFile; readonly shown: PublicPlate } | undefined> {
  const token = readToken(text);
  const file = token && (await plates.findPlate(token, clock.now()));
  return file && { file, shown: publicPlate(file, rules.stars, pages.howToReport(file.building.name)) };
}
