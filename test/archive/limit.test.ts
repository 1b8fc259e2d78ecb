import { describe, expect, it } from "vitest";
import { createLimit } from "../../src/archive/limit.js";

describe("createLimit", () => {
  it("never runs more at once than allowed, and runs all, also after a failure", async () => {
    const limited = createLimit(2);
    let running = 0;
    let most = 0;
    const work = async (n: number): Promise<number> => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      if (n === 3) throw new Error("failed");
      return n;
    };
    const results = await Promise.allSettled(Array.from({ length: 10 }, (_, n) => limited(() => work(n))));
    expect(results.filter((one) => one.status === "fulfilled")).toHaveLength(9);
    expect(most).toBe(2);
  });
});
