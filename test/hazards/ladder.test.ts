import { parse } from "yaml";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ladderOf, lookAtLadder } from "../../src/hazards/ladder.js";
import { parseSlaRules } from "../../src/hazards/sla.js";
import { buildHazard } from "../support/builders.js";

const rules = parseSlaRules(parse(readFileSync("templates/rules/sla.yaml", "utf8")));
const at = (text: string): Date => new Date(`2026-11-${text}:00+08:00`);

describe("the ladder of a case with four hours", () => {
  const steps = ladderOf(buildHazard(), rules);

  it("reminds at half-time, at the deadline and on later days", () => {
    const reminders = steps.filter((step) => step.kind === "remind").map((step) => step.at);
    expect(reminders.slice(0, 3)).toEqual([at("26T11:00"), at("26T13:00"), at("27T13:00")]);
  });

  it("tells the head and the community a day after the deadline", () => {
    const first = steps.find((step) => step.kind === "escalate");
    expect(first).toMatchObject({ to: ["head", "community"], at: at("27T13:00") });
  });

  it("sends only the newest of several missed reminders, but every escalation", () => {
    const look = lookAtLadder(steps, at("26T09:00"), new Date("2026-12-05T09:00:00+08:00"));
    expect(look.reminder?.phase).toBe("after");
    expect(look.escalations).toHaveLength(3);
    expect(look.nextAt).toBeUndefined();
  });

  it("does not look back past the last look", () => {
    const look = lookAtLadder(steps, at("26T11:00"), at("26T12:00"));
    expect(look).toMatchObject({ escalations: [], nextAt: at("26T13:00") });
    expect(look.reminder).toBeUndefined();
  });
});

it("has no ladder for an emergency", () => {
  expect(ladderOf(buildHazard({ severity: "emergency" }), rules)).toEqual([]);
});
