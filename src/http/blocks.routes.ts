import { createHash } from "node:crypto";
import { type Request, type Response, Router } from "express";
import { z } from "zod";
import { blockLevels, levelDigits, listAreas } from "../blocks/block-areas.js";
import type { BlockBoard } from "../blocks/block-board.js";
import type { MapPayload, MapPayloads } from "../blocks/map-payload.js";
import type { StreetTable } from "../buildings/streets.js";
import { describeArea } from "./describe-area.js";
import { isKnownTo } from "./if-none-match.js";
import { parseRequest } from "./parse-request.js";

/** What these addresses ask of the service. */
export interface BlockRoutesParts {
  readonly board: BlockBoard;
  readonly map: MapPayloads;
  readonly streets: StreetTable;
}

/** Query of `GET /api/blocks`. */
export const blocksQuery = z
  .object({
    level: z.enum(blockLevels).default("street").describe("Size of the areas"),
    within: z
      .string()
      .regex(/^(?:\d{6}|\d{9}|\d{12}|\d{14})$/u)
      .optional()
      .describe("Only areas in this district, street, community or grid: 6, 9, 12 or 14 digits"),
  })
  .refine(({ level, within = "" }) => within.length <= levelDigits[level], { path: ["within"] });

const blocksHint =
  "level 为 district、street、community 或 grid;within 是区(6位)、街道(9位)、社区(12位)或网格(14位)的编码,不能比 level 更小。";

/**
 * `GET /api/blocks`: block figures by district, street, community or grid.
 * `GET /api/map/buildings.bin`: all buildings with a position as one binary, see docs/blocks.md.
 */
export function createBlocksRouter({ board, map, streets }: BlockRoutesParts): Router {
  return Router()
    .get("/api/blocks", async (request, response) => {
      const { level, within = "" } = parseRequest(blocksQuery, request.query, blocksHint);
      const { asOf, grids } = await board.read();
      const areas = listAreas(grids, { level, within }, streets).map(describeArea);
      // Weak, and without asOf: as long as no figure changes, what a client has says the same.
      if (isSettled(request, response, `W/"${digest(JSON.stringify(areas))}"`)) return;
      response.json({ level, ...(within && { within }), asOf: asOf.toISOString(), areas });
    })
    .get("/api/map/buildings.bin", async (request, response) => {
      sendPayload(await map.current(), request, response);
    });
}

const digest = (text: string): string => createHash("sha256").update(text).digest("base64url").slice(0, 22);

/** Sets the tag; where the client has what it stands for already, says so, and nothing is left to do. */
function isSettled(request: Request, response: Response, etag: string): boolean {
  response.set({ etag, "cache-control": "no-cache" });
  const isKnown = isKnownTo({ ifNoneMatch: request.get("if-none-match") }, etag);
  if (isKnown) response.status(304).end();
  return isKnown;
}

/** Compressed where the client takes it. The tags are strong, so each encoding has its own. */
function sendPayload(payload: MapPayload, request: Request, response: Response): void {
  const encoding = (["br", "gzip"] as const).find((one) => request.acceptsEncodings(one) === one);
  const bytes = encoding === "br" ? payload.brotli : encoding === "gzip" ? payload.gzip : payload.raw;
  response.set("vary", "accept-encoding");
  if (isSettled(request, response, `"${payload.hash}${encoding ? `-${encoding}` : ""}"`)) return;
  response.set({ "content-type": "application/octet-stream", ...(encoding && { "content-encoding": encoding }) });
  response.send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}
