import { parse } from "yaml";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ladderOf, lookAtLadder, pausedUntil } from "../../src/hazards/ladder.js";
import { parseSlaRules } from "../../src/hazards/sla.js";
import { buildHazard } from "../support/builders.js";

const rules = parseSlaRules(parse(readFileSync("templates/rules/sla.yaml", "utf8")));
const at = (text: string): Date => new Date(`2026-11-${text}:00+08:00`);

describe("the ladder of a case with four hours", () => {
  const hazard = buildHazard();
  const steps = ladderOf(hazard, rules);
  const look = (since: string, now: string) => lookAtLadder(hazard, rules, { since: at(since), now: at(now) });

  it("reminds at half-time and at the deadline", () => {
    const reminders = steps.filter((step) => step.kind === "remind").map((step) => step.at);
    expect(reminders).toEqual([at("26T11:00"), at("26T13:00")]);
  });

  it("does not remind 24 hours before a deadline that is hardly further away: the notice is fresh", () => {
    const times = (dueAt: Date): readonly Date[] =>
      ladderOf(buildHazard({ dueAt }), rules).flatMap((step) =>
        step.kind === "remind" && step.phase === "before" ? [step.at] : [],
      );
    expect(times(at("27T10:00"))).toEqual([at("26T21:30")]);
    expect(times(at("28T09:00"))).toEqual([at("27T09:00"), at("27T09:00")]);
  });

  it("tells the head and the community a day after the deadline, and supervises from the third", () => {
    const escalations = steps.filter((step) => step.kind === "escalate");
    expect(escalations[0]).toMatchObject({ to: ["head", "community"], at: at("27T13:00"), supervise: false });
    expect(escalations[1]).toMatchObject({ to: ["community"], at: at("29T13:00"), supervise: true });
  });

  it("counts working days for escalations where the district says so: over a weekend they wait", () => {
    const working = { ...rules, escalateOn: "working-days" } as const;
    const friday = buildHazard({ dueAt: at("27T13:00") });
    const first = ladderOf(friday, working).find((step) => step.kind === "escalate");
    expect(first?.at).toEqual(at("30T13:00"));
  });

  it("reminds each day after the deadline, at its hour, as long as it is open", () => {
    const found = look("28T12:00", "28T13:00");
    expect(found.reminder).toMatchObject({ phase: "after", at: at("28T13:00") });
    expect(found.nextAt).toEqual(at("29T13:00"));
  });

  it("sends only the newest of several missed reminders, but every escalation", () => {
    const found = lookAtLadder(hazard, rules, { since: at("26T09:00"), now: new Date("2026-12-05T09:00:00+08:00") });
    expect(found.reminder).toMatchObject({ phase: "after", at: new Date("2026-12-04T13:00:00+08:00") });
    expect(found.escalations).toHaveLength(3);
    expect(found.nextAt).toEqual(new Date("2026-12-05T13:00:00+08:00"));
  });

  it("does not look back past the last look", () => {
    const found = look("26T11:00", "26T12:00");
    expect(found).toMatchObject({ escalations: [], nextAt: at("26T13:00") });
    expect(found.reminder).toBeUndefined();
  });
});

describe("a pause", () => {
  it("lasts until the day promised, else for the promised hours, or until a wish for more time is answered", () => {
    expect(pausedUntil(buildHazard(), rules)).toBeUndefined();
    const promisedAt = at("26T10:00").toISOString();
    expect(pausedUntil(buildHazard({ marks: { promisedAt } }), rules)).toEqual(at("27T10:00"));
    const promisedBy = at("28T18:00").toISOString();
    expect(pausedUntil(buildHazard({ marks: { promisedAt, promisedBy } }), rules)).toEqual(at("28T18:00"));
    const asked = pausedUntil(buildHazard({ marks: { delayAskedAt: promisedAt } }), rules);
    expect(asked && asked > new Date("2099-01-01")).toBe(true);
  });
});

it("has no ladder for an emergency", () => {
  const emergency = buildHazard({ severity: "emergency" });
  expect(ladderOf(emergency, rules)).toEqual([]);
  expect(lookAtLadder(emergency, rules, { since: at("26T09:00"), now: at("28T09:00") })).toEqual({ escalations: [] });
});
