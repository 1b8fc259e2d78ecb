import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { BlockGrid, BlockState } from "../../src/blocks/block-board.js";
import { figureNames } from "../../src/blocks/block-figures.js";
import { decodeMap } from "../../src/blocks/decode-map.js";
import { encodeGrid } from "../../src/blocks/encode-map.js";
import { createMapPayloads } from "../../src/blocks/map-payload.js";
import { parseStreets } from "../../src/buildings/streets.js";
import { createBlocksRouter } from "../../src/http/blocks.routes.js";
import { templatePath } from "../../src/load-rules.js";
import { readYaml } from "../../src/shared/read-yaml.js";
import { openApp } from "./open-app.js";

/** A grid whose figures are all the same number, with one building on the map. */
function buildGrid(grid: string, figure: number, community = "麻布社区"): BlockGrid {
  const encoded = encodeGrid(grid, [21, 11_386_123, 2_257_456, 4, figure, 2, 1, 0]);
  const pointsAt = new Date("2026-11-26T09:00:00+08:00");
  const figures = figureNames.map(() => figure);
  return { grid, street: "西乡街道", community, figures, pointsAt, ...(encoded ? { encoded } : {}) };
}

const grids = [
  buildGrid("44030601800305", 1),
  buildGrid("44030601800306", 2),
  buildGrid("44030601800401", 4, "固戍社区"),
  buildGrid("44030602600101", 8, "石龙社区"),
];

/** The routes over a state that a test can change; `renewals` counts the looks at it. */
async function openRoutes() {
  const world = { grids, now: new Date("2026-11-26T10:00:00+08:00"), renewals: 0, isBroken: false, failures: 0 };
  const board = {
    async read(): Promise<BlockState> {
      world.renewals += 1;
      if (world.isBroken) throw new Error("the database is away");
      return { asOf: world.now, pointsAt: new Date(0), grids: world.grids };
    },
  };
  const map = createMapPayloads({
    board,
    kinds: ["urban-village"],
    restMs: 10_000,
    now: () => world.now,
    onFailed: () => (world.failures += 1),
  });
  const streets = readYaml(templatePath("rules", "streets.yaml"), parseStreets);
  const base = await openApp({ routers: [createBlocksRouter({ board, map, streets })] });
  return { world, base, wait: (ms: number) => (world.now = new Date(world.now.getTime() + ms)) };
}

const areasOf = async (url: string) => {
  const { areas } = (await (await fetch(url)).json()) as { areas: { code: string; name: string; buildings: number }[] };
  return areas.map(({ code, name, buildings }) => [code, name, buildings]);
};

describe("GET /api/blocks", () => {
  it("sums grids to communities, streets and the district, by name", async () => {
    const { base } = await openRoutes();
    const url = `${base}/api/blocks`;
    expect(await areasOf(`${url}?level=district`)).toEqual([["440306", "宝安区", 15]]);
    expect(await areasOf(url)).toEqual([
      ["440306018", "西乡街道", 7],
      ["440306026", "石岩街道", 8],
    ]);
    expect(await areasOf(`${url}?level=community&within=440306018`)).toEqual([
      ["440306018003", "麻布社区", 3],
      ["440306018004", "固戍社区", 4],
    ]);
    expect(await areasOf(`${url}?level=grid&within=440306018003`)).toEqual([
      ["44030601800305", "麻布社区05网格", 1],
      ["44030601800306", "麻布社区06网格", 2],
    ]);
    expect(await areasOf(`${url}?level=grid&within=440306099`)).toEqual([]);
  });

  it("tells the figures, their shares and the instant", async () => {
    const { base, world } = await openRoutes();
    const response = await fetch(`${base}/api/blocks?level=grid&within=44030601800305`);
    expect(await response.json()).toMatchObject({
      level: "grid",
      within: "44030601800305",
      asOf: world.now.toISOString(),
      areas: [
        {
          people: { tenant: 1 },
          stars: { "5": 1, withdrawn: 1, unrated: 1 },
          openHazards: { emergency: 1 },
          last30Days: { opened: 1, selfDeclaredShare: 1, onTimeShare: 1 },
        },
      ],
    });
  });

  it("answers 304 while no figure changes, however late it is", async () => {
    const { base, world, wait } = await openRoutes();
    const url = `${base}/api/blocks?level=district`;
    const etag = (await fetch(url)).headers.get("etag") ?? "";
    const again = async (): Promise<number> => (await fetch(url, { headers: { "if-none-match": etag } })).status;
    wait(60_000);
    expect(await again()).toBe(304);
    world.grids = [...grids, buildGrid("44030602600102", 1)];
    expect(await again()).toBe(200);
  });

  it.each(["level=city", "within=44030", "within=4403060180", "level=street&within=440306018003", "within=宝安"])(
    "refuses %s and says in Chinese what is meant",
    async (query) => {
      const { base } = await openRoutes();
      const response = await fetch(`${base}/api/blocks?${query}`);
      expect(response.status).toBe(422);
      expect(response.headers.get("content-type")).toContain("application/problem+json");
      const problem: unknown = await response.json();
      expect(problem).toMatchObject({ code: "invalid-request", detail: expect.stringContaining("网格(14位)") });
    },
  );
});

describe("GET /api/map/buildings.bin", () => {
  const load = async (base: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${base}/api/map/buildings.bin`, { headers });
    const { status } = response;
    return {
      status,
      etag: response.headers.get("etag") ?? "",
      response,
      bytes: Buffer.from(await response.arrayBuffer()),
    };
  };

  it("is one binary of all buildings, the same in each encoding, which has a tag of its own", async () => {
    const { base } = await openRoutes();
    const all = await Promise.all(
      ["identity", "gzip", "br, gzip"].map((one) => load(base, { "accept-encoding": one })),
    );
    for (const { bytes, response } of all) {
      expect(decodeMap(bytes)).toMatchObject({ count: 4, kinds: ["urban-village"] });
      expect(decodeMap(bytes).codeAt(3)).toBe("4403060260010100021");
      expect(response.headers.get("vary")).toMatch(/accept-encoding/iu);
      expect(response.headers.get("cache-control")).toBe("no-cache");
    }
    expect(all.map(({ response }) => response.headers.get("content-encoding"))).toEqual([null, "gzip", "br"]);
    expect(new Set(all.map(({ etag }) => etag)).size).toBe(3);
    expect(all.every(({ etag }) => etag.startsWith('"'))).toBe(true);
  });

  it("is kept compressed by both ways", async () => {
    const { world } = await openRoutes();
    const map = createMapPayloads({
      board: { read: async () => ({ asOf: world.now, pointsAt: world.now, grids }) },
      kinds: [],
      restMs: 0,
      now: () => world.now,
      onFailed: () => undefined,
    });
    const { raw, gzip, brotli } = await map.current();
    expect(gunzipSync(gzip).equals(raw)).toBe(true);
    expect(brotliDecompressSync(brotli).equals(raw)).toBe(true);
  });

  it("answers 304 to the tag of the same encoding only", async () => {
    const { base } = await openRoutes();
    const { etag } = await load(base, { "accept-encoding": "gzip" });
    expect((await load(base, { "accept-encoding": "gzip", "if-none-match": etag })).status).toBe(304);
    expect((await load(base, { "accept-encoding": "br", "if-none-match": etag })).status).toBe(200);
  });

  it("makes nobody wait for a change: who asks first gets what stood, who asks next gets the new one", async () => {
    const { base, world, wait } = await openRoutes();
    const first = await load(base);
    world.grids = [...grids, buildGrid("44030602600102", 1)];
    wait(9999);
    await load(base);
    expect(world.renewals).toBe(1);
    wait(1);
    expect((await load(base)).etag).toBe(first.etag);
    expect(world.renewals).toBe(2);
    await expect.poll(async () => (await load(base)).etag).not.toBe(first.etag);
    expect(world.renewals).toBe(2);
  });

  it("looks once for all who come before there is one", async () => {
    const { base, world } = await openRoutes();
    const all = await Promise.all(Array.from({ length: 10 }, () => load(base)));
    expect(new Set(all.map(({ etag }) => etag)).size).toBe(1);
    expect(world.renewals).toBe(1);
  });

  it("keeps what stands where it cannot be renewed, and says so", async () => {
    const { base, world, wait } = await openRoutes();
    const first = await load(base);
    world.isBroken = true;
    wait(10_000);
    expect((await load(base)).etag).toBe(first.etag);
    await expect.poll(() => world.failures).toBe(1);
    expect((await load(base)).status).toBe(200);
  });
});
