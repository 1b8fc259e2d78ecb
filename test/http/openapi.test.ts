import { Router } from "express";
import { describe, expect, it } from "vitest";
import { createMediaRoutes } from "../../src/archive/media.routes.js";
import { createSandboxRouter } from "../../src/channels/sandbox/sandbox.routes.js";
import { createBuildingFilesRouter } from "../../src/http/building-files.routes.js";
import { createBuildingsRouter } from "../../src/http/buildings.routes.js";
import { createHealthRouter } from "../../src/http/health.routes.js";
import { createMetrics } from "../../src/http/metrics.js";
import { describeApi, descriptions, operationsOf } from "../../src/http/openapi.js";
import { createStarsRouter } from "../../src/http/stars.routes.js";
import { hazardReferral } from "../../src/notices/hazard-referral.js";
import { createPapersRouter } from "../../src/notices/papers.routes.js";
import { rectificationNotice } from "../../src/notices/rectification-notice.js";
import { createPlatesRouter } from "../../src/plates/plates.routes.js";
import { openApp } from "./open-app.js";

/** A part that is only named while routers are built, never called. */
const unused = <T>(): T => ({ on: () => undefined }) as T;

const shippedRouters = (): readonly Router[] => [
  createHealthRouter({ isReady: () => true, metrics: createMetrics() }),
  createBuildingsRouter({ archive: unused(), directory: unused(), overview: unused() }),
  createBuildingFilesRouter({ files: unused(), fileRules: unused(), directory: unused(), clock: unused() }),
  createMediaRoutes({ media: unused() }),
  createStarsRouter({ changes: unused(), loadStatistics: unused(), rules: unused() }),
  createPlatesRouter({ plates: unused(), pages: unused(), rules: unused(), clock: unused() }),
  createPapersRouter({
    files: unused(),
    papers: [rectificationNotice, hazardReferral].map((kind) => ({ kind, templates: unused() })),
  }),
  createSandboxRouter({
    world: unused(),
    clock: unused(),
    moveClock: unused(),
    reset: unused(),
    isIdle: unused(),
    causeOf: unused(),
    explain: unused(),
  }),
];

describe("describeApi", () => {
  it("has a description for every shipped route, and none of a route that is gone", () => {
    const shipped = [...shippedRouters().flatMap(operationsOf), "GET /api/openapi.json"];
    expect(Object.keys(descriptions).toSorted()).toEqual(shipped.toSorted());
  });

  it("names exactly the routes that the app answers", async () => {
    const routers = [Router().get("/api/buildings", (_, response) => void response.json({}))];
    const document: unknown = await (await fetch(`${await openApp({ routers })}/api/openapi.json`)).json();
    expect(document).toMatchObject({ openapi: "3.1.0" });
    expect(Object.keys((document as { readonly paths: object }).paths)).toEqual([
      "/healthz",
      "/readyz",
      "/metrics",
      "/api/buildings",
      "/api/openapi.json",
    ]);
  });

  it("keeps several methods of one path", () => {
    const { paths } = describeApi(shippedRouters()) as { readonly paths: Readonly<Record<string, object>> };
    expect(Object.keys(paths["/sandbox/api/clock"] ?? {})).toEqual(["get", "post"]);
  });

  it("describes the query of a conversation by the schema that checks it", () => {
    expect(descriptions["GET /api/buildings/{code}/conversation"]).toMatchObject({
      parameters: [
        { name: "code", in: "path", required: true },
        { name: "q", in: "query", schema: { type: "string", maxLength: 200 } },
        { name: "cursor", in: "query" },
        { name: "limit", in: "query", schema: { type: "integer", minimum: 1, maximum: 200, default: 50 } },
      ],
    });
  });

  it("says which part of a query must be there", () => {
    const required = (operation: string): unknown =>
      (descriptions[operation] as { parameters: { name: string; required: boolean }[] }).parameters
        .filter((one) => one.required)
        .map(({ name }) => name);
    expect(required("GET /api/stars/statistics")).toEqual(["from", "to"]);
    expect(required("GET /api/stars/changes")).toEqual([]);
  });

  it("says of a route without a description that it has none, with its path's parameters", () => {
    const router = Router().get("/api/colours/:code", (_, response) => void response.json({}));
    expect(describeApi([router])).toMatchObject({
      paths: {
        "/api/colours/{code}": { get: { summary: "Not described yet", parameters: [{ name: "code", in: "path" }] } },
      },
    });
  });
});
