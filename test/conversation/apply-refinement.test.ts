import { describe, expect, it } from "vitest";
import { applyRefinement, mayBeRefined } from "../../src/conversation/apply-refinement.js";
import type { Reading } from "../../src/understanding/reading.js";
import { buildReading, buildReport } from "../support/context-builders.js";

const hazards: Reading["hazards"] = [
  { code: "E01", severity: "major", phrase: "停了两台电鸡" },
  { code: "F01", severity: "critical", phrase: "过不去人" },
];
const unsure = buildReport({ zone: "ask", hazards });

describe("a language model's view of an unsure report", () => {
  it("puts the hazard that it chose first and gives the reason", () => {
    expect(applyRefinement(unsure, { isReport: true, code: "F01" })).toEqual({
      ...unsure,
      hazards: [hazards[1], hazards[0]],
      reasons: ["测试", "大模型也看作隐患(仅供参考)"],
    });
  });

  it("gives only the reason for a no: the line is neither dropped nor hushed", () => {
    expect(applyRefinement(unsure, { isReport: false })).toEqual({
      ...unsure,
      reasons: ["测试", "大模型看作不是隐患(仅供参考)"],
    });
  });

  it("changes nothing without an answer, without a code, or with a code that is not ours", () => {
    for (const one of [undefined, { isReport: true }, { isReport: true, code: "G01" }])
      expect(applyRefinement(unsure, one)).toBe(unsure);
  });

  it.each<[string, Reading]>([
    ["an emergency", buildReport({ zone: "ask", emergency: { code: "X01", phrase: "着火" } })],
    ["a sure report", buildReport({ zone: "speak" })],
    ["chatter", buildReading()],
    ["a complaint", buildReading({ intent: "complaint", zone: "ask" })],
    ["a report of nothing known", buildReport({ zone: "ask", hazards: [] })],
  ])("has no say in %s", (_name, reading) => {
    expect(mayBeRefined(reading)).toBe(false);
    expect(applyRefinement(reading, { isReport: false })).toBe(reading);
    expect(applyRefinement(reading, { isReport: true, code: "E01" })).toBe(reading);
  });
});
