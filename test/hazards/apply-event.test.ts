import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldEvents, move, openCase, possibleMoves, snapshotOf, type Move } from "../../src/hazards/apply-event.js";
import { type Hazard, isClosed } from "../../src/hazards/hazard.js";
import { transitions } from "../../src/hazards/transitions.js";
import { buildOpening } from "../support/builders.js";
import type { Severity } from "../../src/understanding/reading.js";
import type { HazardId, PersonId } from "../../src/shared/ids.js";

const start = new Date("2026-11-26T09:00:00+08:00");
const open = (): ReturnType<typeof openCase> =>
  openCase("h1" as HazardId, buildOpening(), { at: start, dueAt: new Date(start.getTime() + 4 * 3_600_000) });

const kinds = Object.keys(transitions).filter((kind) => kind !== "reported") as Move["kind"][];
const actors = ["reporter", "responsible", "head", "staff", "supervisor", "bot"] as const;
const wishes = fc.array(
  fc.record({
    kind: fc.constantFrom(...kinds),
    as: fc.constantFrom(...actors),
    actorId: fc.constantFrom("p1", "p2") as fc.Arbitrary<PersonId>,
    hours: fc.integer({ min: 0, max: 50 }),
    dueIn: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
    until: fc.option(fc.constantFrom("2026-11-27T00:00:00.000Z", "2026-12-03T00:00:00.000Z"), { nil: undefined }),
  }),
  { maxLength: 40 },
);
const severities = fc.constantFrom("minor", "major", "critical", "emergency") as fc.Arbitrary<Severity>;

/** Lets a case live through the wishes; returns every step that was not refused, with the case before it. */
function live(severity: Severity, list: readonly (typeof wishes extends fc.Arbitrary<infer W> ? W : never)[number][]) {
  const first = openCase("h1" as HazardId, buildOpening({ severity }), { at: start });
  let { hazard } = first;
  let at = start;
  const log = [first.event];
  const steps: { readonly before: Hazard; readonly after: Hazard; readonly wish: Move }[] = [];
  for (const { hours, dueIn, until, ...rest } of list) {
    at = new Date(at.getTime() + hours * 3_600_000);
    const undo = rest.kind === "undone" && log.length > 1;
    const data = {
      ...(dueIn ? { dueAt: new Date(at.getTime() + dueIn * 3_600_000).toISOString() } : {}),
      ...(until ? { until } : {}),
      ...(undo ? { undoes: log.at(-1)?.seq ?? 0, before: snapshotOf(steps.at(-1)?.before ?? hazard) } : {}),
    };
    const wish: Move = { ...rest, at, data };
    const step = move(hazard, wish);
    if (!step.ok) continue;
    steps.push({ before: hazard, after: step.value.hazard, wish });
    hazard = step.value.hazard;
    log.push(step.value.event);
  }
  return { hazard, log, steps };
}

describe("a case under random moves", () => {
  it("always equals the fold of its log, as it is stored too", () => {
    fc.assert(
      fc.property(severities, wishes, (severity, list) => {
        const { hazard, log } = live(severity, list);
        expect(foldEvents(log)).toEqual(hazard);
        const stored = log.map((event) => ({ ...event, data: JSON.parse(JSON.stringify(event.data)) }));
        expect(foldEvents(stored)).toEqual(hazard);
      }),
    );
  });

  it("never leaves the table: a state follows only from where the table lets it", () => {
    fc.assert(
      fc.property(severities, wishes, (severity, list) => {
        for (const { before, after, wish } of live(severity, list).steps) {
          const { from, to } = transitions[wish.kind];
          expect(from).toContain(before.state);
          if (wish.kind !== "undone") expect(after.state).toBe(to ?? before.state);
          expect(after.closedAt !== undefined).toBe(isClosed(after));
          expect(after.version).toBe(before.version + 1);
        }
      }),
    );
  });

  it("is never closed by anyone but staff, and ended by a reporter only where it is no emergency", () => {
    fc.assert(
      fc.property(severities, wishes, (severity, list) => {
        for (const { before, after, wish } of live(severity, list).steps) {
          if (!isClosed(after) || isClosed(before)) continue;
          expect(wish.as).toBeOneOf(
            after.state === "withdrawn" ? ["reporter", "staff", "supervisor"] : ["staff", "supervisor"],
          );
          if (severity === "emergency") expect(wish.as).toBeOneOf(["staff", "supervisor"]);
        }
      }),
    );
  });

  it("is never passed by the bot, and an emergency is never moved on by time but upwards", () => {
    fc.assert(
      fc.property(severities, wishes, (severity, list) => {
        for (const { before, after, wish } of live(severity, list).steps) {
          if (wish.as !== "bot") continue;
          expect(isClosed(after)).toBe(isClosed(before));
          if (severity === "emergency")
            expect(["notified", "supervised", "escalated", "unanswered"]).toContain(wish.kind);
        }
      }),
    );
  });

  it("is taken back to exactly what it was by an undone entry", () => {
    fc.assert(
      fc.property(severities, wishes, (severity, list) => {
        const { steps } = live(severity, list);
        const last = steps.at(-1);
        if (!last || last.wish.kind === "undone") return;
        const { before, after } = last;
        const data = { undoes: after.version, before: snapshotOf(before) };
        const undone = move(after, { kind: "undone", as: "staff", at: start, data });
        expect(undone.ok && undone.value.hazard).toEqual({ ...before, version: after.version + 1 });
      }),
    );
  });

  it("says what is possible: each such move is accepted, every other refused", () => {
    fc.assert(
      fc.property(severities, wishes, fc.constantFrom(...actors), (severity, list, as) => {
        const { hazard } = live(severity, list);
        const possible = possibleMoves(hazard, as, start);
        for (const kind of kinds) expect(move(hazard, { kind, as, at: start }).ok).toBe(possible.includes(kind));
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

  it("lets the head look first only where the hazard is 一般", () => {
    const { hazard } = open();
    expect(move(hazard, { kind: "accepted", as: "head", at: start }).ok).toBe(false);
    expect(move({ ...hazard, severity: "minor" }, { kind: "accepted", as: "head", at: start }).ok).toBe(true);
  });

  it("wants another person or another day for the recheck of a 重大 hazard", () => {
    const critical = { ...open().hazard, severity: "critical" } as const;
    const worker = "w1" as PersonId;
    const accepted = move(critical, { kind: "accepted", as: "staff", actorId: worker, at: start });
    if (!accepted.ok) throw new Error(accepted.refusal);
    const { hazard } = accepted.value;
    const pass = { kind: "passed", as: "staff" } as const;
    expect(move(hazard, { ...pass, actorId: worker, at: start })).toEqual({ ok: false, refusal: "second-look" });
    expect(move(hazard, { ...pass, actorId: "w2" as PersonId, at: start }).ok).toBe(true);
    expect(move(hazard, { ...pass, actorId: worker, at: new Date(start.getTime() + 86_400_000) }).ok).toBe(true);
  });

  it("lets the responsible side ask for more time once", () => {
    const asked = move(open().hazard, { kind: "extension-requested", as: "responsible", at: start });
    if (!asked.ok) throw new Error(asked.refusal);
    const again = { kind: "extension-requested", as: "responsible", at: start } as const;
    expect(move(asked.value.hazard, again)).toEqual({ ok: false, refusal: "asked-before" });
    const granted = move(asked.value.hazard, { kind: "extended", as: "staff", at: start });
    if (!granted.ok) throw new Error(granted.refusal);
    expect(granted.value.hazard.marks).toEqual({ extensions: 1 });
    expect(move(granted.value.hazard, again)).toEqual({ ok: false, refusal: "asked-before" });
  });
});
