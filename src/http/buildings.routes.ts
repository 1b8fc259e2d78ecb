import { Router } from "express";
import { z } from "zod";
import type { ConversationArchive } from "../archive/conversation-archive.js";
import type { Directory } from "../buildings/directory.js";
import type { BuildingCode } from "../shared/ids.js";
import type { BuildingOverview } from "./building-overview.js";
import { parseRequest } from "./parse-request.js";
import { Problem } from "./problem.js";

/** What these addresses ask of the service. */
export interface BuildingRoutesParts {
  readonly overview: BuildingOverview;
  readonly directory: Pick<Directory, "findBuildings">;
  readonly archive: ConversationArchive;
}

/** The path of everything about one building. */
export const buildingCodePath = z.object({
  code: z
    .string()
    .regex(/^\d{19}$/)
    .transform((code) => code as BuildingCode),
});
const limit = (most: number, usual: number) => z.coerce.number().int().min(1).max(most).default(usual);

/** Query of `GET /api/buildings`. */
export const buildingListQuery = z.object({
  cursor: z
    .string()
    .regex(/^\d{19}$/)
    .optional(),
  limit: limit(500, 100),
});

/** Query of `GET /api/buildings/{code}/conversation`. */
export const conversationQuery = z.object({
  q: z.string().max(200).optional(),
  cursor: z.string().max(500).optional(),
  limit: limit(200, 50),
});

/**
 * `GET /api/buildings`: code, name, star and open hazards of each building, by pages.
 * `GET /api/buildings/{code}/conversation`: what was said about a building, newest first, by pages and by search.
 */
export function createBuildingsRouter(parts: BuildingRoutesParts): Router {
  return Router()
    .get("/api/buildings", async (request, response) => {
      const wanted = parseRequest(
        buildingListQuery,
        request.query,
        "limit 为 1 到 500,cursor 用上一页给的 nextCursor。",
      );
      response.json(await listBuildings(parts.overview, wanted));
    })
    .get("/api/buildings/:code/conversation", async (request, response) => {
      const { code } = parseRequest(buildingCodePath, request.params, "楼栋编码是 19 位数字。");
      const wanted = parseRequest(conversationQuery, request.query, "q 最多 200 个字,limit 为 1 到 200。");
      response.json(await findConversation(parts, code, wanted));
    });
}

async function listBuildings(overview: BuildingOverview, wanted: z.infer<typeof buildingListQuery>): Promise<object> {
  const found = await overview.listBuildings({
    ...(wanted.cursor !== undefined && { after: wanted.cursor }),
    limit: wanted.limit + 1,
  });
  const buildings = found.slice(0, wanted.limit);
  const last = buildings.at(-1);
  return { buildings, ...(last && found.length > wanted.limit && { nextCursor: last.code }) };
}

async function findConversation(
  { archive, directory }: BuildingRoutesParts,
  code: BuildingCode,
  wanted: z.infer<typeof conversationQuery>,
): Promise<object> {
  if (!(await directory.findBuildings([code])).has(code)) {
    throw new Problem(404, "unknown-building", "没有这个编码的楼栋,请核对楼栋编码。");
  }
  const page = await archive.findConversation({
    code,
    limit: wanted.limit,
    ...(wanted.q !== undefined && { query: wanted.q }),
    ...(wanted.cursor !== undefined && { cursor: wanted.cursor }),
  });
  if (!page.ok) throw new Problem(422, page.refusal, "cursor 不对,请用上一页给的 nextCursor。");
  return page.value;
}
