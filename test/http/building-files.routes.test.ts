import { describe, expect, it } from "vitest";
import { foldFacts } from "../../src/buildings/building-file.js";
import type { Building } from "../../src/buildings/building.js";
import type { BuildingFileStore } from "../../src/buildings/file-store.js";
import { createBuildingFilesRouter } from "../../src/http/building-files.routes.js";
import type { BuildingCode } from "../../src/shared/ids.js";
import { createMovableClock } from "../../src/shared/clock.js";
import { err, ok } from "../../src/shared/result.js";
import { buildBuilding } from "../support/buildings.js";
import { codeOf } from "../support/builders.js";
import { buildFileEvent, shippedFileRules } from "../support/building-files.js";
import { openApp } from "./open-app.js";

const event = buildFileEvent(3, { "basic.storeys": 7 }, { before: { "basic.storeys": 6 }, batchId: "b" });

/** The routes; building 3 has a file with its storeys. */
async function openRoutes(): Promise<string> {
  const files: BuildingFileStore = {
    findFile: async (code) =>
      code === codeOf(3) ? { facts: foldFacts([event]), counts: { "housing.units": 20 } } : undefined,
    findLog: async ({ cursor, limit }) =>
      cursor === "foreign" ? err("bad-cursor") : ok({ events: [event], nextCursor: `older-${limit}` }),
  };
  const router = createBuildingFilesRouter({
    files,
    fileRules: shippedFileRules,
    clock: createMovableClock(),
    directory: {
      findBuildings: async (codes) =>
        new Map<BuildingCode, Building>(
          codes.filter((code) => code === codeOf(3)).map((code) => [code, buildBuilding(3)]),
        ),
    },
  });
  return `${await openApp({ routers: [router] })}/api/buildings`;
}

const get = async (url: string): Promise<{ readonly status: number; readonly body: unknown }> => {
  const response = await fetch(url);
  return { status: response.status, body: await response.json() };
};

describe("GET /api/buildings/{code}/file", () => {
  it("gives the sections with their facts, sources and what is missing", async () => {
    const { status, body } = await get(`${await openRoutes()}/${codeOf(3)}/file`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ code: codeOf(3), rulesVersion: shippedFileRules.version });
    const { sections } = body as { sections: Record<string, unknown>[] };
    expect(sections).toHaveLength(8);
    expect(sections[0]).toMatchObject({
      name: "基本",
      filled: 1,
      facts: [{ key: "basic.storeys", name: "层数", value: 7, text: "7", source: "导入", at: event.at.toISOString() }],
    });
  });

  it("knows no building that is not registered, and no code of another length", async () => {
    const base = await openRoutes();
    expect(await get(`${base}/${codeOf(4)}/file`)).toMatchObject({ status: 404, body: { code: "unknown-building" } });
    expect(await get(`${base}/12345/file`)).toMatchObject({ status: 422, body: { code: "invalid-request" } });
  });
});

describe("GET /api/buildings/{code}/file/history", () => {
  it("says who changed what, and where older acts begin", async () => {
    const { body } = await get(`${await openRoutes()}/${codeOf(3)}/file/history?limit=7`);
    expect(body).toEqual({
      events: [
        {
          id: "3",
          at: event.at.toISOString(),
          source: "导入",
          batchId: "b",
          changes: [{ key: "basic.storeys", section: "基本", name: "层数", before: "6", after: "7" }],
        },
      ],
      nextCursor: "older-7",
    });
  });

  it("refuses a foreign cursor, and knows no other building", async () => {
    const base = await openRoutes();
    expect(await get(`${base}/${codeOf(3)}/file/history?cursor=foreign`)).toMatchObject({ status: 422 });
    expect(await get(`${base}/${codeOf(4)}/file/history`)).toMatchObject({ status: 404 });
  });
});
