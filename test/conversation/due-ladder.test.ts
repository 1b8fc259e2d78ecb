import { describe, expect, it } from "vitest";
import { decideLadder } from "../../src/conversation/due-ladder.js";
import type { Hazard } from "../../src/hazards/hazard.js";
import { lookAtLadder } from "../../src/hazards/ladder.js";
import type { HazardId } from "../../src/shared/ids.js";
import { buildHazard, codeOf } from "../support/builders.js";
import { buildContext, people } from "../support/context-builders.js";

const at = (text: string): Date => new Date(`2026-11-${text}:00+08:00`);
const mine = (over: Partial<Hazard> = {}): Hazard => buildHazard({ responsibleId: people.landlord.id, ...over });

/** When the case was looked at last, now, and when the responsible side got its last reminder of today. */
type Times = readonly [since: string, now: string, remindedAt?: string];

function look([hazard, ...others]: readonly [Hazard, ...Hazard[]], ...[since, now, remindedAt]: Times) {
  const { buildings, contacts, rules } = buildContext();
  const found = contacts.get(codeOf(3));
  if (!found) throw new Error("no contacts");
  const responsible = hazard.responsibleId ? { responsible: people.landlord } : {};
  return decideLadder({
    buildings,
    rules,
    contacts: found,
    hazard,
    waitingOfResponsible: [hazard, ...others],
    look: lookAtLadder(hazard, rules.sla, { since: at(since), now: at(now) }),
    now: at(now),
    ...responsible,
    ...(remindedAt ? { remindedAt: at(remindedAt) } : {}),
  });
}
const told = (decision: ReturnType<typeof look>) =>
  decision.changes.lines.map((one) => `${one.template}@${one.ref.chat}`);
const events = (decision: ReturnType<typeof look>) => decision.changes.steps.map((step) => step.event.kind);

describe("a look at a case that stays open", () => {
  it("reminds before the deadline, and notes in the log that it did", () => {
    const decision = look([mine()], "26T09:00", "26T11:00");
    expect(told(decision)).toEqual(["reminder@direct:兰姐"]);
    expect(events(decision)).toEqual(["reminded"]);
    expect(decision.nextAt).toEqual(at("26T13:00"));
  });

  it("notes once that the deadline has passed", () => {
    const decision = look([mine()], "26T11:00", "26T13:00");
    expect(events(decision)).toEqual(["overdue", "reminded"]);
    expect(told(decision)).toEqual(["overdue-reminder@direct:兰姐"]);
    const overdueAt = at("26T13:00").toISOString();
    expect(events(look([mine({ marks: { overdueAt } })], "26T13:00", "27T12:00"))).toEqual([]);
  });

  it("says nothing to whoever promised a day or asked for more time, and tells those above all the same", () => {
    const promisedBy = at("28T18:00").toISOString();
    const promised = look(
      [mine({ marks: { promisedBy, promisedAt: at("26T10:00").toISOString() } })],
      "26T14:00",
      "27T13:00",
    );
    expect(told(promised)).not.toContain("overdue-reminder@direct:兰姐");
    expect(told(promised)).toContain("escalation@direct:麻布社区");
    const asked = look([mine({ marks: { delayAskedAt: at("26T10:00").toISOString() } })], "26T09:00", "26T11:00");
    expect(told(asked)).toEqual([]);
    const later = look([mine({ marks: { promisedBy, promisedAt: promisedBy } })], "28T14:00", "29T13:00");
    expect(told(later)).toContain("overdue-reminder@direct:兰姐");
  });

  it("names every open case of the person in one message a day, and leaves out what is paused", () => {
    const other = mine({ id: "h2" as HazardId, number: "1126-2", code: "F01", dueAt: at("27T13:00") });
    const paused = mine({
      id: "h3" as HazardId,
      number: "1126-3",
      marks: { delayAskedAt: at("26T10:00").toISOString() },
    });
    const first = look([mine(), other, paused], "26T09:00", "26T11:00");
    expect(first.changes.lines[0]?.variables["items"]).toMatch(/^1126-1 .*\n1126-2 [^\n]*$/u);
    const second = look([other, mine()], "26T09:00", "26T12:00");
    expect(second.changes.lines.map((line) => line.dedupeKey)).not.toContain(undefined);
    expect(first.changes.lines[0]?.dedupeKey).toBe(`reminder:${people.landlord.id}:2026-11-26:`);
  });

  it("says nothing again on a day whose message said all, though one of its cases is settled by now", () => {
    const overdue = mine({ dueAt: at("26T13:00"), marks: { overdueAt: at("26T13:00").toISOString() } });
    expect(events(look([overdue], "26T14:00", "27T13:00", "27T10:00"))).not.toContain("reminded");
    const dueSince = mine({ id: "h2" as HazardId, number: "1126-2", dueAt: at("27T12:00") });
    expect(told(look([overdue, dueSince], "26T14:00", "27T13:00", "27T10:00"))).toContain(
      "overdue-reminder@direct:兰姐",
    );
    const promised = { promisedAt: at("26T14:00").toISOString(), promisedBy: at("27T12:00").toISOString() };
    const ranOut = mine({ marks: { ...overdue.marks, ...promised } });
    expect(told(look([ranOut], "26T14:00", "27T13:00", "27T10:00"))).toContain("overdue-reminder@direct:兰姐");
  });

  it("tells the grid worker at the deadline where nobody of the house can be reached", () => {
    const decision = look([buildHazard()], "26T11:00", "26T13:00");
    expect(told(decision)).toEqual(["due-not-reached@direct:覃工"]);
  });

  it("puts a 较大 case under supervision on the third day", () => {
    const decision = look([mine({ marks: { overdueAt: at("26T13:00").toISOString() } })], "28T14:00", "29T13:00");
    expect(events(decision)).toEqual(["reminded", "escalated", "supervised"]);
    expect(decision.changes.steps.at(-1)?.hazard.marks.supervisedAt).toBe(at("29T13:00").toISOString());
  });

  it("does nothing any more once the case waits for its recheck", () => {
    expect(look([mine({ state: "awaiting-recheck" })], "26T11:00", "26T13:00")).toEqual({
      changes: expect.objectContaining({ lines: [], steps: [] }),
    });
  });
});
