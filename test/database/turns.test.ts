import { describe, expect, it } from "vitest";
import { createTurns } from "../../src/database/turns.js";

describe("createTurns", () => {
  it("starts the next work when the one before has settled, also when it failed", async () => {
    const turns = createTurns();
    const seen: string[] = [];
    const work =
      (name: string, fails = false) =>
      async () => {
        seen.push(`${name} begins`);
        await Promise.resolve();
        seen.push(`${name} ends`);
        if (fails) throw new Error(name);
        return name;
      };
    const results = await Promise.allSettled([turns(work("a")), turns(work("b", true)), turns(work("c"))]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(seen).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
  });
});
