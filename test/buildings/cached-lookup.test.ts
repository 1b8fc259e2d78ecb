import { describe, expect, it } from "vitest";
import { createCachedLookup } from "../../src/buildings/cached-lookup.js";

function setUp() {
  const asked: string[][] = [];
  const lookup = createCachedLookup<string, string, string>({
    keyOf: (key) => key,
    load: async (keys) => {
      asked.push([...keys]);
      return new Map(keys.filter((key) => key !== "nobody").map((key) => [key, key.toUpperCase()]));
    },
    max: 100,
    ttlMs: 60_000,
  });
  return { lookup, asked };
}

describe("createCachedLookup", () => {
  it("asks for what is not known, once", async () => {
    const { lookup, asked } = setUp();
    expect(await lookup.findMany(["a", "b", "a"])).toEqual(
      new Map([
        ["a", "A"],
        ["b", "B"],
      ]),
    );
    expect(await lookup.findMany(["b", "c"])).toEqual(
      new Map([
        ["b", "B"],
        ["c", "C"],
      ]),
    );
    expect(asked).toEqual([["a", "b"], ["c"]]);
  });

  it("puts what is asked in one moment into one question", async () => {
    const { lookup, asked } = setUp();
    const found = await Promise.all([lookup.findMany(["a"]), lookup.findMany(["b"]), lookup.findMany(["a", "c"])]);
    expect(found.map((one) => [...one.values()])).toEqual([["A"], ["B"], ["A", "C"]]);
    expect(asked).toEqual([["a", "b", "c"]]);
  });

  it("remembers that there is no answer", async () => {
    const { lookup, asked } = setUp();
    for (let round = 0; round < 2; round += 1) expect((await lookup.findMany(["nobody"])).size).toBe(0);
    expect(asked).toHaveLength(1);
  });

  it("keeps no answer that was on its way when it was told to forget", async () => {
    const { lookup, asked } = setUp();
    const first = lookup.findMany(["a"]);
    await Promise.resolve();
    await Promise.resolve();
    lookup.clear();
    expect((await first).get("a")).toBe("A");
    await lookup.findMany(["a"]);
    expect(asked).toHaveLength(2);
  });

  it("asks again after a failure", async () => {
    let isAway = true;
    const lookup = createCachedLookup<string, string, string>({
      keyOf: (key) => key,
      load: async (keys) => {
        if (isAway) throw new Error("away");
        return new Map(keys.map((key) => [key, key]));
      },
      max: 10,
      ttlMs: 60_000,
    });
    await expect(lookup.findMany(["a"])).rejects.toThrow("away");
    isAway = false;
    expect((await lookup.findMany(["a"])).get("a")).toBe("a");
  });
});
