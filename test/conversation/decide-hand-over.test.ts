import { describe, expect, it } from "vitest";
import type { Changes } from "../../src/conversation/changes.js";
import type { MessageContext } from "../../src/conversation/context.js";
import { decide } from "../../src/conversation/decide.js";
import type { DialogData } from "../../src/conversation/dialog.js";
import { buildContext, buildReading, buildReport, people } from "../support/context-builders.js";
import { buildAccepted } from "../support/message-builders.js";

const say = (text: string, over: Partial<MessageContext> = {}): Changes =>
  decide(buildContext({ message: buildAccepted({ isGroup: false, text }), ...over }));
const lines = (decided: Changes): readonly string[] =>
  decided.lines.map((line) => `${line.template}@${line.ref.chat}:${line.urgency}`);
const waitingFor = (data: DialogData): Partial<MessageContext> => ({
  dialog: {
    ref: { channel: "sandbox", account: "louxin-sandbox", chat: "direct:p1" },
    senderId: "p1",
    data,
    expiresAt: new Date("2026-11-26T11:00:00+08:00"),
  },
});

describe("somebody who needs a person", () => {
  it.each([
    ["转人工", "person", "notice"],
    ["我才十二岁", "child", "emergency"],
    ["我害怕", "fear", "emergency"],
  ] as const)("hears whom it was handed to, and the grid worker hears it: %s", (...row) => {
    const [text, need, urgency] = row;
    const decided = say(text);
    expect(lines(decided)).toEqual([`handed-over-${need}@direct:p1:reply`, `hand-over-need@direct:覃工:${urgency}`]);
    expect(decided.lines[0]?.variables).toEqual({ worker: "覃工", numbers: need === "person" ? "12345" : "110" });
    expect(decided.dialogs).toMatchObject([
      { data: { kind: "handed-over", need }, expiresAt: new Date("2026-11-26T11:00:00+08:00") },
    ]);
  });

  it("gets no small talk meanwhile: what they say is passed on, and thanks are not", () => {
    const quiet = waitingFor({ kind: "handed-over", need: "fear" });
    expect(lines(say("他就在门口", quiet))).toEqual(["hand-over-more@direct:覃工:emergency"]);
    expect(lines(say("我害怕", quiet))).toEqual(["hand-over-more@direct:覃工:emergency"]);
    expect(lines(say("谢谢", quiet))).toEqual([]);
    expect(lines(say("嗯,他还在门口", quiet))).toEqual(["hand-over-more@direct:覃工:emergency"]);
    expect(lines(say("爸妈不在家", quiet))[0]).toBe("handed-over-child@direct:p1:reply");
  });

  it("is heard as before with a report, and with danger", () => {
    const quiet = waitingFor({ kind: "handed-over", need: "person" });
    expect(say("3栋2楼楼梯口又停了两台电鸡", { ...quiet, reading: buildReport() }).steps).not.toEqual([]);
    expect(say("我害怕,3栋楼道灯坏了", { reading: buildReport() }).steps).not.toEqual([]);
    expect(lines(say("我害怕", { reading: buildReport({ zone: "ask" }) }))[0]).toBe("handed-over-fear@direct:p1:reply");
    const emergency = { code: "X01", phrase: "着火" };
    const fire = say("着火了", { ...quiet, reading: buildReading({ intent: "emergency", zone: "speak", emergency }) });
    expect(fire.lines[0]?.template).toBe("emergency-x01");
  });

  it("keeps a question of the bot's open", () => {
    const asked = waitingFor({ kind: "whose-star" });
    expect(say("转人工", asked)).toMatchObject({ dialogs: [], endedDialogs: [] });
  });

  it("is a child who is alone, though the reader took it for danger, in a group too", () => {
    const emergency = { code: "X10", phrase: "一个人在家" };
    const reading = buildReading({ intent: "emergency", zone: "speak", emergency });
    const child = [`handed-over-child@direct:p1:reply`, "hand-over-need@direct:覃工:emergency"];
    expect(lines(say("我12岁,一个人在家", { reading }))).toEqual(child);
    expect(lines(say("", { reading, message: buildAccepted({ text: "我12岁,一个人在家" }) }))).toEqual(child);
    const fire = buildReading({ intent: "emergency", zone: "speak", emergency: { code: "X01", phrase: "着火了" } });
    expect(lines(say("我12岁,一个人在家,着火了", { reading: fire }))[0]).toMatch(/^emergency-x01@/u);
    expect(lines(say("我12岁,一个人在家", { reading, sender: people.worker }))[0]).toMatch(/^emergency-x10@/u);
  });

  it("is told numbers where nobody can be reached", () => {
    expect(lines(say("转人工", { contacts: new Map() }))).toEqual(["handed-over-nobody@direct:p1:reply"]);
  });

  it("is not looked for in talk that is not for the bot, nor among staff", () => {
    expect(say("我害怕", { message: buildAccepted({ isGroup: true, text: "我害怕" }) }).lines).toEqual([]);
    expect(lines(say("转人工", { sender: people.worker }))).not.toContain("handed-over-person@direct:p1:reply");
  });
});
