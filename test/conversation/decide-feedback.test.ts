import { describe, expect, it } from "vitest";
import type { Changes } from "../../src/conversation/changes.js";
import { decide } from "../../src/conversation/decide.js";
import type { HazardId } from "../../src/shared/ids.js";
import { buildHazard } from "../support/builders.js";
import { buildContext, buildReading, buildReport, people } from "../support/context-builders.js";
import { buildDirect } from "../support/message-builders.js";

const templates = (changes: Changes): readonly string[] =>
  changes.lines.map((line) => `${line.template}@${line.ref.chat}`);
const direct = buildDirect();

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

  it("that is not done after all is taken back from the recheck, and the clock goes on", () => {
    const waiting = [
      {
        hazard: buildHazard({ state: "awaiting-recheck", responsibleId: people.landlord.id }),
        reporterIds: [people.tenant.id],
      },
    ];
    const reading = buildReading({ intent: "feedback", zone: "speak", feedback: { isDone: false } });
    const changes = decide(buildContext({ message: direct, sender: people.landlord, cases: waiting, reading }));
    expect(templates(changes)).toEqual(["promise-noted@direct:p1", "recheck-off@direct:覃工"]);
    expect(changes.steps.at(-1)?.hazard.state).toBe("rectifying");
    expect(changes.tasks).toMatchObject([{ kind: "hazard-ladder" }]);
  });

  it("said once more while it waits for the recheck troubles nobody", () => {
    const waiting = [
      { hazard: buildHazard({ state: "awaiting-recheck", responsibleId: people.landlord.id }), reporterIds: [] },
    ];
    const changes = decide(
      buildContext({ message: direct, sender: people.landlord, cases: waiting, reading: feedback }),
    );
    expect(templates(changes)).toEqual(["recheck-pending@direct:p1"]);
    expect(changes.steps).toEqual([]);
  });

  it("cannot be closed by a tenant's 通过", () => {
    const waiting = [{ hazard: buildHazard({ state: "awaiting-recheck" }), reporterIds: [people.tenant.id] }];
    const changes = decide(
      buildContext({ cases: waiting, reading: buildReading({ intent: "command", command: { kind: "pass" } }) }),
    );
    expect(changes.steps).toEqual([]);
  });

  it("is opened again by the reporter's own words, where they speak of no other hazard", () => {
    const hazard = buildHazard({
      state: "closed",
      closedAt: new Date("2026-11-26T08:00:00+08:00"),
      responsibleId: people.landlord.id,
    });
    const say = (text: string, reading = buildReading({ intent: "progress-query", zone: "speak" })): Changes =>
      decide(
        buildContext({
          message: { ...direct, text },
          cases: [{ hazard, reporterIds: [people.tenant.id] }],
          reading,
        }),
      );
    expect(templates(say("没改啊 还在"))[0]).toBe("reopened-reporter@direct:p1");
    expect(templates(say("怎么样了"))).toEqual(["progress@direct:p1"]);
    const other = buildReport({ hazards: [{ code: "F07", severity: "major", phrase: "消火栓没水" }] });
    expect(templates(say("3栋消火栓还是没水", other))).not.toContain("reopened-reporter@direct:p1");
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

describe("异议 and 延期 of somebody who has nothing to fix", () => {
  const reading = buildReading({ intent: "command", command: { kind: "object", reason: "" } });

  it("get a word in private", () => {
    const changes = decide(buildContext({ message: direct, sender: people.landlord, reading }));
    expect(templates(changes)).toEqual(["no-duty-cases@direct:p1"]);
  });

  it("are talk in a group", () => {
    expect(templates(decide(buildContext({ sender: people.landlord, reading })))).toEqual([]);
  });
});
