import { describe, expect, it } from "vitest";
import type { Consequence } from "../../src/stars/consequence.js";
import type { ConsequenceEntry } from "../../src/stars/consequence-entry.js";
import { planConsequences } from "../../src/stars/plan-consequences.js";
import type { StarChange } from "../../src/stars/star-change.js";
import { codeOf } from "../support/builders.js";
import { buildChange, rules } from "./star-builders.js";

const now = new Date("2026-12-11T00:00:00+08:00");
const buildEntry = (kind: Consequence): ConsequenceEntry => ({
  id: `e-${kind}`,
  buildingCode: codeOf(3),
  changeId: "c0",
  kind,
  grantedAt: new Date("2026-10-01T00:00:00+08:00"),
});
const plan = (over: Partial<StarChange>, ...open: readonly Consequence[]): readonly string[] =>
  planConsequences(buildChange({ stage: "effective", effectiveAt: now, ...over }), open.map(buildEntry), {
    rules,
    now,
  }).map((write) => (write.kind === "granted" ? `+${write.entry.kind}` : `-${write.kind === "ended" ? write.id : ""}`));

describe("planConsequences", () => {
  it.each([
    ["a fall asks a person to act", { kind: "down", toStar: 2 }, [], ["+interview"]],
    ["a deeper one asks for more", { kind: "down", toStar: 1 }, [], ["+interview", "+supervision-order"]],
    ["a withdrawn plate", { kind: "withdrawn", toStar: null }, [], ["+supervision-order", "+referral"]],
    ["a bad first star", { kind: "first", fromStar: null, toStar: 2 }, [], ["+interview"]],
    ["what is open is not asked twice", { kind: "down", toStar: 1 }, ["interview"], ["+supervision-order"]],
    ["a rise asks nobody", { kind: "up", fromStar: 1, toStar: 2 }, ["interview"], []],
    ["a rise lets go what it no longer asks", { kind: "up", fromStar: 2, toStar: 3 }, ["interview"], ["-e-interview"]],
    ["a good star grants", { kind: "up", fromStar: 4, toStar: 5 }, ["green-lane"], ["+recommended-list"]],
    [
      "a fall takes away",
      { kind: "down", fromStar: 5, toStar: 4 },
      ["green-lane", "recommended-list"],
      ["-e-recommended-list"],
    ],
    ["three stars grant and ask nothing", { kind: "down", fromStar: 4, toStar: 3 }, ["green-lane"], ["-e-green-lane"]],
  ] as const)("%s", (...[, over, open, wanted]) => {
    expect(plan(over, ...open)).toEqual(wanted);
  });

  it("is dated by the change, and brings nothing while the change is on its way", () => {
    const effectiveAt = new Date("2026-12-10T00:00:00+08:00");
    const change = buildChange({ kind: "down", toStar: 2, stage: "effective", effectiveAt });
    expect(planConsequences(change, [], { rules, now })).toEqual([
      {
        kind: "granted",
        entry: {
          id: expect.any(String),
          buildingCode: codeOf(3),
          changeId: change.id,
          kind: "interview",
          grantedAt: effectiveAt,
        },
      },
    ]);
    expect(plan({ stage: "publicised", toStar: 2 })).toEqual([]);
  });
});
