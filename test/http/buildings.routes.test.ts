import { describe, expect, it } from "vitest";
import type {
  ConversationArchive,
  ConversationEntry,
  ConversationQuery,
} from "../../src/archive/conversation-archive.js";
import type { Building } from "../../src/buildings/building.js";
import type { BuildingSummary } from "../../src/http/building-overview.js";
import { createBuildingsRouter } from "../../src/http/buildings.routes.js";
import type { BuildingCode, MediaId, MessageId } from "../../src/shared/ids.js";
import { err, ok } from "../../src/shared/result.js";
import { codeOf } from "../support/builders.js";
import { buildBuilding } from "../support/context-builders.js";
import { openApp } from "./open-app.js";

const entry: ConversationEntry = {
  messageId: "00000000-0000-7000-8000-0000000000ab" as MessageId,
  chat: "g1",
  groupName: "华侨新村1-5栋群",
  senderName: "3栋502小王",
  text: "楼梯口又停了两台电鸡",
  kind: "text",
  sentAt: new Date("2026-11-26T09:00:00+08:00"),
  reason: "text",
  detail: "3栋",
  media: [{ id: "00000000-0000-7000-8000-0000000000cd" as MediaId, mime: "image/jpeg" }],
  isOwn: false,
};

const summary = (serial: number): BuildingSummary => {
  const { code, name, estate, address } = buildBuilding(serial);
  return { code, name, estate, address, openHazards: serial };
};

/** The routes over fourteen buildings of the sample village; building 3 has one line in its file. */
async function openRoutes(): Promise<{ readonly base: string; readonly asked: ConversationQuery[] }> {
  const asked: ConversationQuery[] = [];
  const archive: ConversationArchive = {
    async findConversation(wanted) {
      asked.push(wanted);
      return wanted.cursor === "foreign" ? err("bad-cursor") : ok({ entries: [entry], nextCursor: "older" });
    },
  };
  const all = Array.from({ length: 14 }, (_, index) => summary(index + 1));
  const router = createBuildingsRouter({
    archive,
    overview: {
      listBuildings: async ({ after = "", limit }) => all.filter(({ code }) => code > after).slice(0, limit),
    },
    directory: {
      findBuildings: async (codes) =>
        new Map<BuildingCode, Building>(
          codes.filter((code) => code === codeOf(3)).map((code) => [code, buildBuilding(3)]),
        ),
    },
  });
  return { base: await openApp({ routers: [router] }), asked };
}

const get = async (url: string): Promise<{ readonly status: number; readonly body: unknown }> => {
  const response = await fetch(url);
  return { status: response.status, body: await response.json() };
};

describe("GET /api/buildings/{code}/conversation", () => {
  it("gives the lines with the reason of their link, and where older ones begin", async () => {
    const { base, asked } = await openRoutes();
    const { status, body } = await get(`${base}/api/buildings/${codeOf(3)}/conversation`);
    expect(status).toBe(200);
    expect(body).toEqual({ entries: [{ ...entry, sentAt: "2026-11-26T01:00:00.000Z" }], nextCursor: "older" });
    expect(asked).toEqual([{ code: codeOf(3), limit: 50 }]);
  });

  it("hands on search, cursor and limit", async () => {
    const { base, asked } = await openRoutes();
    await get(`${base}/api/buildings/${codeOf(3)}/conversation?q=${encodeURIComponent("电鸡")}&cursor=older&limit=7`);
    expect(asked).toEqual([{ code: codeOf(3), query: "电鸡", cursor: "older", limit: 7 }]);
  });

  it("refuses a code that has not 19 digits", async () => {
    const { base } = await openRoutes();
    for (const code of ["3", "3%E6%A0%8B", `${codeOf(3)}0`, "x".repeat(19)]) {
      expect(await get(`${base}/api/buildings/${code}/conversation`), code).toMatchObject({
        status: 422,
        body: { code: "invalid-request", detail: expect.stringContaining("19 位") },
      });
    }
  });

  it("does not know a building that is not in the directory", async () => {
    const { base, asked } = await openRoutes();
    expect(await get(`${base}/api/buildings/${codeOf(99)}/conversation`)).toMatchObject({
      status: 404,
      body: { code: "unknown-building" },
    });
    expect(asked).toEqual([]);
  });

  it.each(["limit=0", "limit=201", "limit=many", "limit=1.5", `q=${"x".repeat(201)}`, "q=a&q=b"])(
    "refuses ?%s",
    async (query) => {
      const { base } = await openRoutes();
      expect(await get(`${base}/api/buildings/${codeOf(3)}/conversation?${query}`)).toMatchObject({ status: 422 });
    },
  );

  it("refuses a cursor that the archive did not give out", async () => {
    const { base } = await openRoutes();
    expect(await get(`${base}/api/buildings/${codeOf(3)}/conversation?cursor=foreign`)).toMatchObject({
      status: 422,
      body: { code: "bad-cursor" },
    });
  });
});

describe("GET /api/buildings", () => {
  it("lists all buildings by pages, each once", async () => {
    const { base } = await openRoutes();
    const codes: string[] = [];
    for (let cursor: string | undefined = ""; cursor !== undefined;) {
      const page = (await get(`${base}/api/buildings?limit=5${cursor && `&cursor=${cursor}`}`)).body as {
        readonly buildings: readonly BuildingSummary[];
        readonly nextCursor?: string;
      };
      codes.push(...page.buildings.map(({ code }) => code));
      cursor = page.nextCursor;
    }
    expect(codes).toEqual(Array.from({ length: 14 }, (_, index) => codeOf(index + 1)));
  });

  it("has no next page when the last one is full", async () => {
    const { base } = await openRoutes();
    expect((await get(`${base}/api/buildings?limit=14`)).body).not.toHaveProperty("nextCursor");
  });

  it("refuses a cursor that is no building code", async () => {
    const { base } = await openRoutes();
    expect(await get(`${base}/api/buildings?cursor=1`)).toMatchObject({ status: 422 });
  });
});
