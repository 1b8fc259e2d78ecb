import { describe, expect, it } from "vitest";
import { type CountedModule, describeSummary, summarise } from "./summary-reporter.js";

const module = (states: readonly string[], errors: readonly unknown[] = []): CountedModule => ({
  children: { allTests: () => states.map((state, i) => ({ fullName: `test ${i}`, result: () => ({ state }) })) },
  errors: () => errors,
});

describe("summarise", () => {
  it("counts what passed, failed and did not run", () => {
    expect(summarise([module(["passed", "failed"]), module(["passed", "skipped"])], 0)).toEqual({
      passed: 2,
      failed: 1,
      skipped: ["test 1"],
    });
  });

  it("counts a file that did not load and an error outside any test as failures", () => {
    expect(summarise([module([], [new Error("syntax")])], 1)).toEqual({ passed: 0, failed: 2, skipped: [] });
  });
});

describe("describeSummary", () => {
  const missing = [{ name: "Redis", variable: "TEST_REDIS_URL" }];

  it("names the missing part and the tests that did not run", () => {
    const text = describeSummary({ passed: 3, failed: 0, skipped: ["the pacer > shares"] }, missing);
    expect(text).toContain("everything that needs Redis (TEST_REDIS_URL is not set)");
    expect(text).toContain("not run: the pacer > shares");
  });

  it("ends with the line that build servers read", () => {
    const text = describeSummary({ passed: 3, failed: 1, skipped: [] }, []);
    expect(text.trimEnd().split("\n").at(-1)).toBe("3 passed, 1 failed");
  });
});
