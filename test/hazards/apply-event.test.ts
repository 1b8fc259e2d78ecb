import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldEvents, move, openCase, type Move } from "../../src/hazards/apply-event.js";
import { isClosed } from "../../src/hazards/hazard.js";
import { transitions } from "../../src/hazards/transitions.js";
import { buildOpening } from "../support/builders.js";
import type { HazardId, PersonId } from "../../src/shared/ids.js";

const start = new Date("2026-11-26T09:00:00+08:00");
const open = (): ReturnType<typeof openCase> =>
  openCase("h1" as HazardId, buildOpening(), { at: start, dueAt: new Date(start.getTime() + 4 * 3_600_000) });

const kinds = Object.keys(transitions).filter((kind) => kind !== "reported") as Move["kind"][];
const moves = fc.array(
  fc.record({
    kind: fc.constantFrom(...kinds),
    as: fc.constantFrom("reporter", "responsible", "staff", "bot") as fc.Arbitrary<Move["as"]>,
  }),
  { maxLength: 30 },
);

describe("a case under random moves", () => {
  it("always equals the fold of its log", () => {
    fc.assert(
      fc.property(moves, (wishes) => {
        const first = open();
        let { hazard } = first;
        const log = [first.event];
        for (const [index, wish] of wishes.entries()) {
          const step = move(hazard, { ...wish, at: new Date(start.getTime() + index * 60_000) });
          if (!step.ok) continue;
          hazard = step.value.hazard;
          log.push(step.value.event);
        }
        expect(foldEvents(log)).toEqual(hazard);
      }),
    );
  });

  it("is never closed by anyone but staff", () => {
    fc.assert(
      fc.property(moves, (wishes) => {
        let { hazard } = open();
        for (const wish of wishes) {
          const step = move(hazard, { ...wish, at: start });
          if (!step.ok) continue;
          if (isClosed(step.value.hazard) && !isClosed(hazard)) expect(wish.as).toBe("staff");
          hazard = step.value.hazard;
        }
      }),
    );
  });
});

describe("a move", () => {
  it("refuses the landlord who wants to close", () => {
    expect(move(open().hazard, { kind: "passed", as: "responsible", at: start })).toEqual({
      ok: false,
      refusal: "not-allowed",
    });
  });

  it("refuses a return of a case that nobody has called fixed", () => {
    expect(move(open().hazard, { kind: "returned", as: "staff", at: start })).toEqual({
      ok: false,
      refusal: "wrong-state",
    });
  });

  it("gives the case another kind and keeps its deadline", () => {
    const before = open().hazard;
    const data = { code: "F01", severity: "minor" } as const;
    const moved = move(before, { kind: "recategorised", as: "staff", at: start, data });
    expect(moved.ok && moved.value.hazard).toEqual({ ...before, ...data, version: 2 });
    expect(move(before, { kind: "recategorised", as: "responsible", at: start, data }).ok).toBe(false);
  });

  it("neither gives an emergency another kind nor makes one", () => {
    const wish: Move = { kind: "recategorised", as: "staff", at: start, data: { code: "F01", severity: "minor" } };
    const emergency = { ok: false, refusal: "emergency" };
    expect(move({ ...open().hazard, severity: "emergency" }, wish)).toEqual(emergency);
    expect(move(open().hazard, { ...wish, data: { code: "X01", severity: "emergency" } })).toEqual(emergency);
  });

  it("gives a closed case no other kind", () => {
    const passed = move(open().hazard, { kind: "passed", as: "staff", at: start });
    if (!passed.ok) throw new Error(passed.refusal);
    expect(move(passed.value.hazard, { kind: "recategorised", as: "staff", at: start })).toMatchObject({ ok: false });
  });

  it("keeps the day of closing when something is added to a closed case", () => {
    const passed = move(open().hazard, { kind: "passed", as: "staff", at: start });
    if (!passed.ok) throw new Error(passed.refusal);
    const added = move(passed.value.hazard, {
      kind: "supplemented",
      as: "reporter",
      at: new Date(start.getTime() + 1000),
    });
    expect(added.ok && added.value.hazard.closedAt).toEqual(start);
  });

  it("takes the closing back when the reporter says that it is not fixed", () => {
    const passed = move(open().hazard, { kind: "passed", as: "staff", at: start });
    if (!passed.ok) throw new Error(passed.refusal);
    const again = move(passed.value.hazard, { kind: "reopened", as: "reporter", actorId: "p1" as PersonId, at: start });
    expect(again.ok && again.value.hazard).toMatchObject({ state: "rectifying" });
    expect(again.ok && again.value.hazard.closedAt).toBeUndefined();
  });
});
