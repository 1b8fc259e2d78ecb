import { describe, expect, it } from "vitest";
import type { PersonId } from "../../src/shared/ids.js";
import { nextNudge } from "../../src/stars/appeal-nudge.js";
import { appealReviewers } from "../../src/stars/appeal-reviewers.js";
import { appealNumber, decideAppeal, fileObjection, withdrawAppeal } from "../../src/stars/appeal.js";
import { buildChange, rules, staff, workerOnly } from "./star-builders.js";

const at = (text: string): Date => new Date(`${text}+08:00`);
const owner = "owner" as PersonId;
const [worker] = staff.grid_worker;
const [community] = staff.community;
const [street] = staff.street;
const notified = buildChange({
  stage: "notified",
  confirmedBy: worker,
  steps: [{ kind: "agreed", at: at("2026-11-26T09:00:00"), by: worker, level: "grid_worker" }],
  noticeAt: at("2026-11-26T09:00:00"),
  hearingUntil: at("2026-12-04T00:00:00"),
});
const none = { ofBuilding: 0, ofChange: 0 };
const objection = {
  personId: owner,
  text: " 灭火器上周换过了 ",
  now: at("2026-11-30T10:00:00"),
  earlier: none,
  rules,
};

describe("fileObjection", () => {
  it("freezes the change, keeps the owner's words, and says who answers by when", () => {
    const filed = fileObjection(notified, { ...objection, earlier: { ofBuilding: 2, ofChange: 0 } });
    expect(filed).toMatchObject({
      ok: true,
      value: {
        change: { stage: "notified", hasPendingAppeal: true, hearingText: "灭火器上周换过了" },
        appeal: {
          changeId: notified.id,
          ordinal: 3,
          personId: owner,
          state: "filed",
          level: "community",
          text: "灭火器上周换过了",
          filedAt: objection.now,
          // Seven working days from Monday the 30th: the end of Wednesday the 9th.
          answerBy: at("2026-12-10T00:00:00"),
        },
      },
    });
    expect(filed.ok && appealNumber("3栋", filed.value.appeal)).toBe("3栋申3");
    expect(filed.ok && filed.value.change.steps.at(-1)).toEqual({ kind: "heard", at: objection.now, by: owner });
  });

  it.each([
    ["before the notice", buildChange(), "not-notified"],
    ["when the hearing is over", { ...notified, hearingUntil: objection.now }, "too-late"],
    ["when the change is in effect", { ...notified, stage: "effective" as const }, "too-late"],
    ["while one is looked into", { ...notified, hasPendingAppeal: true }, "already-filed"],
  ])("refuses %s", (_, change, refusal) => {
    expect(fileObjection(change, objection)).toEqual({ ok: false, refusal });
  });

  it("takes as many as the rules have reviewers for: the second goes to the street", () => {
    const second = fileObjection(notified, { ...objection, earlier: { ofBuilding: 1, ofChange: 1 } });
    expect(second).toMatchObject({ ok: true, value: { appeal: { level: "street" } } });
    expect(fileObjection(notified, { ...objection, earlier: { ofBuilding: 2, ofChange: 2 } })).toEqual({
      ok: false,
      refusal: "too-many",
    });
  });

  it("refuses an objection without words, and hears one during publicity", () => {
    expect(fileObjection(notified, { ...objection, text: "  " })).toEqual({ ok: false, refusal: "empty" });
    const publicised = buildChange({
      stage: "publicised",
      noticeAt: notified.proposedAt,
      publicityUntil: at("2026-12-12T00:00:00"),
    });
    expect(fileObjection(publicised, objection).ok).toBe(true);
  });
});

const filed = fileObjection(notified, objection);
if (!filed.ok) throw new Error("not filed");
const { change, appeal } = filed.value;
const decision = { isUpheld: true, reviewer: community, staff, result: "换过了,属实", now: at("2026-12-02T10:00:00") };

describe("decideAppeal", () => {
  it("drops the change when the objection is upheld, and lets it rest", () => {
    expect(decideAppeal({ change, appeal }, decision)).toMatchObject({
      ok: true,
      value: {
        change: { stage: "dropped", hasPendingAppeal: false, declinedAt: decision.now },
        appeal: { state: "upheld", decidedBy: community, result: "换过了,属实" },
      },
    });
  });

  it("lets the change go on where it stood when the objection is rejected", () => {
    const rejected = decideAppeal({ change, appeal }, { ...decision, isUpheld: false });
    expect(rejected).toMatchObject({
      ok: true,
      value: { change: { stage: "notified", hasPendingAppeal: false }, appeal: { state: "rejected" } },
    });
    expect(rejected.ok && rejected.value.change.declinedAt).toBeUndefined();
  });

  it("refuses the first rater, whoever is no reviewer, a second decision, and one without reasons", () => {
    const on = { change, appeal };
    expect(decideAppeal(on, { ...decision, reviewer: worker })).toEqual({ ok: false, refusal: "not-reviewer" });
    expect(decideAppeal(on, { ...decision, reviewer: owner })).toEqual({ ok: false, refusal: "not-reviewer" });
    expect(decideAppeal({ change, appeal: { ...appeal, state: "rejected" } }, decision)).toEqual({
      ok: false,
      refusal: "already-decided",
    });
    expect(decideAppeal(on, { ...decision, result: " " })).toEqual({ ok: false, refusal: "no-reason" });
  });
});

describe("withdrawAppeal", () => {
  it("lets the change go on, once", () => {
    const by = { actor: owner, now: decision.now };
    expect(withdrawAppeal({ change, appeal }, by)).toMatchObject({
      ok: true,
      value: { change: { stage: "notified", hasPendingAppeal: false }, appeal: { state: "withdrawn" } },
    });
    expect(withdrawAppeal({ change, appeal: { ...appeal, state: "upheld" } }, by)).toEqual({
      ok: false,
      refusal: "already-decided",
    });
  });
});

describe("appealReviewers", () => {
  const agreed = (...people: readonly PersonId[]) =>
    buildChange({
      steps: people.map((by) => ({
        kind: "agreed" as const,
        at: notified.proposedAt,
        by,
        level: "grid_worker" as const,
      })),
    });

  it("are people of the level who had no part in the change, else of one further up", () => {
    expect(appealReviewers(agreed(worker), "community", staff)).toEqual([community]);
    expect(appealReviewers(agreed(worker, community), "community", staff)).toEqual([street]);
  });

  it("are whoever was not the first to agree where everybody did, and never the first rater", () => {
    const noStreet = { ...staff, street: [] };
    expect(appealReviewers(agreed(worker, community), "community", noStreet)).toEqual([community]);
    expect(appealReviewers(agreed(worker), "community", workerOnly)).toEqual([]);
  });

  it("are others than those who turned the first objection down, where there are any", () => {
    const before = agreed(worker);
    const rejected = {
      ...before,
      steps: [...before.steps, { kind: "appeal-rejected" as const, at: notified.proposedAt, by: community }],
    };
    expect(appealReviewers(rejected, "community", staff)).toEqual([street]);
    expect(appealReviewers(rejected, "street", { ...staff, street: [] })).toEqual([community]);
  });
});

describe("nextNudge", () => {
  it("comes on the last day for the answer, and then every other working day", () => {
    expect(nextNudge(appeal, appeal.filedAt)).toEqual(at("2026-12-09T09:30:00"));
    expect(nextNudge(appeal, at("2026-12-09T09:30:00"))).toEqual(at("2026-12-11T09:30:00"));
    // Friday: the weekend does not count.
    expect(nextNudge(appeal, at("2026-12-11T09:30:00"))).toEqual(at("2026-12-15T09:30:00"));
  });
});
