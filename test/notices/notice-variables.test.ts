import { describe, expect, it } from "vitest";
import { noticeVariables, type NoticeVariables, variablesOf } from "../../src/notices/notice-variables.js";
import { type NoticeParts, writeNotice } from "../../src/notices/rectification-notice.js";
import { buildHazard } from "../support/builders.js";
import { buildBuilding } from "../support/context-builders.js";
import { buildParts, buildVariables } from "./notice-builders.js";

function wordsFor(parts: NoticeParts): NoticeVariables {
  const notice = writeNotice(parts);
  if (!notice.ok) throw new Error(notice.refusal);
  return variablesOf(notice.value);
}

describe("variablesOf", () => {
  it("gives all variables in the words of a printed notice", () => {
    expect(Object.keys(buildVariables()).toSorted()).toEqual(noticeVariables.toSorted());
    expect(buildVariables()).toMatchObject({
      subject: "消防安全",
      number: "〔2026〕1126-1号",
      building: "华侨新村3栋",
      deadline: "2026年11月26日13时",
      issuedOn: "2026年11月26日",
      severity: "较大",
    });
    expect(buildVariables().responsible).toMatch(/^兰姐\p{Ps}业主\p{Pe}$/u);
  });

  it("tells minutes of a deadline only where there are any, in Shanghai's time", () => {
    const hazard = buildHazard({ dueAt: new Date("2026-12-31T17:30:00Z") });
    expect(wordsFor(buildParts({ hazard })).deadline).toBe("2027年1月1日1时30分");
  });

  it("leaves lines to write on where a name or the deadline is not known", () => {
    const { dueAt: _, ...hazard } = buildHazard({ place: {} });
    const { kind, issuedAt } = buildParts();
    const words = wordsFor({ hazard, kind: { ...kind, basis: "-" }, building: buildBuilding(3), issuedAt });
    expect(words.responsible).toMatch(/^_+$/u);
    expect(words.worker).toMatch(/^_+$/u);
    expect(words.deadline).toMatch(/^_+年_+月_+日_+时$/u);
    expect(words.where).toBe("以网格员现场指认为准");
    expect(words.basis).toBe("以主管部门答复为准");
  });

  it("speaks of fire only where the kind is about fire", () => {
    const kind = { ...buildParts().kind, code: "S04" };
    expect(wordsFor(buildParts({ kind })).subject).toBe("安全");
  });

  it("prints the punctuation of Chinese, not that of a rule file", () => {
    const kind = { ...buildParts().kind, name: "a,b(c)", basis: "a;b:c" };
    expect(Object.values(wordsFor(buildParts({ kind }))).join("")).not.toMatch(/[,;:()]/u);
  });
});
