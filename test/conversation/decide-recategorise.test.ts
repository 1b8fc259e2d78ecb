import { describe, expect, it } from "vitest";
import type { Changes } from "../../src/conversation/changes.js";
import type { MessageContext } from "../../src/conversation/context.js";
import { decide } from "../../src/conversation/decide.js";
import type { Hazard } from "../../src/hazards/hazard.js";
import type { BuildingCode, HazardId } from "../../src/shared/ids.js";
import { buildHazard } from "../support/builders.js";
import { buildContext, buildReading, people } from "../support/context-builders.js";
import { buildAccepted } from "../support/message-builders.js";

const caseOf = (over: Partial<Hazard> = {}): MessageContext["cases"][number] => ({
  hazard: buildHazard({ responsibleId: people.landlord.id, ...over }),
  reporterIds: [people.tenant.id],
});
const say = (text: string, over: Partial<MessageContext> & { readonly target?: string } = {}): Changes => {
  const { target, ...rest } = over;
  const command = { kind: "recategorise", text, ...(target ? { target } : {}) } as const;
  return decide(
    buildContext({
      message: buildAccepted({ isGroup: false, text: `改类 ${target ?? ""} ${text}` }),
      sender: people.worker,
      cases: [caseOf()],
      reading: buildReading({ intent: "command", command }),
      ...rest,
    }),
  );
};
const templates = (changes: Changes): readonly string[] =>
  changes.lines.map((line) => `${line.template}@${line.ref.chat}`);

describe("改类", () => {
  it.each(["F01", "楼道堆物", "F01 其实是堆了箱子"])("moves the case to another kind: %s", (text) => {
    const changes = say(text, { target: "1126-1" });
    expect(changes.steps).toHaveLength(1);
    expect(changes.steps[0]?.event).toMatchObject({
      kind: "recategorised",
      actorId: people.worker.id,
      data: { code: "F01", severity: "minor" },
    });
    expect(changes.steps[0]?.hazard).toMatchObject({ code: "F01", severity: "minor", state: "notified", version: 3 });
  });

  it("keeps the deadline, and looks after the case by the ladder of the new severity", () => {
    const changes = say("F10");
    expect(changes.steps[0]?.hazard.dueAt).toEqual(buildHazard().dueAt);
    expect(changes.steps[0]?.hazard.severity).toBe("critical");
    expect(changes.tasks).toMatchObject([{ kind: "hazard-ladder", subject: buildHazard().id }]);
  });

  it("tells the responsible side in private what is to be done now, and nobody else", () => {
    const changes = say("F01");
    expect(templates(changes)).toEqual(["done-recategorise@direct:p1", "recategorised-responsible@direct:兰姐"]);
    expect(changes.lines[1]?.variables).toMatchObject({ what: "堆东西堵路", demand: "清出通道", due: "今天13点" });
  });

  it("tells them nothing where the same is to be done", () => {
    expect(templates(say("F06", { cases: [caseOf({ code: "F05", severity: "minor" })] }))).toEqual([
      "done-recategorise@direct:p1",
    ]);
  });

  it("means the one open case that is of another kind where no number is named", () => {
    const other = caseOf({ id: "h2" as HazardId, number: "1126-2", code: "F01" });
    expect(say("F01", { cases: [caseOf(), other] }).steps.map(({ hazard }) => hazard.number)).toEqual(["1126-1"]);
  });

  it("asks which one where several may be meant, and carries it out on the number", () => {
    const cases = [caseOf(), caseOf({ id: "h2" as HazardId, number: "1126-2", code: "E03" })];
    const asked = say("楼道堆物", { cases });
    expect(templates(asked)).toEqual(["ask-which-case@direct:p1"]);
    const [dialog] = asked.dialogs;
    if (!dialog) throw new Error("the bot asked");
    const answer = buildAccepted({ isGroup: false, text: "1126-2" });
    const changes = decide(buildContext({ message: answer, sender: people.worker, cases, dialog }));
    expect(changes.steps.map(({ hazard }) => `${hazard.number} ${hazard.code}`)).toEqual(["1126-2 F01"]);
    expect(changes.endedDialogs).toHaveLength(1);
  });

  it.each([
    ["外星人", "ask-kind"],
    ["", "ask-kind"],
    ["楼道", "ask-which-kind"],
    ["X01", "no-emergency-kind"],
    ["E01", "already-kind"],
  ])("answers %j with one private line: %s", (text, template) => {
    const changes = say(text, { target: "1126-1" });
    expect(templates(changes)).toEqual([`${template}@direct:p1`]);
    expect(changes.steps).toEqual([]);
  });

  it("refuses an emergency", () => {
    const changes = say("F01", { target: "1126-1", cases: [caseOf({ code: "X01", severity: "emergency" })] });
    expect(templates(changes)).toEqual(["no-emergency-kind@direct:p1"]);
    expect(changes.steps).toEqual([]);
  });

  it("refuses a closed case and one of another area", () => {
    for (const over of [{ state: "closed" }, { buildingCode: "4403060180039900001" as BuildingCode }] as const)
      expect(templates(say("F01", { target: "1126-1", cases: [caseOf(over)] }))).toEqual(["unknown-case@direct:p1"]);
  });

  it("is nothing that a tenant can say", () => {
    expect(say("F01", { sender: people.tenant }).steps).toEqual([]);
  });
});
