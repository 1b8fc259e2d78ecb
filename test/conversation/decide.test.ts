import { describe, expect, it } from "vitest";
import type { Changes } from "../../src/conversation/changes.js";
import { decide } from "../../src/conversation/decide.js";
import type { HazardId, PersonId } from "../../src/shared/ids.js";
import { buildHazard, codeOf } from "../support/builders.js";
import { buildContext, buildReading, buildReport, people } from "../support/context-builders.js";
import { buildAccepted } from "../support/message-builders.js";

const templates = (changes: Changes): readonly string[] =>
  changes.lines.map((line) => `${line.template}@${line.ref.chat}`);
const direct = buildAccepted({
  isGroup: false,
  ref: { channel: "sandbox", account: "louxin-sandbox", chat: "direct:p1" },
});

describe("a report in a group", () => {
  it("becomes a case with receipt, notice and summary", () => {
    const changes = decide(buildContext({ reading: buildReport() }));
    expect(templates(changes)).toEqual(["notice@direct:兰姐", "grid-summary@direct:覃工", "receipt@g1"]);
    expect(changes.steps.map((step) => step.event.kind)).toEqual(["reported", "notified"]);
    expect(changes.steps.at(-1)?.hazard.dueAt).toEqual(new Date("2026-11-26T13:00:00+08:00"));
    expect(changes.tasks).toMatchObject([{ kind: "hazard-ladder", dueAt: new Date("2026-11-26T11:00:00+08:00") }]);
  });

  it("answers in private where the group has heard enough of reports, and lets it hear of the case later", () => {
    const receiptsAt = new Date("2026-11-26T09:10:00+08:00");
    const changes = decide(buildContext({ reading: buildReport(), receiptsAt }));
    expect(templates(changes)).toEqual(["notice@direct:兰姐", "grid-summary@direct:覃工", "receipt@direct:p1"]);
    expect(changes.tasks).toMatchObject([{ kind: "hazard-ladder" }, { kind: "gathered-receipt", dueAt: receiptsAt }]);
    const asking = decide(buildContext({ reading: buildReport({ places: [] }), receiptsAt }));
    expect(templates(asking)).toEqual(["ask-building@direct:p1"]);
    const asleep = decide(buildContext({ reading: buildReport(), receiptsAt, isQuietHour: true }));
    expect(asleep.tasks.map((task) => task.kind)).not.toContain("gathered-receipt");
  });

  it("asks for the building with the reporter's own as the default", () => {
    const changes = decide(buildContext({ reading: buildReport({ places: [{ spot: "楼梯口" }] }) }));
    expect(templates(changes)).toEqual(["ask-building@g1"]);
    expect(changes.steps).toEqual([]);
    expect(changes.dialogs[0]?.data).toMatchObject({ kind: "which-building", defaultCode: codeOf(3) });
  });

  it("says nothing in the group at night, and counts the hours from the morning", () => {
    const changes = decide(
      buildContext({ reading: buildReport(), isQuietHour: true, now: new Date("2026-11-26T23:00:00+08:00") }),
    );
    expect(templates(changes)).toContain("receipt-night@direct:p1");
    expect(templates(changes).some((line) => line.endsWith("@g1"))).toBe(false);
    expect(changes.steps.at(-1)?.hazard.dueAt).toEqual(new Date("2026-11-27T12:00:00+08:00"));
  });

  it("tells the grid worker where no landlord can be reached", () => {
    const context = buildContext({ reading: buildReport() });
    const contacts = context.contacts.get(codeOf(3));
    if (!contacts) throw new Error("the builder knows building 3");
    const unreachable = new Map([[codeOf(3), { ...contacts, landlords: [] }]]);
    expect(templates(decide({ ...context, contacts: unreachable }))).toContain("not-reachable@direct:覃工");
  });

  it("joins a case that is open for the same building and hazard, in private", () => {
    const cases = [{ hazard: buildHazard(), reporterIds: ["other" as PersonId] }];
    const changes = decide(buildContext({ reading: buildReport(), cases }));
    expect(templates(changes)).toEqual(["merged@direct:p1"]);
    expect(changes.reporters).toMatchObject([{ personId: people.tenant.id }]);
    expect(changes.steps.map((step) => step.event.kind)).toEqual(["joined"]);
  });

  it("is only a private question when the bot is not sure", () => {
    const changes = decide(buildContext({ reading: buildReport({ zone: "ask" }) }));
    expect(templates(changes)).toEqual(["ask-report@direct:p1"]);
  });

  it("is filed but not answered when it arrives late", () => {
    const message = buildAccepted({ isLate: true });
    expect(decide(buildContext({ reading: buildReport(), message })).lines).toEqual([]);
  });
});

describe("an emergency", () => {
  const reading = buildReading({
    intent: "emergency",
    zone: "speak",
    emergency: { code: "X02", phrase: "好大煤气味" },
  });

  it("gets the safety line in the group and a private call to the grid worker", () => {
    const changes = decide(buildContext({ reading }));
    expect(templates(changes)).toEqual(["emergency-x02@g1", "emergency-duty@direct:覃工"]);
    expect(changes.lines.every((line) => line.urgency === "emergency")).toBe(true);
  });

  it("never speaks of violence or despair in the group", () => {
    const changes = decide(buildContext({ reading: { ...reading, emergency: { code: "X07", phrase: "不想活了" } } }));
    expect(templates(changes)).toContain("emergency-x07@direct:p1");
    expect(templates(changes).some((line) => line.endsWith("@g1"))).toBe(false);
  });
});

describe("the fix", () => {
  const duty = [{ hazard: buildHazard({ responsibleId: people.landlord.id }), reporterIds: [people.tenant.id] }];
  const feedback = buildReading({ intent: "feedback", zone: "speak", feedback: { isDone: true } });

  it("goes to the grid worker for a recheck", () => {
    const changes = decide(buildContext({ message: direct, sender: people.landlord, cases: duty, reading: feedback }));
    expect(templates(changes)).toEqual([
      "fix-received@direct:p1",
      "fix-needs-photo@direct:p1",
      "recheck-request@direct:覃工",
    ]);
    expect(changes.steps.at(-1)?.hazard.state).toBe("awaiting-recheck");
    expect(changes.endedTasks).toMatchObject([{ kind: "hazard-ladder" }]);
  });

  it("asks which one when several are open", () => {
    const two = [
      ...duty,
      {
        hazard: buildHazard({ id: "h2" as HazardId, number: "1126-2", code: "F01", responsibleId: people.landlord.id }),
        reporterIds: [],
      },
    ];
    const changes = decide(buildContext({ message: direct, sender: people.landlord, cases: two, reading: feedback }));
    expect(templates(changes)).toEqual(["ask-which-case@direct:p1"]);
  });

  it("is closed by the grid worker's 通过, and the reporter hears of it", () => {
    const waiting = [
      {
        hazard: buildHazard({ state: "awaiting-recheck", responsibleId: people.landlord.id }),
        reporterIds: [people.tenant.id],
      },
    ];
    const changes = decide(
      buildContext({
        message: direct,
        sender: people.worker,
        cases: waiting,
        reading: buildReading({ intent: "command", command: { kind: "pass" } }),
      }),
    );
    expect(templates(changes)).toEqual(["done-pass@direct:p1", "closed@direct:阿珍", "closed-responsible@direct:兰姐"]);
    expect(changes.steps.at(-1)?.hazard.state).toBe("closed");
  });

  it("cannot be closed by a tenant's 通过", () => {
    const waiting = [{ hazard: buildHazard({ state: "awaiting-recheck" }), reporterIds: [people.tenant.id] }];
    const changes = decide(
      buildContext({ cases: waiting, reading: buildReading({ intent: "command", command: { kind: "pass" } }) }),
    );
    expect(changes.steps).toEqual([]);
  });

  it("is opened again by the reporter's 没改", () => {
    const closed = [
      {
        hazard: buildHazard({
          state: "closed",
          closedAt: new Date("2026-11-26T08:00:00+08:00"),
          responsibleId: people.landlord.id,
        }),
        reporterIds: [people.tenant.id],
      },
    ];
    const changes = decide(
      buildContext({
        message: direct,
        cases: closed,
        reading: buildReading({ intent: "command", command: { kind: "not-fixed" } }),
      }),
    );
    expect(changes.steps.at(-1)?.hazard.state).toBe("rectifying");
    expect(templates(changes)).toEqual([
      "reopened-reporter@direct:p1",
      "reopened-worker@direct:覃工",
      "reopened-responsible@direct:兰姐",
    ]);
  });
});

describe("a broadcast", () => {
  it("is only previewed at first", () => {
    const reading = buildReading({ intent: "command", command: { kind: "broadcast", text: "今晚台风" } });
    const changes = decide(buildContext({ message: direct, sender: people.worker, reading }));
    expect(templates(changes)).toEqual(["broadcast-preview@direct:p1"]);
    expect(changes.broadcasts).toMatchObject([{ state: "draft" }]);
  });

  it("is nothing that a tenant can start", () => {
    const reading = buildReading({ intent: "command", command: { kind: "broadcast", text: "今晚台风" } });
    expect(decide(buildContext({ reading })).broadcasts).toEqual([]);
  });
});

it("says nothing to chatter", () => {
  const changes = decide(buildContext({ message: buildAccepted({ text: "早上好" }) }));
  expect(changes.lines).toEqual([]);
});
