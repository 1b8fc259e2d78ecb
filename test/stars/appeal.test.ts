import { describe, expect, it } from "vitest";
import type { PersonId } from "../../src/shared/ids.js";
import { decideAppeal, fileObjection } from "../../src/stars/appeal.js";
import { buildChange } from "./star-builders.js";

const at = (text: string): Date => new Date(`${text}+08:00`);
const owner = "owner" as PersonId;
const notified = buildChange({
  stage: "notified",
  confirmedBy: "worker" as PersonId,
  noticeAt: at("2026-11-26T09:00:00"),
  hearingUntil: at("2026-12-04T00:00:00"),
});
const objection = { personId: owner, text: " 灭火器上周换过了 ", now: at("2026-11-30T10:00:00") };

describe("fileObjection", () => {
  it("freezes the change and keeps the owner's words", () => {
    const filed = fileObjection(notified, objection);
    expect(filed).toMatchObject({
      ok: true,
      value: {
        change: { stage: "notified", hasPendingAppeal: true, hearingText: "灭火器上周换过了" },
        appeal: {
          changeId: notified.id,
          personId: owner,
          state: "filed",
          text: "灭火器上周换过了",
          filedAt: objection.now,
        },
      },
    });
  });

  it.each([
    ["before the notice", buildChange(), "not-notified"],
    ["when the hearing is over", { ...notified, hearingUntil: objection.now }, "too-late"],
    ["when the change is in effect", { ...notified, stage: "effective" as const }, "too-late"],
    ["a second time", { ...notified, hasPendingAppeal: true }, "already-filed"],
  ])("refuses %s", (_, change, refusal) => {
    expect(fileObjection(change, objection)).toEqual({ ok: false, refusal });
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

describe("decideAppeal", () => {
  const filed = fileObjection(notified, objection);
  if (!filed.ok) throw new Error("not filed");
  const { change, appeal } = filed.value;
  const decision = {
    isUpheld: true,
    reviewer: "street" as PersonId,
    result: "已核实,灭火器是新的",
    now: at("2026-12-01T10:00:00"),
  };

  it("drops the change when the owner is right", () => {
    expect(decideAppeal(change, appeal, decision)).toMatchObject({
      ok: true,
      value: {
        change: { stage: "dropped", hasPendingAppeal: false },
        appeal: { state: "upheld", decidedBy: "street" },
      },
    });
  });

  it("lets the change go on where it stood when the owner is not", () => {
    expect(decideAppeal(change, appeal, { ...decision, isUpheld: false })).toMatchObject({
      ok: true,
      value: {
        change: { stage: "notified", hasPendingAppeal: false },
        appeal: { state: "rejected", result: "已核实,灭火器是新的" },
      },
    });
  });

  it("refuses the person who confirmed the change, and a second decision", () => {
    expect(decideAppeal(change, appeal, { ...decision, reviewer: "worker" as PersonId })).toEqual({
      ok: false,
      refusal: "same-person",
    });
    expect(decideAppeal(change, { ...appeal, state: "rejected" }, decision)).toEqual({
      ok: false,
      refusal: "already-decided",
    });
  });
});
