import { Router } from "express";
import { describe, expect, it } from "vitest";
import { silentLog } from "../../src/shared/log.js";
import { buildPages, openApp } from "./open-app.js";

describe("createApp", () => {
  it("says that it lives, and whether it can work", async () => {
    const base = await openApp();
    expect(await (await fetch(`${base}/healthz`)).json()).toEqual({ status: "ok" });
    expect((await fetch(`${base}/readyz`)).status).toBe(200);
  });

  it.each([
    ["says no", () => false],
    ["throws", () => Promise.reject(new Error("no database"))],
  ])("is not ready when the check %s, and still lives", async (_, isReady) => {
    const base = await openApp({ isReady });
    const response = await fetch(`${base}/readyz`);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ status: "not-ready" });
    expect((await fetch(`${base}/healthz`)).status).toBe(200);
  });

  it("counts requests by route, and unknown addresses under one name", async () => {
    const routers = [Router().get("/api/buildings/:code", (_, response) => void response.json({}))];
    const base = await openApp({ routers });
    await fetch(`${base}/api/buildings/1`);
    await fetch(`${base}/api/nothing-here`);
    const figures = await (await fetch(`${base}/metrics`)).text();
    expect(figures).toContain(
      'http_request_duration_seconds_count{method="GET",route="/api/buildings/:code",status="200"} 1',
    );
    expect(figures).toContain('http_request_duration_seconds_count{method="GET",route="(none)",status="404"} 1');
    expect(figures).not.toContain("nothing-here");
    expect(figures).toContain("process_resident_memory_bytes");
  });

  it.each(["/api/nothing", "/sandbox/api/nothing", "/open311/v2/nothing", "/nothing.html"])(
    "answers %s with a problem",
    async (path) => {
      const response = await fetch(`${await openApp()}${path}`);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ status: 404, code: "not-found" });
    },
  );

  it("sends a strict policy that works over plain HTTP in a local network", async () => {
    const { headers } = await fetch(`${await openApp()}/healthz`);
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("img-src 'self' data: blob:");
    expect(policy).not.toContain("upgrade-insecure-requests");
    expect(policy).not.toContain("unsafe-inline");
    expect(headers.get("strict-transport-security")).toBeNull();
    expect(headers.get("x-powered-by")).toBeNull();
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("gives each request an id and keeps a usable one of the caller", async () => {
    const base = await openApp();
    const idOf = async (given?: string): Promise<string | null> =>
      (await fetch(`${base}/healthz`, given ? { headers: { "x-request-id": given } } : {})).headers.get("x-request-id");
    expect(await idOf("trace-7")).toBe("trace-7");
    expect(await idOf("a b<script>")).toMatch(/^[\da-f-]{36}$/);
    expect(await idOf()).not.toBe(await idOf());
  });

  it("does not log what people searched for", async () => {
    const lines: object[] = [];
    const log = { ...silentLog, debug: (fields: object) => void lines.push(fields) };
    await fetch(`${await openApp({ log })}/healthz?q=%E7%8E%8B%E5%A4%A7%E5%A7%90`);
    await expect.poll(() => lines).toHaveLength(1);
    expect(lines).toEqual([expect.objectContaining({ path: "/healthz", status: 200 })]);
    expect(JSON.stringify(lines)).not.toContain("%E7");
  });
});

describe("createPages", () => {
  it("serves the page, asked for again each time", async () => {
    const response = await fetch(`${await openApp({ webDir: await buildPages() })}/`);
    expect(await response.text()).toContain("楼信");
    expect(response.headers.get("cache-control")).toBe("no-cache");
  });

  it("serves scripts compressed and to be kept for ever", async () => {
    const response = await fetch(`${await openApp({ webDir: await buildPages() })}/assets/page-abc.js`);
    expect(response.headers.get("content-encoding")).toBe("gzip");
    expect(response.headers.get("cache-control")).toContain("immutable");
    expect(response.headers.get("content-type")).toContain("javascript");
    expect(await response.text()).toMatch(/^console\.log\(1\);\n/);
  });

  it("serves scripts as they are to whoever cannot unpack them, and other assets too", async () => {
    const base = await openApp({ webDir: await buildPages() });
    const plain = await fetch(`${base}/assets/page-abc.js`, { headers: { "accept-encoding": "identity" } });
    expect(plain.headers.get("content-encoding")).toBeNull();
    expect(plain.headers.get("cache-control")).toContain("immutable");
    expect(await (await fetch(`${base}/assets/font-abc.woff2`)).text()).toBe("font");
  });

  it("answers a missing asset with a problem, also when asked twice", async () => {
    const base = await openApp({ webDir: await buildPages() });
    expect((await fetch(`${base}/assets/gone.js`)).status).toBe(404);
    expect((await fetch(`${base}/assets/gone.js`)).status).toBe(404);
  });

  it("does not leave its folder", async () => {
    const base = await openApp({ webDir: await buildPages() });
    for (const path of ["/assets/..%2F..%2Fpackage.json", "/..%2Fpackage.json", "/assets/%00.js"]) {
      expect((await fetch(base + path)).status, path).toBeGreaterThanOrEqual(400);
    }
  });
});
