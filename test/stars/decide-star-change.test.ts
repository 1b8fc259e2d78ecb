import { describe, expect, it } from "vitest";
import { decideStarChange, type StarChangeInput } from "../../src/stars/decide-star-change.js";
import { scoreBuilding } from "../../src/stars/rate-building.js";
import type { Rating } from "../../src/stars/rating.js";
import { buildChange, buildFacts, rules, today } from "./star-builders.js";

const now = new Date("2026-11-26T02:00:00+08:00");
const rating = (over: Partial<Rating> = {}): Rating => ({ ...scoreBuilding(buildFacts(), rules, today), ...over });
const decide = (over: Partial<StarChangeInput>) =>
  decideStarChange({ current: { star: 4 }, rating: rating({ star: 4 }), now, rules, ...over });

describe("decideStarChange", () => {
  it("proposes nothing while the star stands, or where there is no rating", () => {
    expect(decide({})).toEqual({ why: "unchanged" });
    expect(decide({ rating: rating({ star: null, whyNotRated: "楼栋档案还没建好" }) })).toEqual({ why: "not-rated" });
  });

  it("proposes a first rating where there never was a star", () => {
    const { current: _, ...rest } = { current: undefined, rating: rating(), now, rules };
    expect(decideStarChange(rest).proposed).toMatchObject({
      kind: "first",
      fromStar: null,
      toStar: 5,
      stage: "proposed",
    });
  });

  it("raises by one star at most, and once a quarter", () => {
    expect(decide({ current: { star: 2 }, rating: rating({ star: 5 }) }).proposed).toMatchObject({
      kind: "up",
      fromStar: 2,
      toStar: 3,
    });
    const raised = (day: string) =>
      decide({ current: { star: 3, raisedAt: new Date(`${day}T12:00:00+08:00`) }, rating: rating({ star: 5 }) });
    expect(raised("2026-10-01").why).toBe("once-a-quarter");
    expect(raised("2026-09-30").proposed).toMatchObject({ toStar: 4 });
  });

  it("lowers as far as the rating says, with the grounds of the rating", () => {
    const { proposed } = decide({ rating: rating({ star: 2, costs: ["用电安全:扣3分(1120-1)"], score: 66 }) });
    expect(proposed).toMatchObject({ kind: "down", fromStar: 4, toStar: 2, proposedAt: now });
    expect(proposed?.grounds).toMatchObject({
      asOf: today,
      score: 66,
      costs: ["用电安全:扣3分(1120-1)"],
      rulesVersion: rules.version,
    });
  });

  it("proposes to take the plate when a veto stands, once", () => {
    const vetoed = rating({ star: null, isVetoed: true, vetoes: ["危房"] });
    expect(decide({ rating: vetoed }).proposed).toMatchObject({ kind: "withdrawn", fromStar: 4, toStar: null });
    expect(decide({ current: { star: null }, rating: vetoed })).toEqual({ why: "unchanged" });
  });

  it("takes the plate with the fewest stars when it gained none for a while, and says so", () => {
    const lowest = rating({ star: 1 });
    const since = new Date("2026-10-28T10:00:00+08:00");
    expect(decide({ current: { star: 1, since }, rating: lowest })).toEqual({
      why: "unchanged",
      waitsUntil: "2026-11-27",
    });
    const { proposed } = decide({
      current: { star: 1, since },
      rating: lowest,
      now: new Date("2026-11-27T02:00:00+08:00"),
    });
    expect(proposed).toMatchObject({ kind: "withdrawn", fromStar: 1, toStar: null });
    expect(proposed?.grounds.caps[0]).toBe("挂1星满30天没有提升");
    expect(decide({ current: { star: null }, rating: lowest })).toEqual({ why: "unchanged" });
    expect(decide({ current: { star: null }, rating: rating({ star: 2 }) }).proposed).toMatchObject({
      kind: "restored",
      toStar: 2,
    });
  });

  it("brings a plate back only after clean days, and not above the rule's star", () => {
    const cleared = (vetoClearedOn: string) =>
      decide({ current: { star: null }, rating: rating({ star: 5, vetoClearedOn }) });
    expect(cleared("2026-10-28").why).toBe("not-clean-long-enough");
    expect(cleared("2026-10-27").proposed).toMatchObject({ kind: "restored", fromStar: null, toStar: 3 });
  });

  it("drops a change when the rating has recovered, and tells the owner only if they knew", () => {
    const silent = decide({ pending: buildChange() });
    expect(silent).toMatchObject({ why: "recovered", dropped: { change: { stage: "dropped" }, lines: [] } });
    const told = decide({ pending: buildChange({ stage: "notified", noticeAt: now }) });
    expect(told.dropped?.lines.map(({ kind, audience }) => [kind, audience])).toEqual([["star-recovered", "owner"]]);
  });

  it("keeps a change that is still true", () => {
    expect(decide({ pending: buildChange(), rating: rating({ star: 3 }) })).toEqual({ why: "already-pending" });
  });

  it("replaces a proposal whose aim moved, but makes a fall that was told no worse on its way", () => {
    const worse = rating({ star: 2 });
    expect(decide({ pending: buildChange(), rating: worse })).toMatchObject({
      why: "replaced",
      proposed: { toStar: 2 },
    });
    expect(decide({ pending: buildChange({ stage: "notified", noticeAt: now }), rating: worse })).toEqual({
      why: "already-pending",
    });
    const milder = buildChange({ toStar: 2, stage: "notified", noticeAt: now });
    expect(decide({ pending: milder, rating: rating({ star: 3 }) })).toMatchObject({
      why: "replaced",
      proposed: { toStar: 3 },
    });
  });

  it("freezes while an appeal is pending", () => {
    expect(decide({ pending: buildChange({ hasPendingAppeal: true }) })).toEqual({ why: "appeal-pending" });
    expect(decide({ rating: rating({ star: 2, isFrozen: true }) })).toEqual({ why: "appeal-pending" });
  });
});
