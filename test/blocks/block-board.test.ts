import { describe, expect, it } from "vitest";
import { createBlockBoard } from "../../src/blocks/block-board.js";
import { figureNames } from "../../src/blocks/block-figures.js";
import type { BlockRun, StoredBlock } from "../../src/blocks/block-store.js";

const buildBlock = (grid: string, buildings: number): StoredBlock => ({
  grid,
  street: "西乡街道",
  community: "麻布社区",
  figures: figureNames.map((name) => (name === "buildings" ? buildings : 0)),
  points: [1, 11_386_123, 2_257_456, 5, 0, 0, 0, 0],
  pointsAt: new Date("2026-11-26T09:00:00+08:00"),
});

/** A store whose run and rows a test sets; it remembers what it was asked, and is as slow as the test wants. */
function createFakeStore() {
  const asked: (BlockRun | undefined)[] = [];
  const fake = {
    run: { epoch: "a", version: 1 } satisfies BlockRun as BlockRun,
    changed: [buildBlock("44030601800302", 3), buildBlock("44030601800301", 2)] as readonly StoredBlock[],
    asked,
    refreshes: 0,
    refresh: async (): Promise<BlockRun> => {
      fake.refreshes += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
      return fake.run;
    },
    loadChanged: async (since: BlockRun | undefined) => {
      asked.push(since);
      return fake.changed;
    },
  };
  return fake;
}

const openBoard = () => {
  const store = createFakeStore();
  let now = new Date("2026-11-26T10:00:00+08:00");
  const board = createBlockBoard({ store, now: () => now });
  const read = async (): Promise<readonly string[]> =>
    (await board.read()).grids.map(({ grid, figures }) => `${grid.slice(12)}:${figures[0]}`);
  return { store, board, read, moveTo: (at: string) => (now = new Date(at)) };
};

describe("the board", () => {
  it("has the grids in order, and reads none again that did not change", async () => {
    const { store, board, read, moveTo } = openBoard();
    expect(await read()).toEqual(["01:2", "02:3"]);
    moveTo("2026-11-26T10:05:00+08:00");
    expect((await board.read()).asOf).toEqual(new Date("2026-11-26T10:05:00+08:00"));
    expect(store.asked).toEqual([undefined]);
  });

  it("takes over what changed, and leaves out a grid that lost its last building", async () => {
    const { store, read } = openBoard();
    await read();
    store.run = { epoch: "a", version: 2 };
    store.changed = [buildBlock("44030601800301", 7), buildBlock("44030601800302", 0)];
    expect(await read()).toEqual(["01:7"]);
    expect(store.asked).toEqual([undefined, { epoch: "a", version: 1 }]);
  });

  it("forgets what it knew where all was counted anew", async () => {
    const { store, read } = openBoard();
    await read();
    store.run = { epoch: "b", version: 1 };
    store.changed = [buildBlock("44030601800305", 1)];
    expect(await read()).toEqual(["05:1"]);
  });

  it("looks once more for all who ask while a look is under way, and not for each", async () => {
    const { store, read } = openBoard();
    const first = read();
    store.changed = [buildBlock("44030601800301", 2)];
    await Promise.all([first, ...Array.from({ length: 20 }, read)]);
    expect(store.refreshes).toBe(2);
  });

  it("looks again after a look that failed", async () => {
    const { store, read } = openBoard();
    const { refresh } = store;
    store.refresh = () => Promise.reject(new Error("the database is away"));
    await expect(read()).rejects.toThrow("away");
    store.refresh = refresh;
    expect(await read()).toEqual(["01:2", "02:3"]);
  });
});
