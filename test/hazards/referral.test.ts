import { describe, expect, it } from "vitest";
import type { HazardEvent } from "../../src/hazards/hazard.js";
import { countedEvents, findReferral, intoWorkHours, silentFrom, toldAgainAt } from "../../src/hazards/referral.js";
import { at, logOf, workerId } from "../support/case-log.js";

const referralReplyWorkingDays = { minor: 10, major: 5, critical: 2, emergency: 1 };
const referralOf = (events: readonly HazardEvent[]): ReturnType<typeof findReferral> =>
  findReferral(events, { referralReplyWorkingDays });

describe("countedEvents", () => {
  it("leaves out what was taken back", () => {
    const log = logOf(
      ["notified", "11-26T09:00"],
      ["reassigned", "11-26T10:00"],
      ["undone", "11-26T10:01", { undoes: 3 }],
    );
    expect(countedEvents(log).map(({ kind }) => kind)).toEqual(["reported", "notified"]);
  });
});

describe("findReferral", () => {
  it("tells who, why and how late, and when an answer is wanted, weekends apart", () => {
    expect(referralOf(logOf(["notified", "11-26T09:00"], ["referred", "11-29T10:00", { text: "消防" }]))).toEqual({
      at: at("11-29T10:00"),
      byId: workerId,
      reason: "消防",
      dueAt: at("11-26T13:00"),
      overdueDays: 3,
      replyBy: at("12-04T10:00"),
      answers: [],
    });
  });

  it("is not there where the case never went, or it was taken back", () => {
    expect(referralOf(logOf(["notified", "11-26T09:00"]))).toBeUndefined();
    expect(referralOf(logOf(["referred", "11-26T10:00"], ["undone", "11-26T10:01", { undoes: 2 }]))).toBeUndefined();
  });

  it("is judged by how the case stood then: not late when it was fixed, or had more time", () => {
    const fixed = referralOf(logOf(["fixed", "11-26T12:00"], ["referred", "11-29T10:00"]));
    expect(fixed).not.toHaveProperty("overdueDays");
    const later = { dueAt: at("11-30T18:00").toISOString() };
    const extended = referralOf(logOf(["extended", "11-26T12:00", later], ["referred", "11-29T10:00"]));
    expect(extended).toMatchObject({ dueAt: at("11-30T18:00") });
    expect(extended).not.toHaveProperty("overdueDays");
    const extendedAfter = referralOf(logOf(["referred", "11-29T10:00"], ["extended", "11-29T12:00", later]));
    expect(extendedAfter).toMatchObject({ dueAt: at("11-26T13:00"), overdueDays: 3 });
  });

  it("wants an answer sooner the graver the case is", () => {
    const graver = logOf(["recategorised", "11-26T10:00", { severity: "critical" }], ["referred", "11-26T11:00"]);
    expect(referralOf(graver)).toMatchObject({ replyBy: at("11-30T11:00") });
  });

  it("is the last one, with the answers that came since", () => {
    const log = logOf(
      ["referred", "11-27T10:00"],
      ["answered", "11-27T12:00", { text: "不归我们管" }],
      ["referred", "11-28T10:00"],
      ["answered", "11-28T12:00", { text: "消防大队明天来" }],
      ["answered", "11-28T13:00"],
    );
    expect(referralOf(log)).toMatchObject({
      at: at("11-28T10:00"),
      answers: [{ at: at("11-28T12:00"), text: "消防大队明天来" }, { at: at("11-28T13:00") }],
    });
  });
});

describe("the silence of a department", () => {
  const hours = { workFrom: "09:00", workUntil: "17:30" };

  it("is told on the working day after the one by whose end it was to answer", () => {
    // Friday; the next one is Monday.
    expect(silentFrom({ replyBy: at("12-04T10:00") }, hours)).toEqual(at("12-07T09:00"));
    expect(silentFrom({ replyBy: at("12-07T23:50") }, hours)).toEqual(at("12-08T09:00"));
  });

  it("is told again after working days, sooner the graver the case is", () => {
    const rules = { ...hours, referralAskAgainWorkingDays: { minor: 5, major: 3, critical: 1, emergency: 1 } };
    expect(toldAgainAt({ severity: "major" }, rules, at("12-03T11:20"))).toEqual(at("12-08T09:00"));
    expect(toldAgainAt({ severity: "critical" }, rules, at("12-03T11:20"))).toEqual(at("12-04T09:00"));
  });

  it.each([
    ["12-03T08:59", "12-03T09:00"],
    ["12-03T09:00", "12-03T09:00"],
    ["12-03T17:29", "12-03T17:29"],
    ["12-03T17:30", "12-04T09:00"],
    ["12-04T20:00", "12-07T09:00"],
    ["12-05T10:00", "12-07T09:00"],
  ])("at %s may be told at %s", (time, wanted) => {
    expect(intoWorkHours(at(time), hours)).toEqual(at(wanted));
  });
});
