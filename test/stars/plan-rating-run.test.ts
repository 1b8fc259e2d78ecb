import { describe, expect, it } from "vitest";
import { planRatingRun } from "../../src/stars/plan-rating-run.js";

const night = (day: string): Date => new Date(`${day}T02:00:00+08:00`);
const plan = (data: unknown, day: string, rulesVersion = "1") =>
  planRatingRun(JSON.parse(JSON.stringify(data)), { now: night(day), rulesVersion });

describe("planRatingRun", () => {
  it("begins with all buildings, then looks at what changed, with an hour of overlap", () => {
    const first = plan({}, "2026-11-26");
    expect(first.scope).toEqual({ kind: "all" });
    const second = plan(first.data, "2026-11-27");
    expect(second.scope).toEqual({ kind: "changed", since: new Date("2026-11-26T01:00:00+08:00") });
    expect(plan(second.data, "2026-11-28").scope).toEqual({
      kind: "changed",
      since: new Date("2026-11-27T01:00:00+08:00"),
    });
  });

  it("looks at all again after a week, under other rules, and where the clock went back", () => {
    let { data } = plan({}, "2026-11-26");
    for (const day of ["2026-11-27", "2026-11-30", "2026-12-02"]) ({ data } = plan(data, day));
    expect(plan(data, "2026-12-03").scope.kind).toBe("all");
    expect(plan(data, "2026-12-02", "2").scope.kind).toBe("all");
    expect(plan(data, "2026-11-20").scope.kind).toBe("all");
    expect(plan({ at: "x" }, "2026-12-03").scope.kind).toBe("all");
  });
});
