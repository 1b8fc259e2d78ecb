import { describe, expect, it } from "vitest";
import { decideAudit } from "../../src/conversation/due-audit.js";
import type { HazardId } from "../../src/shared/ids.js";
import { buildHazard } from "../support/builders.js";
import { buildContext } from "../support/context-builders.js";

const at = (text: string): Date => new Date(`2026-12-${text}:00+08:00`);
const audit = (now: Date, ...waiting: readonly ReturnType<typeof buildHazard>[]) => {
  const { buildings, contacts, rules } = buildContext();
  return decideAudit({ buildings, contacts, rules, now, waiting });
};
const told = (finding: ReturnType<typeof audit>) =>
  finding.changes.lines.map((line) => `${line.ref.chat} ${JSON.stringify(line.variables["items"])}`);

describe("the audit", () => {
  const unverified = buildHazard({ state: "reported", openedAt: at("01T09:00") });

  it("leaves alone what is within its time", () => {
    expect(audit(at("02T08:59"), unverified)).toEqual({
      untended: [],
      changes: expect.objectContaining({ lines: [] }),
    });
  });

  it("tells the grid worker in the morning, and the community after twice the time", () => {
    expect(told(audit(at("02T09:01"), unverified))).toEqual(['direct:覃工 "1126-1 3栋2楼楼梯口停电动车:还没人看"']);
    expect(told(audit(at("03T09:01"), unverified)).map((line) => line.split(" ")[0])).toEqual([
      "direct:覃工",
      "direct:麻布社区",
    ]);
  });

  it("keeps for the next working day what is too long only since the evening", () => {
    expect(told(audit(at("02T20:29"), unverified))).toHaveLength(1);
    // Friday: the line would have waited for the morning of Saturday.
    expect(told(audit(at("04T20:30"), unverified))).toEqual([]);
    expect(told(audit(at("07T09:00"), unverified))).toHaveLength(2);
  });

  it("says on each line which day's audit it is of", () => {
    expect(audit(at("02T09:01"), unverified).changes.lines[0]?.subject).toBe("audit:2026-12-02");
  });

  it("counts what waits before the hour and on a Sunday, and tells nobody", () => {
    const early = audit(at("03T08:00"), unverified);
    expect(early.untended).toHaveLength(1);
    expect(told(early)).toEqual([]);
    expect(told(audit(at("06T10:00"), unverified))).toEqual([]);
  });

  it("names a recheck that is late by working days, a wish for more time, and an emergency that was forgotten", () => {
    const fixedAt = at("03T15:00").toISOString();
    const recheck = buildHazard({ state: "awaiting-recheck", openedAt: at("01T09:00"), marks: { fixedAt } });
    // Thursday 15:00 and three working days are Tuesday 15:00.
    expect(told(audit(at("08T14:00"), recheck))).toEqual([]);
    expect(told(audit(at("08T16:00"), recheck))).toEqual([expect.stringContaining("等复查太久")]);
    const delayAskedAt = at("03T15:00").toISOString();
    const asked = buildHazard({ id: "h2" as HazardId, openedAt: at("01T09:00"), marks: { delayAskedAt } });
    expect(told(audit(at("04T16:00"), asked))).toEqual([expect.stringContaining("延期没答复")]);
    const danger = buildHazard({ state: "reported", severity: "emergency", code: "X01", openedAt: at("01T09:00") });
    expect(told(audit(at("02T10:00"), danger))).toEqual([expect.stringContaining("紧急的还没了结")]);
  });
});
