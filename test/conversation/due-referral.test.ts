import { describe, expect, it } from "vitest";
import { decideReferral } from "../../src/conversation/due-referral.js";
import { foldEvents, move, openCase, type Move } from "../../src/hazards/apply-event.js";
import type { HazardEvent } from "../../src/hazards/hazard.js";
import type { HazardId, PersonId } from "../../src/shared/ids.js";
import { buildOpening } from "../support/builders.js";
import { buildContext, people } from "../support/context-builders.js";

const at = (text: string): Date => new Date(`2026-12-${text}:00+08:00`);
const { event: opened } = openCase("h1" as HazardId, buildOpening(), { at: at("01T09:00"), dueAt: at("01T13:00") });

/** The log of a case of 较大 that was referred on Tuesday, to be answered by the Tuesday after, and what followed. */
function logOf(...rest: readonly Pick<Move, "kind" | "at" | "data">[]): readonly HazardEvent[] {
  const events = [opened];
  for (const wish of [{ kind: "referred", at: at("01T10:00"), data: { text: "消防" } } as const, ...rest]) {
    const step = move(foldEvents(events), { ...wish, as: "staff", actorId: people.worker.id });
    if (!step.ok) throw new Error(step.refusal);
    events.push(step.value.event);
  }
  return events;
}

const look = (now: Date, events = logOf(), over: { readonly publicUrl?: string } = {}) => {
  const { buildings, contacts, rules } = buildContext();
  const hazard = foldEvents(events, "1201-1");
  const nobody = { landlords: [], heads: [], sublandlords: [], gridWorkers: [], community: [], street: [] };
  const around = contacts.get(hazard.buildingCode) ?? nobody;
  return decideReferral({ hazard, events, buildings, contacts: around, rules, now, ...over });
};

describe("a case that is with a department", () => {
  it("tells nobody until the day for the answer has passed", () => {
    expect(look(at("08T16:00"))).toMatchObject({ changes: { lines: [], steps: [] }, nextAt: at("09T09:00") });
  });

  it("then tells the grid worker and the community what is open, and again some working days later", () => {
    const decided = look(at("09T09:00"), logOf(), { publicUrl: "https://louxin.example" });
    expect(decided.nextAt).toEqual(at("14T09:00"));
    expect(decided.changes.lines.map(({ ref }) => ref.chat)).toEqual(["direct:覃工", "direct:麻布社区"]);
    expect(decided.changes.lines[0]).toMatchObject({
      template: "referral-unanswered",
      urgency: "notice",
      variables: {
        number: "1201-1",
        referredOn: "12月1日",
        replyBy: "12月8日",
        department: "消防救援",
        form: "https://louxin.example/referrals/h1",
      },
    });
    expect(decided.changes.steps.map(({ event }) => event)).toMatchObject([
      { kind: "escalated", data: { step: "no-reply", to: [people.worker.id, people.community.id] } },
    ]);
    const again = look(at("14T09:00"));
    expect(again.changes.lines[0]?.dedupeKey).not.toBe(decided.changes.lines[0]?.dedupeKey);
  });

  it("is not told again before its time, though the timer was lost and set again", () => {
    const told = {
      hazardId: opened.hazardId,
      seq: 3,
      kind: "escalated",
      at: at("09T09:00"),
      data: { step: "no-reply" },
    };
    const events = [...logOf(), told] as readonly HazardEvent[];
    expect(look(at("10T09:00"), events)).toMatchObject({ changes: { lines: [] }, nextAt: at("14T09:00") });
    expect(look(at("14T09:00"), events).changes.lines).toHaveLength(2);
  });

  it("waits for the hours of work where it comes up in the evening or on a Sunday", () => {
    expect(look(at("09T18:00"))).toMatchObject({ changes: { lines: [] }, nextAt: at("10T09:00") });
    expect(look(at("13T10:00"))).toMatchObject({ changes: { lines: [] }, nextAt: at("14T09:00") });
  });

  it("is over with an answer, unless that was a slip, and begins anew with another 移交", () => {
    const answered = logOf({ kind: "answered", at: at("02T10:00"), data: { text: "明天来" } });
    expect(look(at("09T09:00"), answered)).not.toHaveProperty("nextAt");
    expect(look(at("09T09:00"), answered).changes.lines).toEqual([]);
    const before = { state: "referred", code: "E01", severity: "major", marks: {} } as const;
    const undone = { hazardId: opened.hazardId, seq: 4, kind: "undone", at: at("02T10:01") } as const;
    const slip = [...answered, { ...undone, actorId: "w" as PersonId, data: { undoes: 3, before } }];
    expect(look(at("09T09:00"), slip).changes.lines).toHaveLength(2);
    const anew = [...answered, { hazardId: opened.hazardId, seq: 4, kind: "referred", at: at("04T10:00"), data: {} }];
    expect(look(at("09T09:00"), anew as readonly HazardEvent[])).toMatchObject({ nextAt: at("14T09:00") });
  });

  it.each(["passed", "fixed", "enforced", "false-alarm"] as const)("is over where the case was %s", (kind) => {
    const decided = look(at("09T09:00"), logOf({ kind, at: at("03T10:00") }));
    expect(decided).not.toHaveProperty("nextAt");
    expect(decided.changes.lines).toEqual([]);
  });
});
