import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inBatches } from "../../src/shared/in-batches.js";

async function* each(items: readonly number[]): AsyncGenerator<number> {
  yield* items;
}

describe("inBatches", () => {
  it("gives all items in their order, in full batches but for the last", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer()), fc.integer({ min: 1, max: 5 }), async (items, size) => {
        const batches: (readonly number[])[] = [];
        for await (const batch of inBatches(each(items), size)) batches.push(batch);
        expect(batches.flat()).toEqual(items);
        expect(batches.slice(0, -1).every((batch) => batch.length === size)).toBe(true);
        expect(batches.every((batch) => batch.length > 0)).toBe(true);
      }),
    );
  });
});
