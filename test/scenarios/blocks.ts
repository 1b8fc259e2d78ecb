import { describe, expect, it } from "vitest";
import { decodeMap } from "../../src/blocks/decode-map.js";
import { eachMorning } from "../support/village-morning.js";

interface Area {
  readonly code: string;
  readonly name: string;
  readonly buildings: number;
  readonly openHazards: Readonly<Record<string, number>>;
  readonly overdue: number;
  readonly stars: Readonly<Record<string, number>>;
}

/** What the figures and the map say while a tenant reports, a deadline passes and the village is planted anew. */
export function tellTheBlocks(name: string, start: () => Promise<string>): void {
  describe(name, () => {
    const m = eachMorning(start);

    const read = async (query = "level=grid"): Promise<{ readonly asOf: string; readonly area: Area }> => {
      const response = await m.chat.request("GET", `/api/blocks?${query}`);
      const { asOf, areas } = (await response.json()) as { asOf: string; areas: Area[] };
      const [area] = areas;
      if (!area) throw new Error("there is no area");
      return { asOf, area };
    };
    const open = ({ openHazards }: Area): number => Object.values(openHazards).reduce((sum, one) => sum + one, 0);
    const loadMap = async () => {
      const response = await m.chat.request("GET", "/api/map/buildings.bin");
      return { etag: response.headers.get("etag"), map: decodeMap(new Uint8Array(await response.arrayBuffer())) };
    };

    it("counts a report at once, and its deadline when it passes", async () => {
      const before = (await read()).area;
      expect(before).toMatchObject({ name: expect.stringMatching(/^麻布社区\d\d网格$/u), buildings: 14 });
      expect(Object.values(before.stars).reduce((sum, one) => sum + one, 0)).toBe(14);
      await m.report("3栋2楼楼梯口又停了两台电鸡,堵得人都过不去");
      const after = (await read()).area;
      expect(open(after)).toBe(open(before) + 1);
      expect(after.overdue).toBe(before.overdue);
      await m.chat.setClock("2026-12-05T08:00:00+08:00");
      const late = await read("level=district");
      expect(late.area).toMatchObject({ code: "440306", name: "宝安区", buildings: 14 });
      expect(late.area.overdue).toBeGreaterThan(before.overdue);
      expect(new Date(late.asOf).getTime()).toBeGreaterThanOrEqual(Date.parse("2026-12-05T08:00:00+08:00"));
    });

    it("draws the building with its open case on the map, a moment later", async () => {
      await expect.poll(async () => (await loadMap()).map.count, { timeout: 20_000 }).toBeGreaterThan(0);
      const first = await loadMap();
      const at = Array.from({ length: first.map.count }, (_, index) => index);
      const openOf = (map: ReturnType<typeof decodeMap>): number =>
        at.reduce((sum, one) => sum + (map.open[one] ?? 0), 0);
      await m.report("3栋2楼楼梯口又停了两台电鸡,堵得人都过不去");
      await m.chat.advance(1);
      await expect.poll(async () => (await loadMap()).etag, { timeout: 20_000 }).not.toBe(first.etag);
      const later = (await loadMap()).map;
      expect(openOf(later)).toBe(openOf(first.map) + 1);
      expect(at.map((one) => later.codeAt(one))).toEqual(at.map((one) => first.map.codeAt(one)));
    });
  });
}
