import { describe, expect, it } from "vitest";
import { sayStanding, sayStory } from "../../src/stars/say-standing.js";
import { buildChange, buildFacts, rules } from "./star-builders.js";

const now = new Date("2026-11-26T09:00:00+08:00");
const at = (text: string): Date => new Date(`${text}+08:00`);
const standing = { star: 4, history: [] };

describe("sayStanding", () => {
  it("says the star, that there is none, and that an objection runs", () => {
    expect(sayStanding(standing, rules)).toBe("4星");
    expect(sayStanding({ star: null, history: [] }, rules)).toBe("未评定");
    expect(sayStanding({ ...standing, facts: buildFacts({ hasPendingAppeal: true }) }, rules)).toBe("4星(异议处理中)");
  });
});

describe("sayStory", () => {
  it("tells the past newest first, and how the neighbours stand", () => {
    const history = [
      buildChange({ kind: "up", fromStar: 3, toStar: 4, effectiveAt: at("2026-03-05T10:00:00") }),
      buildChange({ kind: "first", fromStar: null, toStar: 3, effectiveAt: at("2025-09-05T10:00:00") }),
    ];
    expect(sayStory({ star: 4, history, neighbours: 3.8 }, rules, now)).toMatchObject({
      history: "3月升4星,2025年9月首评3星",
      neighbours: "3.8星",
    });
  });

  it("tells what comes next and when, but never a fall that the owner was not told of", () => {
    const told = buildChange({ stage: "notified", hearingUntil: at("2026-12-04T00:00:00") });
    expect(sayStory({ ...standing, pending: told }, rules, now).next).toBe("拟调为3星,12月3日前可以申辩");
    const shown = buildChange({ stage: "publicised", publicityUntil: at("2026-12-12T00:00:00") });
    expect(sayStory({ ...standing, pending: shown }, rules, now).next).toBe("拟调为3星,公示到12月11日");
    expect(sayStory({ ...standing, pending: { ...told, hasPendingAppeal: true } }, rules, now).next).toContain("申辩");
    expect(sayStory({ ...standing, pending: buildChange() }, rules, now).next).not.toContain("3星");
    expect(sayStory({ ...standing, raisedAt: at("2026-10-09T10:00:00") }, rules, now).next).toBe(
      "这个季度升过了,最早1月1日再升",
    );
  });
});
