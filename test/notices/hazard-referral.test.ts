import { describe, expect, it } from "vitest";
import { hazardReferral } from "../../src/notices/hazard-referral.js";
import { buildHazard } from "../support/builders.js";
import { people } from "../support/context-builders.js";
import { buildFile, buildReferral, buildReferredFile, referralWords } from "./paper-builders.js";

const { write } = hazardReferral;
const day = (text: string): Date => new Date(`2026-${text}T10:00:00+08:00`);

describe("the words of a referral form", () => {
  it("are all that its templates ask for", () => {
    expect(Object.keys(referralWords()).toSorted()).toEqual(hazardReferral.variables.toSorted());
    expect(referralWords()).toMatchObject({
      department: "消防救援、街道应急（消安）",
      severity: "较大",
      deadline: "2026年11月26日13时，移交时已逾期3天",
      reason: "车主不配合，请消防处理",
      handler: "覃工",
      referredOn: "2026年11月29日",
      replyBy: "2026年12月4日",
    });
  });

  it("have no variable for a reporter, and never who reported, where, or their words", () => {
    expect(hazardReferral.variables.filter((name) => /report|tenant|summary|said|chat/iu.test(name))).toEqual([]);
    const hazard = buildHazard({ state: "referred", summary: "502小王说的" });
    const text = JSON.stringify(write(buildReferredFile({ hazard })));
    for (const secret of [hazard.reporterId, hazard.summary, people.tenant.name]) expect(text).not.toContain(secret);
  });

  it.each([
    ["110/119", /^_+$/u],
    ["0755-25199999/119", /^_+$/u],
    ["119/网格员电话", /^_+$/u],
    ["120/95598/维保", /^维保$/u],
    ["供电95598/街道应急", /^供电95598、街道应急$/u],
  ])("address %s, without numbers to call", (department, words) => {
    expect(referralWords({ kind: { ...buildFile().kind, department } })["department"]).toMatch(words);
  });

  it("say how late the case was when it was referred", () => {
    const { overdueDays: _, ...inTime } = buildReferral();
    const { dueAt: __, ...withoutDeadline } = inTime;
    const deadlineOf = (referral: typeof withoutDeadline): string | undefined =>
      referralWords({ referral })["deadline"];
    expect(deadlineOf(buildReferral({ overdueDays: 0 }))).toMatch(/移交时已逾期不到1天$/u);
    expect(deadlineOf(inTime)).toMatch(/^2026年11月26日13时，移交时没有逾期$/u);
    expect(deadlineOf(withoutDeadline)).toBe("没有定期限");
  });

  it("leave lines to write on for the reason, who handled it, and the answer", () => {
    const { reason: _, ...referral } = buildReferral();
    const { referredBy: __, ...file } = buildReferredFile({ referral });
    const line = expect.stringMatching(/^_+$/u);
    expect(write(file)).toMatchObject({
      value: { words: { reason: line, handler: line, answers: expect.stringMatching(/^_+\n_+$/u) } },
    });
  });

  it("tell what the department answered by chat, the newest two", () => {
    const answers = [
      { at: day("12-01"), text: "收到了" },
      { at: day("12-02") },
      { at: day("12-03"), text: "已经拖走,请复查" },
    ];
    expect(referralWords({ referral: buildReferral({ answers }) })["answers"]).toBe(
      "12月2日：已收到\n12月3日：已经拖走，请复查",
    );
  });

  it("keep what people wrote so short that it stays on the sheet", () => {
    const long = "很".repeat(500);
    const referral = buildReferral({ reason: `${long}\n${long}`, answers: [{ at: day("12-01"), text: long }] });
    const { reason = "", answers = "" } = referralWords({ referral });
    expect(reason).toMatch(/^很{79}…$/u);
    expect(answers).toMatch(/^12月1日：很{49}…$/u);
  });

  it("name nobody of the house for a clue or a dispute", () => {
    const kind = { ...buildFile().kind, staffOnly: true };
    expect(referralWords({ kind })["responsible"]).toMatch(/^_+$/u);
  });
});

describe("a referral form", () => {
  it("is refused to a case that was not referred", () => {
    expect(write(buildFile())).toEqual({ ok: false, refusal: "not-referred" });
  });

  it.each(["false-alarm", "duplicate", "withdrawn"] as const)("is refused to a case that is %s", (state) => {
    const file = buildReferredFile({ hazard: buildHazard({ state }) });
    expect(write(file)).toEqual({ ok: false, refusal: "case-dropped" });
  });

  it("is written for an emergency too, and stays when the case goes on", () => {
    const kind = { ...buildFile().kind, limitHours: null };
    const hazard = buildHazard({ state: "closed", severity: "emergency" });
    expect(write(buildReferredFile({ kind, hazard }))).toMatchObject({ value: { words: { severity: "紧急" } } });
  });
});
