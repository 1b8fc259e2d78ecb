import { describe, expect, it } from "vitest";
import type { CallMade, EmergencyCall } from "../../src/emergencies/emergency-call.js";
import { nextCall, type PeopleByLevel } from "../../src/emergencies/next-call.js";
import type { PersonId } from "../../src/shared/ids.js";
import { buildCall, shippedEmergencies } from "../support/emergency-builders.js";

const { chain } = shippedEmergencies;
const id = (name: string): PersonId => name as PersonId;
const people: PeopleByLevel = {
  grid_worker: [id("worker")],
  colleagues: [id("near"), id("far")],
  community: [id("community")],
  street: [id("street")],
};
const start = new Date("2026-11-26T02:00:00+08:00");
const after = (minutes: number): Date => new Date(start.getTime() + minutes * 60_000);
const made = (
  [round, level]: readonly [number, CallMade["level"]],
  minutes: number,
  to: readonly string[],
): CallMade => ({
  round,
  level,
  at: after(minutes).toISOString(),
  to: to.map(id),
});
const withCalls = (...calls: readonly CallMade[]): EmergencyCall => buildCall({ startedAt: start, calls });

/** Lets the minutes go by without an answer; says who was called when. */
function ringAll(among: PeopleByLevel): readonly string[] {
  const told: string[] = [];
  const calls: CallMade[] = [];
  for (let minute = 0; minute < 60; minute += 1) {
    const next = nextCall(withCalls(...calls), among, { chain, now: after(minute) });
    if (next.kind === "unanswered") return [...told, `${minute} unanswered`];
    if (next.kind !== "call") continue;
    told.push(`${minute} ${next.round} ${next.level} ${next.to.join("+")}`);
    calls.push(made([next.round, next.level], minute, next.to));
  }
  return told;
}

describe("nextCall", () => {
  it("calls level after level, two minutes apart, in rounds, and gives up after the last", () => {
    const round = (number: number): readonly string[] => {
      const from = (number - 1) * 8;
      return [
        `${from} ${number} grid_worker worker`,
        `${from + 2} ${number} colleagues near+far`,
        `${from + 4} ${number} community community`,
        `${from + 6} ${number} street street`,
      ];
    };
    expect(ringAll(people)).toEqual([...round(1), ...round(2), ...round(3), "24 unanswered"]);
  });

  it("goes past levels without people at once, and gives up where there is nobody at all", () => {
    expect(ringAll({ ...people, colleagues: [], street: [] }).slice(0, 3)).toEqual([
      "0 1 grid_worker worker",
      "2 1 community community",
      "4 2 grid_worker worker",
    ]);
    expect(ringAll({ grid_worker: [], colleagues: [], community: [], street: [] })).toEqual(["0 unanswered"]);
  });

  it("calls nobody twice in a round, and never who wrote", () => {
    const both = { ...people, community: [id("worker"), id("writer")], street: [id("worker")] };
    const call = { ...withCalls(made([1, "grid_worker"], 0, ["worker"]), made([1, "colleagues"], 2, ["near", "far"])) };
    const next = nextCall({ ...call, writerId: id("writer") }, both, { chain, now: after(4) });
    expect(next).toMatchObject({ kind: "call", round: 2, level: "grid_worker" });
  });

  it("calls at most so many of one level", () => {
    const many = { ...people, colleagues: Array.from({ length: 40 }, (_, at) => id(`c${at}`)) };
    const next = nextCall(withCalls(made([1, "grid_worker"], 0, ["worker"])), many, { chain, now: after(2) });
    expect(next).toMatchObject({ kind: "call", to: many.colleagues.slice(0, chain.mostAtLevel) });
  });

  it("counts those of the house for no level", () => {
    const call = withCalls(made([1, "grid_worker"], 0, ["worker"]), made([1, "beside"], 1, ["head"]));
    expect(nextCall(call, people, { chain, now: after(1) })).toEqual({ kind: "wait", until: after(2) });
    expect(nextCall(call, people, { chain, now: after(2) })).toMatchObject({ level: "colleagues" });
  });

  it("is over once somebody answered, and once it was given up", () => {
    const call = withCalls(made([1, "grid_worker"], 0, ["worker"]));
    const answered = { ...call, answer: { by: id("worker"), at: after(1) } };
    expect(nextCall(answered, people, { chain, now: after(9) })).toEqual({ kind: "over" });
    expect(nextCall({ ...call, unansweredAt: after(3) }, people, { chain, now: after(9) })).toEqual({ kind: "over" });
  });

  it("goes on after a short standstill, from then on in its pace, and startles nobody after a long one", () => {
    const call = withCalls(made([1, "grid_worker"], 0, ["worker"]));
    expect(nextCall(call, people, { chain, now: after(30) })).toMatchObject({ kind: "call", level: "colleagues" });
    expect(nextCall(call, people, { chain, now: after(90) })).toEqual({ kind: "unanswered", isLate: true });
  });
});
