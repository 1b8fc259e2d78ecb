import { existsSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { placeInRun } from "./longest-first.js";

describe("the order of the run", () => {
  it("starts the longest first, and leaves the others in theirs", () => {
    const paths = ["shared/result.test.ts", "scenarios/kill.test.ts", "archive/inbox.test.ts", "bench/year.test.ts"];
    expect(paths.toSorted((a, b) => placeInRun(a) - placeInRun(b))).toEqual([
      "bench/year.test.ts",
      "scenarios/kill.test.ts",
      "shared/result.test.ts",
      "archive/inbox.test.ts",
    ]);
  });

  it("names files that are there", () => {
    expect(existsSync("test/bench/year.test.ts")).toBe(true);
    const places = readdirSync("test/scenarios").map((name) => placeInRun(`scenarios/${name}`));
    expect(new Set(places)).toEqual(new Set([1, 2, 3]));
  });
});
