import { describe, expect, it } from "vitest";
import { toLabelledLine } from "../../src/labels/labelled-line.js";
import { evaluationLine, labelOf } from "../../src/understanding/evaluation-line.js";
import { buildMark, buildSaidLine } from "./said-line-builder.js";

describe("a labelled line", () => {
  it("is one of the evaluation, without nickname, building and room", () => {
    const line = toLabelledLine(buildSaidLine({ hasPicture: true }));
    expect(line).toEqual({
      text: "[楼]2楼楼梯口又停了两台电鸡",
      intent: "报隐患",
      hazards: ["E01"],
      sender_role: "tenant",
      chat: "group",
      media: ["image"],
      source: "passed",
      reason: "复查通过",
    });
    expect(labelOf(evaluationLine.parse(line))).toBe("report");
  });

  it("tells no names, phones, numbers, rooms and buildings, neither in the text nor in the words of staff", () => {
    const text = "陈兰 3栋502房王小明把电鸡停楼道,电话13800138000,身份证440306199001011234";
    const decisions = [{ seq: 2, kind: "false-alarm", text: "王小明502自己的,13800138000" }] as const;
    const line = toLabelledLine(buildSaidLine({ text, marks: [buildMark({ text, state: "false-alarm", decisions })] }));
    expect(line).toMatchObject({ intent: "闲聊", hard_negative: true, source: "false-alarm" });
    for (const secret of ["陈兰", "王小明", "502", "3栋", "13800138000", "440306199001011234"])
      expect(JSON.stringify(line)).not.toContain(secret);
    expect(line?.text).toContain("电鸡停楼道");
  });

  it("says who wrote it and where, as the reader knew it", () => {
    const fix = buildMark({ kind: "fixed", seq: 3 });
    const line = buildSaidLine({ isGroup: false, roles: ["head", "tenant"], mentionsBot: true, marks: [fix] });
    expect(toLabelledLine(line)).toMatchObject({
      intent: "整改反馈",
      sender_role: "head",
      chat: "private",
      mentions_bot: true,
      open_case: {},
    });
    expect(toLabelledLine({ ...line, roles: ["community"] })).toMatchObject({ sender_role: "grid_worker" });
    expect(toLabelledLine({ ...line, roles: [] })).toMatchObject({ sender_role: "tenant" });
  });

  it("marks an emergency as one", () => {
    const line = toLabelledLine(buildSaidLine({ marks: [buildMark({ code: "X02", severity: "emergency" })] }));
    expect(line).toMatchObject({ intent: "紧急", emergency: true, hazards: ["X02"] });
  });

  it("is none where nothing was decided", () => {
    expect(toLabelledLine(buildSaidLine({ marks: [] }))).toBeUndefined();
  });
});
