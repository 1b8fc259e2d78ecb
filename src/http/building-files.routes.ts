import { Router } from "express";
import { z } from "zod";
import type { Directory } from "../buildings/directory.js";
import type { FileEvent } from "../buildings/building-file.js";
import { describeChanges, describeFile } from "../buildings/describe-file.js";
import type { FileRules } from "../buildings/file-rules.js";
import type { BuildingFileStore } from "../buildings/file-store.js";
import type { Clock } from "../shared/clock.js";
import { buildingCodePath } from "./buildings.routes.js";
import { parseRequest } from "./parse-request.js";
import { Problem } from "./problem.js";

/** What these addresses ask of the service. */
export interface BuildingFileRoutesParts {
  readonly files: BuildingFileStore;
  readonly fileRules: FileRules;
  readonly directory: Pick<Directory, "findBuildings">;
  readonly clock: Clock;
}

/** Query of `GET /api/buildings/{code}/file/history`. */
export const fileHistoryQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const unknownBuilding = (): Problem => new Problem(404, "unknown-building", "没有这个编码的楼栋,请核对楼栋编码。");

/**
 * `GET /api/buildings/{code}/file`: the building's file by sections, each fact with its source and time, and how complete
 * it is. `GET /api/buildings/{code}/file/history`: who changed what, before and after, newest first, by pages.
 */
export function createBuildingFilesRouter({ files, fileRules, directory, clock }: BuildingFileRoutesParts): Router {
  return Router()
    .get("/api/buildings/:code/file", async (request, response) => {
      const { code } = parseRequest(buildingCodePath, request.params, "楼栋编码是 19 位数字。");
      const now = clock.now();
      const file = await files.findFile(code, now);
      if (!file) throw unknownBuilding();
      response.json({ code, rulesVersion: fileRules.version, ...describeFile({ ...file, now }, fileRules) });
    })
    .get("/api/buildings/:code/file/history", async (request, response) => {
      const { code } = parseRequest(buildingCodePath, request.params, "楼栋编码是 19 位数字。");
      const { cursor, limit } = parseRequest(fileHistoryQuery, request.query, "limit 为 1 到 200。");
      if (!(await directory.findBuildings([code])).has(code)) throw unknownBuilding();
      const page = await files.findLog({ code, limit, ...(cursor === undefined ? {} : { cursor }) });
      if (!page.ok) throw new Problem(422, page.refusal, "cursor 不对,请用上一页给的 nextCursor。");
      const { events, ...rest } = page.value;
      response.json({ events: events.map((event) => describeEvent(event, fileRules)), ...rest });
    });
}

function describeEvent(event: FileEvent, rules: FileRules): object {
  const { before: _, after: __, ...rest } = event;
  return { ...rest, changes: describeChanges(event, rules) };
}
