import { describe, expect, it } from "vitest";
import type { Changes } from "../../src/conversation/changes.js";
import type { MessageContext } from "../../src/conversation/context.js";
import { decide } from "../../src/conversation/decide.js";
import { isReal, isSafe, isTakingOver } from "../../src/conversation/emergency-words.js";
import type { EmergencyCall } from "../../src/emergencies/emergency-call.js";
import type { HazardId } from "../../src/shared/ids.js";
import { buildHazard, codeOf } from "../support/builders.js";
import { buildBuilding, buildContext, buildReading, people } from "../support/context-builders.js";
import { buildCall, shippedEmergencies } from "../support/emergency-builders.js";
import { buildAccepted } from "../support/message-builders.js";

const { answers, safe } = shippedEmergencies;
const other = buildCall({
  key: "k2",
  hazardId: "k2" as HazardId,
  buildingCode: codeOf(13),
  code: "X05",
  said: "困电梯里了",
});

function says(text: string, calls: readonly EmergencyCall[], over: Partial<MessageContext> = {}): Changes {
  const ref = { channel: "sandbox", account: "louxin-sandbox", chat: "direct:覃工" };
  const message = buildAccepted({ text, isGroup: false, ref });
  const buildings = new Map([3, 13].map((serial) => [codeOf(serial), buildBuilding(serial)]));
  return decide(
    buildContext({
      message,
      sender: people.worker,
      reading: buildReading({ intent: "acknowledgement" }),
      emergencyMatter: {
        calls,
        drills: [],
        people: new Map(Object.values(people).map((one) => [one.id, one])),
        buildings,
        groupNames: new Map([["sandbox louxin-sandbox g1", "平安群"]]),
      },
      ...over,
    }),
  );
}
const answered = (changes: Changes): readonly string[] =>
  changes.calls.flatMap((change) => (change.kind === "answered" ? [change.key] : []));
const spoken = (changes: Changes): readonly string[] => changes.lines.map((line) => line.template);

describe("who takes over", () => {
  it("ends the chain with one word, and wakes what tells the others", () => {
    const decided = says("收到", [buildCall()]);
    expect(answered(decided)).toEqual([buildCall().key]);
    expect(decided.tasks).toMatchObject([{ kind: "emergency-call", subject: buildCall().key }]);
    expect(spoken(decided)).toEqual(["emergency-taken-self"]);
    expect(decided.lines[0]?.variables["incident"]).toMatch(/^3栋/u);
  });

  it("is asked which, where two incidents call them, and means the building that they name", () => {
    expect(spoken(says("收到", [buildCall(), other]))).toEqual(["emergency-which"]);
    expect(answered(says("收到", [buildCall(), other]))).toEqual([]);
    expect(answered(says("3栋收到", [other, buildCall()]))).toEqual([buildCall().key]);
    expect(answered(says("我去13栋", [buildCall(), other]))).toEqual(["k2"]);
    expect(answered(says("都收到", [buildCall(), other]))).toEqual([buildCall().key, "k2"]);
  });

  it("may be one of the staff who was not called yet, but under the line only", () => {
    const plain = { sender: people.community };
    expect(answered(says("收到", [buildCall()], plain))).toEqual([]);
    expect(answered(says("3栋我去", [buildCall()], plain))).toEqual([buildCall().key]);
    const quoting = (quote: string, from: MessageContext["sender"]): Changes =>
      says("收到,马上过去", [buildCall()], {
        sender: from,
        message: buildAccepted({ text: "收到,马上过去", quote: { text: quote } }),
      });
    expect(answered(quoting("【紧急】先打119。", people.community))).toEqual([buildCall().key]);
    expect(answered(quoting("3栋着火了", people.community))).toEqual([buildCall().key]);
    expect(answered(quoting("今晚停水", people.community))).toEqual([]);
    expect(answered(quoting("【紧急】先打119。", people.tenant))).toEqual([]);
  });

  it("hears who was quicker", () => {
    const answer = { by: people.community.id, at: new Date("2026-11-26T08:59:00+08:00") };
    expect(spoken(says("收到", [buildCall({ answer })]))).toEqual(["emergency-taken-other"]);
    const own = { by: people.worker.id, at: answer.at };
    expect(spoken(says("到了", [buildCall({ answer: own })]))).toEqual(["emergency-noted"]);
  });

  it("may say so by a command on the case", () => {
    const { hazardId } = buildCall();
    const hazard = buildHazard({ id: hazardId as HazardId, code: "X01", severity: "emergency", state: "reported" });
    const decided = says("误报 看过了", [], {
      reading: buildReading({ intent: "command", command: { kind: "false-alarm", reason: "看过了" } }),
      cases: [{ hazard, reporterIds: [] }],
    });
    expect(answered(decided)).toEqual([hazardId]);
    expect(decided.calls[0]).not.toHaveProperty("answer.messageId");
  });
});

describe("the words", () => {
  it.each([
    "收到",
    "收到,马上去",
    "好的,收到",
    "3栋收到",
    "1126-3 收到",
    "我去",
    "我去看看",
    "到了",
    "处理中",
    "都收到",
    "正在处理",
  ])("%s takes over", (text) => {
    expect(isTakingOver(text, answers)).toBe(true);
  });
  it.each(["我去不了", "到了没?", "谁去?", "没收到", "收到吗", "今晚的通知大家都收到了要转给楼下", "好的", "不是我去"])(
    "%s does not",
    (text) => {
      expect(isTakingOver(text, answers)).toBe(false);
    },
  );
  it.each([
    ["安全", true],
    ["我们都没事了", true],
    ["火灭了", true],
    ["不安全", false],
    ["安全吗", false],
    ["人还没出来", false],
  ])("%s: safe %s", (text, isExpected) => {
    expect(isSafe(text, safe)).toBe(isExpected);
  });
  it.each([
    ["真的", true],
    ["真的!", true],
    ["是真的", true],
    ["不是演练", true],
    ["真的,5楼冒烟", true],
    ["真的假的", false],
    ["真的吗", false],
    ["真的好累", false],
  ])("%s: real %s", (text, isExpected) => {
    expect(isReal(text)).toBe(isExpected);
  });
});
