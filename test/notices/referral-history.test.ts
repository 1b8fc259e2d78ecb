import { describe, expect, it } from "vitest";
import type { CaseStep } from "../../src/notices/case-log.js";
import { historyWords } from "../../src/notices/referral-history.js";

const step = (kind: CaseStep["kind"], time: string, until?: string): CaseStep => ({
  kind,
  at: new Date(`2026-${time}+08:00`),
  ...(until === undefined ? {} : { until: new Date(`2026-${until}+08:00`) }),
});

describe("historyWords", () => {
  it("tells a day in a line, and counts reminders and reports to those above", () => {
    const steps = [
      step("reported", "11-26T09:00"),
      step("accepted", "11-26T09:10"),
      step("notified", "11-26T09:10", "11-26T13:00"),
      step("reminded", "11-26T11:00"),
      step("promised", "11-26T12:00", "11-28T18:00"),
      step("overdue", "11-26T13:00"),
      step("extended", "11-27T09:00", "11-30T18:00"),
      step("reminded", "11-30T12:00"),
      step("escalated", "12-01T09:00"),
      step("supervised", "12-01T09:00"),
      step("fixed", "12-01T10:00"),
      step("returned", "12-01T11:00", "12-02T11:00"),
      step("referred", "12-02T09:00"),
    ];
    expect(historyWords(steps)).toBe(
      [
        "11月26日：登记；核实受理；发出整改通知；责任人答应11月28日前整改；到期没有整改",
        "11月27日：同意延期到11月30日",
        "12月1日：列为督办；报告已整改；复查不合格",
        "12月2日：移交",
        "共提醒责任人2次，向上报告1次。",
      ].join("\n"),
    );
  });

  it("says the same of a day once, and a promise without a day as it is", () => {
    const steps = [step("promised", "11-26T10:00"), step("promised", "11-26T15:00")];
    expect(historyWords(steps)).toBe("11月26日：责任人答应整改");
  });

  it("leaves out who else reported and what they added", () => {
    expect(historyWords([step("joined", "11-26T10:00"), step("supplemented", "11-26T10:01")])).toBe("");
  });

  it("leaves out days in the middle where there are many", () => {
    const days = Array.from({ length: 12 }, (_, index) =>
      step("returned", `12-${String(index + 1).padStart(2, "0")}T09:00`),
    );
    expect(historyWords(days).split("\n")).toEqual([
      "12月1日：复查不合格",
      "……（中间7天略）",
      ...[9, 10, 11, 12].map((day) => `12月${day}日：复查不合格`),
    ]);
  });
});
