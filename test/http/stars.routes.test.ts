import { describe, expect, it } from "vitest";
import { createStarsRouter } from "../../src/http/stars.routes.js";
import type { PersonId } from "../../src/shared/ids.js";
import { err, ok } from "../../src/shared/result.js";
import type { ChangesWanted, ListedChange } from "../../src/stars/star-change-list.js";
import { buildChange, rules } from "../stars/star-builders.js";
import { buildBuilding } from "../support/buildings.js";
import { codeOf } from "../support/builders.js";
import { openApp } from "./open-app.js";

const at = (text: string): Date => new Date(`${text}+08:00`);
const { aliases: _, ...building } = buildBuilding(3);
const person = "00000000-0000-7000-8000-00000000beef" as PersonId;

const listed = (over: Partial<ListedChange> = {}): ListedChange => ({
  change: buildChange({
    stage: "publicised",
    proposedBy: person,
    confirmedAt: at("2026-11-26T10:00:00"),
    confirmedBy: person,
    noticeAt: at("2026-11-26T10:00:01"),
    hearingUntil: at("2026-12-04T00:00:00"),
    hearingText: "我是陈伯13800138000",
    publicityFrom: at("2026-12-04T00:00:00"),
    publicityUntil: at("2026-12-12T00:00:00"),
    hasPendingAppeal: true,
    steps: [
      { kind: "agreed", at: at("2026-11-26T10:00:00"), level: "community", by: person, why: "陈伯家我去看过" },
      { kind: "notified", at: at("2026-11-26T10:00:01") },
    ],
  }),
  at: at("2026-12-04T00:00:00"),
  building,
  objections: [
    { state: "filed", level: "community", filedAt: at("2026-12-01T10:00:00"), answerBy: at("2026-12-11T00:00:00") },
  ],
  ...over,
});

/** The routes, and what they asked for. */
async function openRoutes(one = listed()) {
  const asked: ChangesWanted[] = [];
  const router = createStarsRouter({
    rules: { stars: rules },
    changes: {
      async findChanges(wanted) {
        asked.push(wanted);
        return wanted.cursor === "foreign" ? err("bad-cursor") : ok({ changes: [one], nextCursor: "older" });
      },
    },
    loadStatistics: async (period) => ({ ...period, up: 1, down: 2, withdrawn: 3, restored: 4, first: 5, areas: [] }),
  });
  const base = `${await openApp({ routers: [router] })}/api/stars`;
  const get = async (
    path: string,
  ): Promise<{ readonly status: number; readonly text: string; readonly body: unknown }> => {
    const response = await fetch(`${base}${path}`);
    const text = await response.text();
    return { status: response.status, text, body: JSON.parse(text) };
  };
  return { asked, get };
}

describe("GET /api/stars/changes", () => {
  it("gives the building, the change in codes and in Chinese, its grounds and every step", async () => {
    const { get } = await openRoutes();
    const { status, body } = await get("/changes");
    expect(status).toBe(200);
    expect(body).toEqual({
      changes: [
        {
          id: buildChange().id,
          building,
          kind: "down",
          kindName: "降星",
          from: 4,
          fromName: "4星",
          to: 3,
          toName: "3星",
          stage: "publicised",
          stageName: "公示中",
          isUnderObjection: true,
          grounds: buildChange().grounds,
          at: "2026-12-03T16:00:00.000Z",
          proposedAt: "2026-11-26T01:00:00.000Z",
          confirmedAt: "2026-11-26T02:00:00.000Z",
          noticeAt: "2026-11-26T02:00:01.000Z",
          hearingUntil: "2026-12-03T16:00:00.000Z",
          publicityFrom: "2026-12-03T16:00:00.000Z",
          publicityUntil: "2026-12-11T16:00:00.000Z",
          steps: [
            {
              kind: "agreed",
              kindName: "同意",
              at: "2026-11-26T02:00:00.000Z",
              level: "community",
              levelName: "社区初评",
            },
            { kind: "notified", kindName: "告知业主", at: "2026-11-26T02:00:01.000Z" },
          ],
          objections: [
            {
              state: "filed",
              stateName: "处理中",
              level: "community",
              filedAt: "2026-12-01T02:00:00.000Z",
              answerBy: "2026-12-10T16:00:00.000Z",
            },
          ],
        },
      ],
      nextCursor: "older",
    });
  });

  it("names nobody and repeats nobody's words", async () => {
    const { get } = await openRoutes();
    const { text } = await get("/changes");
    for (const secret of [person, "陈伯", "138"]) expect(text).not.toContain(secret);
  });

  it("has no grounds where none are known, and the number of the plate where there is one", async () => {
    const none = { asOf: "", score: 0, costs: [], caps: [], rulesVersion: "" };
    const change = buildChange({ kind: "withdrawn", toStar: null, grounds: none, plateNumber: "0180030500003-261212" });
    const { get } = await openRoutes(listed({ change, objections: [] }));
    const { body } = await get("/changes");
    const [one] = (body as { readonly changes: readonly object[] }).changes;
    expect(one).toMatchObject({ kindName: "摘牌", to: null, toName: "摘牌", plateNumber: "0180030500003-261212" });
    expect(one).not.toHaveProperty("grounds");
  });

  it("hands on what is asked for, fifty at once where nothing is said", async () => {
    const { asked, get } = await openRoutes();
    await get("/changes");
    await get(
      `/changes?from=2026-01-01&to=2026-03-31&kind=up&stage=effective&area=440306018&building=${codeOf(3)}&cursor=c&limit=7`,
    );
    expect(asked).toEqual([
      { limit: 50 },
      {
        from: "2026-01-01",
        to: "2026-03-31",
        kind: "up",
        stage: "effective",
        area: "440306018",
        building: codeOf(3),
        cursor: "c",
        limit: 7,
      },
    ]);
  });

  it.each([
    ["from=2026-02-30", "from"],
    ["from=2026-11-2", "from"],
    ["from=2026-02-02&to=2026-02-01", "to"],
    ["kind=upwards", "kind"],
    ["stage=done", "stage"],
    ["area=4403060", "area"],
    ["area=440306%25", "area"],
    ["area=4403060180030500003", "area"],
    ["building=3", "building"],
    ["limit=0", "limit"],
    ["limit=201", "limit"],
    ["kind=up&kind=down", "kind"],
  ])("refuses %s and names the field", async (query, field) => {
    const { asked, get } = await openRoutes();
    expect(await get(`/changes?${query}`)).toMatchObject({
      status: 422,
      body: { code: "invalid-request", detail: expect.stringContaining(`这几项不对:${field}。`) },
    });
    expect(asked).toEqual([]);
  });

  it("refuses a foreign cursor", async () => {
    const { get } = await openRoutes();
    expect(await get("/changes?cursor=foreign")).toMatchObject({ status: 422, body: { code: "bad-cursor" } });
  });
});

describe("GET /api/stars/statistics", () => {
  it("counts in a period, in an area where one is given", async () => {
    const { get } = await openRoutes();
    const days = "from=2026-01-01&to=2026-03-31";
    expect((await get(`/statistics?${days}`)).body).toMatchObject({ from: "2026-01-01", to: "2026-03-31", up: 1 });
    expect((await get(`/statistics?${days}&area=440306`)).body).toMatchObject({ area: "440306", first: 5, areas: [] });
  });

  it.each(["", "?from=2026-01-01", "?from=2026-02-01&to=2026-01-01", "?from=2026-01-01&to=2026-03-31&area=44"])(
    "refuses %j",
    async (query) => {
      const { get } = await openRoutes();
      expect(await get(`/statistics${query}`)).toMatchObject({
        status: 422,
        body: { code: "invalid-request", detail: expect.stringContaining("from") },
      });
    },
  );
});
