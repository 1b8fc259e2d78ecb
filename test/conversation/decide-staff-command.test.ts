import { describe, expect, it } from "vitest";
import { decide } from "../../src/conversation/decide.js";
import type { Reading } from "../../src/understanding/reading.js";
import { buildHazard } from "../support/builders.js";
import { buildContext, buildReading, people } from "../support/context-builders.js";
import { buildDirect } from "../support/message-builders.js";

const direct = buildDirect();
const extend = { intent: "command", command: { kind: "extend", reason: "给到下周一" } } as const;

describe("a command in words of its own", () => {
  const say = (reading: Partial<Reading>, text = "给到下周一"): readonly string[] =>
    decide(
      buildContext({
        message: { ...direct, text },
        sender: people.worker,
        cases: [{ hazard: buildHazard({ responsibleId: people.landlord.id }), reporterIds: [people.tenant.id] }],
        reading: buildReading(reading),
      }),
    ).lines.map(({ template }) => template);

  it("is asked about where it names no case, though there is only one", () => {
    expect(say({ ...extend, isGuessedCommand: true })).toEqual(["ask-which-case"]);
  });

  it("is carried out where the building is named, and in known words always", () => {
    const named = { ...extend, isGuessedCommand: true, places: [{ building: "3栋" }] } as const;
    expect(say(named)).toContain("done-extend");
    expect(say(extend)).toContain("done-extend");
  });
});
