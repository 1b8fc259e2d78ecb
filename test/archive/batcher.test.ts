import { describe, expect, it } from "vitest";
import { createBatcher } from "../../src/archive/batcher.js";

interface Item {
  readonly key: string;
  readonly n: number;
}

/** A batcher whose batches end when the test says so. */
function setUp(lanes: number, batchSize = 1000) {
  const running: { readonly batch: readonly Item[]; readonly end: () => Promise<void> }[] = [];
  const batcher = createBatcher<Item>({
    lanes,
    batchSize,
    keyOf: (item) => item.key,
    run: (batch) =>
      new Promise((resolve) => {
        running.push({
          batch,
          end: async () => {
            running.splice(
              running.findIndex((one) => one.batch === batch),
              1,
            );
            resolve();
            await new Promise((after) => setImmediate(after));
          },
        });
      }),
  });
  const underWay = (): string[] => running.map(({ batch }) => batch.map((item) => `${item.key}${item.n}`).join(" "));
  return { batcher, running, underWay };
}

describe("createBatcher", () => {
  it("begins at once with one item and then takes all that waits", async () => {
    const { batcher, running, underWay } = setUp(1);
    for (let n = 1; n <= 4; n += 1) batcher.add({ key: "a", n });
    expect(underWay()).toEqual(["a1"]);
    await running[0]?.end();
    expect(underWay()).toEqual(["a2 a3 a4"]);
    await running[0]?.end();
    expect(batcher.isIdle()).toBe(true);
  });

  it("never has items of one key in two batches at once", async () => {
    const { batcher, running, underWay } = setUp(2);
    batcher.add({ key: "a", n: 1 });
    batcher.add({ key: "a", n: 2 });
    expect(underWay()).toEqual(["a1"]);
    batcher.add({ key: "b", n: 1 });
    expect(underWay()).toEqual(["a1", "b1"]);
    batcher.add({ key: "b", n: 2 });
    await running[0]?.end();
    expect(underWay()).toEqual(["b1", "a2"]);
  });

  it("has no more batches under way than lanes", () => {
    const { batcher, underWay } = setUp(2);
    for (const key of ["a", "b", "c"]) batcher.add({ key, n: 1 });
    expect(underWay()).toEqual(["a1", "b1"]);
  });

  it("keeps to the batch size", async () => {
    const { batcher, running, underWay } = setUp(1, 2);
    for (let n = 1; n <= 4; n += 1) batcher.add({ key: "a", n });
    await running[0]?.end();
    expect(underWay()).toEqual(["a2 a3"]);
    await running[0]?.end();
    expect(underWay()).toEqual(["a4"]);
  });
});
