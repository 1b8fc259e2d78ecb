import { describe, expect, it } from "vitest";
import { decideLabel } from "../../src/labels/decide-label.js";
import type { CaseDecision, SaidLine } from "../../src/labels/said-line.js";
import { buildMark, buildSaidLine } from "./said-line-builder.js";

const falseAlarm: CaseDecision = { seq: 3, kind: "false-alarm", text: "现场没有" };
const moved: CaseDecision = { seq: 3, kind: "recategorised", text: "楼道堆物" };
const passed: CaseDecision = { seq: 4, kind: "passed", text: null };
const returned: CaseDecision = { seq: 4, kind: "returned", text: "还有一台" };
const reopened: CaseDecision = { seq: 5, kind: "reopened", text: "没改" };
const labelOf = (over: Parameters<typeof buildMark>[0], line: Partial<SaidLine> = {}) =>
  decideLabel(buildSaidLine({ marks: [buildMark(over)], ...line }));

describe("the label of a report", () => {
  it("is 报隐患 with the code once staff passed the case, also where it was opened again", () => {
    const label = { intent: "报隐患", codes: ["E01"], source: "passed", reason: "复查通过" };
    expect(labelOf({})).toEqual(label);
    expect(labelOf({ state: "rectifying", decisions: [passed, reopened] })).toEqual(label);
  });

  it("has the code that staff gave it, before the case is closed and after", () => {
    const label = { intent: "报隐患", codes: ["F01"], source: "recategorised", reason: "改类为F01:楼道堆物" };
    expect(labelOf({ code: "F01", state: "notified", decisions: [moved] })).toEqual(label);
    expect(labelOf({ code: "F01", decisions: [moved, passed] })).toEqual(label);
  });

  it("is 闲聊 where staff called the case a false alarm, whatever else they made of it before", () => {
    const label = { intent: "闲聊", codes: [], source: "false-alarm", reason: "误报:现场没有" };
    expect(labelOf({ state: "false-alarm", decisions: [falseAlarm] })).toEqual(label);
    expect(labelOf({ state: "false-alarm", decisions: [{ ...moved, seq: 2 }, falseAlarm] })).toEqual(label);
    const malice = { seq: 4, kind: "malice-agreed", text: null } as const;
    expect(labelOf({ state: "false-alarm", decisions: [falseAlarm, malice] })).toBeUndefined();
    expect(labelOf({ state: "false-alarm", decisions: [malice] })).toBeUndefined();
  });

  it("is 紧急 where the case was one", () => {
    expect(labelOf({ code: "X02", severity: "emergency" })).toMatchObject({ intent: "紧急", codes: ["X02"] });
  });

  it("is unknown as long as staff have only sent the fix back", () => {
    expect(labelOf({ state: "rectifying", decisions: [returned] })).toBeUndefined();
  });

  it("is unknown where the event is another line's", () => {
    expect(labelOf({}, { text: "对" })).toBeUndefined();
    expect(labelOf({ text: null })).toBeUndefined();
  });
});

describe("the label of a line that came later", () => {
  it("is 报隐患 where somebody else said the same, unless it was a false alarm", () => {
    expect(labelOf({ kind: "joined" })).toMatchObject({ intent: "报隐患", codes: ["E01"], source: "joined" });
    expect(labelOf({ kind: "joined", state: "false-alarm", decisions: [falseAlarm] })).toBeUndefined();
  });

  it("is 补充信息, or 报隐患 where its writer reported the same again", () => {
    expect(labelOf({ kind: "supplemented" }, { intent: "chatter" })).toMatchObject({
      intent: "补充信息",
      codes: [],
      source: "supplemented",
    });
    expect(labelOf({ kind: "supplemented" })).toMatchObject({ intent: "报隐患", source: "joined" });
  });

  it("is unknown where the line was 没改 or a reporter's 已经清走了, or nobody knows how it was read", () => {
    expect(labelOf({ kind: "supplemented" }, { intent: "command" })).toBeUndefined();
    expect(labelOf({ kind: "supplemented" }, { intent: "feedback" })).toBeUndefined();
    const { intent: _, ...unread } = buildSaidLine({ marks: [buildMark({ kind: "supplemented" })] });
    expect(decideLabel(unread)).toBeUndefined();
  });

  it("is 整改反馈 only for the fix that staff passed", () => {
    const fix = { kind: "fixed", seq: 3 } as const;
    expect(labelOf(fix)).toMatchObject({ intent: "整改反馈", codes: [], source: "fix-passed" });
    expect(
      labelOf({
        ...fix,
        decisions: [
          { ...moved, seq: 4 },
          { ...passed, seq: 5 },
        ],
      }),
    ).toMatchObject({
      source: "fix-passed",
    });
    expect(labelOf({ ...fix, decisions: [returned, { ...passed, seq: 6 }] })).toBeUndefined();
  });
});

describe("the label of a line that the bot asked about", () => {
  const answered = { kind: "answered", isReport: true, codes: ["E01"] } as const;

  it("is what its writer said", () => {
    expect(decideLabel(buildSaidLine({ marks: [answered] }))).toMatchObject({ intent: "报隐患", codes: ["E01"] });
    expect(decideLabel(buildSaidLine({ marks: [{ ...answered, isReport: false, codes: [] }] }))).toMatchObject({
      intent: "闲聊",
      codes: [],
      source: "answered",
    });
  });

  it("yields to what staff found", () => {
    const wrong = buildMark({ state: "false-alarm", decisions: [falseAlarm] });
    expect(decideLabel(buildSaidLine({ marks: [answered, wrong] }))).toMatchObject({
      source: "false-alarm",
      codes: [],
    });
    const other = buildMark({ code: "F01", decisions: [moved] });
    expect(decideLabel(buildSaidLine({ marks: [answered, other] }))).toMatchObject({ codes: ["F01"] });
  });
});

it("takes all true hazards of a line together, and leaves out the false one", () => {
  const marks = [
    buildMark({ code: "F01" }),
    buildMark({ code: "E01" }),
    buildMark({ code: "E03", state: "false-alarm", decisions: [falseAlarm] }),
  ];
  expect(decideLabel(buildSaidLine({ marks }))).toMatchObject({ intent: "报隐患", codes: ["E01", "F01"] });
});
