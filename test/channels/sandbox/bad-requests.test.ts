import { describe, expect, it } from "vitest";
import { openSandboxApi, problemOf } from "./open-sandbox-api.js";

const tenMegabytes = 10 * 1024 * 1024;

describe("bad requests to the sandbox API", () => {
  it.each([
    { what: "a person nobody knows", body: { from: "te-99" }, status: 404, code: "unknown-person" },
    { what: "a group nobody knows", body: { group: "g-99" }, status: 404, code: "unknown-group" },
    { what: "a group that the person is not in", body: { from: "pa-1" }, status: 403, code: "not-a-member" },
    { what: "a quote that is not there", body: { quote: 99 }, status: 422, code: "unknown-quote" },
    { what: "a mention of nobody", body: { mentions: ["te-99"] }, status: 422, code: "unknown-mention" },
    {
      what: "a private line to somebody else",
      body: { group: undefined, to: "ll-1" },
      status: 422,
      code: "unknown-recipient",
    },
    { what: "both group and recipient", body: { to: "louxin" }, status: 422, code: "no-chat" },
    { what: "neither group nor recipient", body: { group: undefined }, status: 422, code: "no-chat" },
    { what: "nothing to say", body: { text: " \n" }, status: 422, code: "empty-message" },
    { what: "20,001 characters", body: { text: "长".repeat(20_001) }, status: 413, code: "text-too-long" },
    { what: "a megabyte of text", body: { text: "x".repeat(1_048_576) }, status: 413, code: "text-too-long" },
    {
      what: "501 mentions",
      body: { mentions: Array.from({ length: 501 }, () => "louxin") },
      status: 422,
      code: "too-many-mentions",
    },
    {
      what: "50,000 mentions",
      body: { mentions: Array.from({ length: 50_000 }, (_, i) => `p${i}`) },
      status: 422,
      code: "too-many-mentions",
    },
    {
      what: "a picture that is no base64",
      body: { image: { name: "a.jpg", base64: "你好!" } },
      status: 422,
      code: "image-not-base64",
    },
    { what: "an empty picture", body: { image: { name: "a.jpg", base64: "" } }, status: 422, code: "image-not-base64" },
    {
      what: "a picture of more than 10 MB",
      body: { image: { name: "a.jpg", base64: "A".repeat((tenMegabytes * 4) / 3 + 8) } },
      status: 413,
      code: "image-too-large",
    },
    { what: "a body of more than 16 MB", body: { text: "x".repeat(17 * 1024 * 1024) }, status: 413, code: "too-large" },
    { what: "a text that is none", body: { text: 7 }, status: 422, code: "invalid-request" },
    { what: "no sender", body: { from: undefined }, status: 422, code: "invalid-request" },
    { what: "an id with a NUL", body: { externalId: "a\0b" }, status: 422, code: "invalid-request" },
    { what: "a quote that is no number", body: { quote: "1" }, status: 422, code: "invalid-request" },
  ])("answers $what with a problem in Chinese", async ({ body, status, code }) => {
    const api = await openSandboxApi();
    const response = await api.say(body);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    const problem = await problemOf(response);
    expect(problem).toMatchObject({ status, code });
    expect(problem.detail).toMatch(/\p{Script=Han}/u);
    expect(response.status).toBe(status);
    expect(api.store.lines).toEqual([]);
  });

  it.each(["{", "[1, 2", '"text', "null", "[]", "7"])("answers the body %j with a problem", async (body) => {
    const api = await openSandboxApi();
    const response = await api.post("/messages", body);
    expect([400, 422]).toContain(response.status);
    expect((await problemOf(response)).detail).toMatch(/\p{Script=Han}/u);
  });

  it.each(["after=-1", "after=x", "after=1.5", "after=1&after=2", "chat=%00", "chat=g-a&chat=g-b"])(
    "answers the query %j with 422",
    async (query) => {
      const api = await openSandboxApi();
      expect((await api.get(`/messages?${query}`)).status).toBe(422);
    },
  );

  it("answers a number beyond all numbers with no lines", async () => {
    const api = await openSandboxApi();
    await api.say();
    expect(await (await api.get("/messages?after=9007199254740991")).json()).toEqual({ messages: [] });
  });

  it.each([
    { what: "a clock set backwards", body: { set: "2026-11-25T09:00:00+08:00" }, status: 409, code: "clock-backwards" },
    { what: "minutes backwards", body: { advanceMinutes: -5 }, status: 422, code: "invalid-request" },
    {
      what: "a day that does not exist",
      body: { set: "2026-02-30T09:00:00+08:00" },
      status: 422,
      code: "invalid-request",
    },
    { what: "an instant without a zone", body: { set: "2026-11-27T09:00:00" }, status: 422, code: "invalid-request" },
    { what: "an instant in another age", body: { set: "9999-01-01T00:00:00Z" }, status: 422, code: "clock-too-far" },
    { what: "nothing", body: {}, status: 422, code: "invalid-request" },
  ])("answers $what with a problem that says what to do", async ({ body, status, code }) => {
    const api = await openSandboxApi();
    await api.say();
    const response = await api.post("/clock", body);
    expect(await problemOf(response)).toMatchObject({ status, code, detail: expect.stringMatching(/请/u) });
    expect(await (await api.get("/clock")).json()).toEqual({ now: "2026-11-26T01:00:00.000Z" });
  });

  it.each(["none.png", "..%2f..%2fpackage.json", "%E0%A4%A"])("has no picture %s", async (file) => {
    const api = await openSandboxApi();
    expect((await api.get(`/media/${file}`)).status).toBeGreaterThanOrEqual(400);
    expect((await api.get(`/media/${file}`)).status).toBeLessThan(500);
  });

  it("goes on working after all of that", async () => {
    const api = await openSandboxApi();
    await api.say({ text: "x".repeat(1_048_576) });
    await api.post("/messages", "{");
    expect((await api.say()).status).toBe(202);
  });
});
