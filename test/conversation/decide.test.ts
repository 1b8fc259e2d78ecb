import { describe, expect, it } from "vitest";
import type { Changes } from "../../src/conversation/changes.js";
import { decide } from "../../src/conversation/decide.js";
import { renderLines } from "../../src/conversation/render-lines.js";
import { templatePath } from "../../src/load-rules.js";
import { loadTemplates } from "../../src/message-templates/templates.js";
import type { PersonId } from "../../src/shared/ids.js";
import { buildHazard, codeOf } from "../support/builders.js";
import { buildContext, buildReading, buildReport, people } from "../support/context-builders.js";
import { buildAccepted, buildDirect } from "../support/message-builders.js";

const templates = (changes: Changes): readonly string[] =>
  changes.lines.map((line) => `${line.template}@${line.ref.chat}`);
const direct = buildDirect();

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
    const { lines, steps } = decide({ ...context, contacts: unreachable });
    const numbers = new Map(steps.map(({ hazard }) => [hazard.id, "1126-1"]));
    // Rendered, because a variable that the template does not know would lose the report.
    const rendered = renderLines(lines, { render: loadTemplates(templatePath("messages")).render, numbers });
    const told = rendered.find(({ ref }) => ref.chat === "direct:覃工");
    expect(told).toMatchObject({ kind: "not-reachable", text: expect.stringContaining("没有能联系上的房东") });
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

describe("a private line that is nothing of ours", () => {
  const ask = (reading: Parameters<typeof buildReading>[0], text = "押金不退怎么办"): readonly string[] =>
    templates(decide(buildContext({ message: { ...direct, text }, reading: buildReading(reading) })));

  it("that asks something is told who knows, and what the bot can do", () => {
    expect(ask({ intent: "question", zone: "silent" })).toEqual(["question@direct:p1"]);
  });

  it("that asks who the bot is hears that it is a machine, and how to reach a person", () => {
    expect(ask({ intent: "question", zone: "silent" }, "你是真人吗")).toEqual(["who-i-am@direct:p1"]);
    expect(ask({ intent: "question", zone: "silent" }, "你是什么意思")).toEqual(["question@direct:p1"]);
  });

  it("that says something else gets a word on how to use the bot", () => {
    expect(ask({ intent: "chatter", zone: "silent" })).toEqual(["unclear@direct:p1"]);
  });
});

describe("the progress of a case", () => {
  it("has a deadline only while somebody is to fix it", () => {
    const dueAt = new Date("2026-11-26T13:00:00+08:00");
    const say = (hazard: ReturnType<typeof buildHazard>): unknown => {
      const cases = [{ hazard, reporterIds: [people.tenant.id] }];
      const reading = buildReading({ intent: "progress-query", zone: "speak" });
      return decide(buildContext({ message: direct, cases, reading })).lines[0]?.variables?.["items"];
    };
    expect(say(buildHazard({ dueAt }))).toContain("今天13点前");
    expect(say(buildHazard({ dueAt, state: "awaiting-recheck" }))).toMatch(/待复查$/u);
    const { dueAt: _, ...endless } = buildHazard({ code: "X09", severity: "emergency", state: "reported" });
    expect(say(endless)).toMatch(/待核实$/u);
  });
});
