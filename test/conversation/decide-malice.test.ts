import { describe, expect, it } from "vitest";
import type { Changes } from "../../src/conversation/changes.js";
import type { MessageContext } from "../../src/conversation/context.js";
import { decide } from "../../src/conversation/decide.js";
import type { Hazard } from "../../src/hazards/hazard.js";
import type { PersonId } from "../../src/shared/ids.js";
import type { Command } from "../../src/understanding/reading.js";
import { buildHazard } from "../support/builders.js";
import { buildContext, buildReading, buildReport, people } from "../support/context-builders.js";
import { buildAccepted } from "../support/message-builders.js";

type Step = Extract<Command, { readonly kind: "malice" }>["step"];

const falseAlarm = (over: Partial<Hazard> = {}): Hazard =>
  buildHazard({ state: "false-alarm", reporterId: people.tenant.id, responsibleId: people.landlord.id, ...over });
const waiting = falseAlarm({
  marks: { maliceBy: people.worker.id, maliceUntil: "2026-12-03T01:00:00.000Z" },
});

function say(step: Step, over: Partial<MessageContext> & { readonly hazard?: Hazard } = {}): Changes {
  const { hazard = falseAlarm(), ...rest } = over;
  return decide(
    buildContext({
      message: buildAccepted({ isGroup: false, text: "恶意" }),
      sender: step === "propose" ? people.worker : people.community,
      reading: buildReading({
        intent: "command",
        command: { kind: "malice", step, target: hazard.number, reason: "连续三天" },
      }),
      maliceMatter: { found: { hazard, reporterIds: [people.tenant.id] }, earlierFalseAlarms: 2 },
      ...rest,
    }),
  );
}
const lines = (decided: Changes): readonly string[] => decided.lines.map((line) => `${line.template}@${line.ref.chat}`);

describe("恶意", () => {
  it("is put to the community with what there was before, and nobody else hears of it", () => {
    const decided = say("propose");
    expect(lines(decided)).toEqual(["done-malice-propose@direct:p1", "malice-question@direct:麻布社区"]);
    expect(decided.lines[1]?.variables).toMatchObject({
      worker: "覃工",
      reason: "连续三天",
      reporter: "阿珍",
      earlier: "这30天还有2件记了误报",
      until: "12月3日9点",
    });
  });

  it("goes from the community to the grid worker, where the community says it first", () => {
    expect(lines(say("propose", { sender: people.community }))).toContain("malice-question@direct:覃工");
  });

  it("is none where several saw it, or where staff found it", () => {
    const found = { hazard: falseAlarm(), reporterIds: [people.tenant.id, "p9" as PersonId] };
    expect(lines(say("propose", { maliceMatter: { found, earlierFalseAlarms: 0 } }))).toEqual([
      "move-refused@direct:p1",
    ]);
    expect(say("propose", { hazard: falseAlarm({ origin: "inspection" }) }).steps).toEqual([]);
  });

  it("holds with the second word: the reporter gets one private line, the house none", () => {
    expect(lines(say("agree", { hazard: waiting }))).toEqual([
      "done-malice-agree@direct:p1",
      "malice-agreed@direct:覃工",
      "malice-reporter@direct:阿珍",
    ]);
  });

  it("ends a case that was still open, and its reminders", () => {
    const decided = say("agree", { hazard: { ...waiting, state: "notified" } });
    expect(lines(decided)).toContain("false-alarm-responsible@direct:兰姐");
    expect(decided.endedTasks).toEqual([{ kind: "hazard-ladder", subject: waiting.id }]);
    expect(decided.withdrawn).toEqual([`hazard:${waiting.id}`]);
  });

  it("is not confirmed by whoever said it first", () => {
    const decided = say("agree", { hazard: waiting, sender: people.worker });
    expect(decided.steps).toEqual([]);
    expect(decided.lines[0]?.variables["why"]).toBe("要另一位同事来定,提的人不能自己确认");
  });

  it("tells the reporter when it no longer holds, if they had heard of it", () => {
    expect(lines(say("refuse", { hazard: waiting }))).toEqual([
      "done-malice-refuse@direct:p1",
      "malice-refused@direct:覃工",
    ]);
    const agreed = falseAlarm({ marks: { maliceAgreedAt: "2026-11-25T01:00:00.000Z" } });
    expect(lines(say("refuse", { hazard: agreed }))).toContain("malice-lifted@direct:阿珍");
  });

  it("asks for a number, and is nothing for residents", () => {
    const nothing = buildContext({
      message: buildAccepted({ isGroup: false, text: "恶意" }),
      sender: people.worker,
      reading: buildReading({ intent: "command", command: { kind: "malice", step: "propose", reason: "" } }),
    });
    expect(lines(decide(nothing))).toEqual(["malice-which@direct:p1"]);
    expect(lines(decide({ ...nothing, sender: people.tenant }))).not.toContain("malice-which@direct:p1");
  });
});

describe("a report of somebody of whom it was agreed", () => {
  const report = (over: Partial<MessageContext> = {}): Changes =>
    decide(buildContext({ reading: buildReport(), isAskedFirst: true, ...over }));

  it("is asked about in private before it is filed", () => {
    const decided = report();
    expect(lines(decided)).toEqual(["ask-report@direct:p1"]);
    expect(decided.steps).toEqual([]);
    expect(decided.dialogs[0]?.data.kind).toBe("is-report");
  });

  it("is taken at once where it is danger", () => {
    const emergency = { code: "X01", phrase: "着火" };
    const decided = report({ reading: buildReading({ intent: "emergency", zone: "speak", emergency }) });
    expect(decided.lines.some((line) => line.template === "emergency-x01" && line.ref.chat === "g1")).toBe(true);
  });
});
