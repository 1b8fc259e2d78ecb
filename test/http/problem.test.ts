import { json, Router } from "express";
import { describe, expect, it } from "vitest";
import { Problem } from "../../src/http/problem.js";
import { silentLog } from "../../src/shared/log.js";
import { openApp } from "./open-app.js";

const failing = Router()
  .get("/api/refused", () => {
    throw new Problem(409, "clock-backwards", "时间只能往前走。");
  })
  .get("/api/broken", async () => {
    throw new Error("password is hunter2");
  })
  .post("/api/echo", json({ limit: "1kb" }), (request, response) => void response.json(request.body));

const post = (base: string, body: string): Promise<Response> =>
  fetch(`${base}/api/echo`, { method: "POST", body, headers: { "content-type": "application/json" } });

describe("problemHandler", () => {
  it("tells a refusal as problem details", async () => {
    const response = await fetch(`${await openApp({ routers: [failing] })}/api/refused`);
    expect(response.status).toBe(409);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    expect(await response.json()).toEqual({
      type: "about:blank",
      title: "Conflict",
      status: 409,
      code: "clock-backwards",
      detail: "时间只能往前走。",
    });
  });

  it("logs a bug and tells nothing of its inside", async () => {
    const logged: object[] = [];
    const log = { ...silentLog, error: (fields: object) => void logged.push(fields) };
    const response = await fetch(`${await openApp({ routers: [failing], log })}/api/broken`);
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).not.toContain("hunter2");
    expect(text).not.toContain(" at ");
    expect(logged).toEqual([expect.objectContaining({ err: new Error("password is hunter2") })]);
  });

  it("does not log what the caller did wrong", async () => {
    const logged: object[] = [];
    const log = { ...silentLog, error: (fields: object) => void logged.push(fields) };
    await post(await openApp({ routers: [failing], log }), "{");
    expect(logged).toEqual([]);
  });

  it.each([
    ["{", 400, "invalid-json"],
    [JSON.stringify("x".repeat(2000)), 413, "too-large"],
  ])("refuses a body that is no JSON or too large: %#", async (body, status, code) => {
    const response = await post(await openApp({ routers: [failing] }), body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code, detail: expect.stringMatching(/\p{Script=Han}/u) });
  });

  it("refuses an address that cannot be decoded", async () => {
    const routers = [Router().get("/api/buildings/:code", (_, response) => void response.json({}))];
    const response = await fetch(`${await openApp({ routers })}/api/buildings/%E4%A`);
    expect(response.status).toBe(400);
  });
});
