import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadTemplates } from "../../src/message-templates/templates.js";
import type { PersonId } from "../../src/shared/ids.js";
import { advanceChange, nextAdvanceAt, type StarStep, toldInPerson } from "../../src/stars/advance-change.js";
import { confirmChange } from "../../src/stars/review-change.js";
import type { StarChange, StarChangeKind } from "../../src/stars/star-change.js";
import { buildChange, rules, workerOnly } from "./star-builders.js";

const worker = "worker" as PersonId;
const at = (text: string): Date => new Date(`${text}+08:00`);
const now = at("2026-11-26T09:00:00");

const stepOf = (result: ReturnType<typeof advanceChange> | ReturnType<typeof confirmChange>): StarStep => {
  if (!result.ok) throw new Error(`refused: ${result.refusal}`);
  return result.value;
};
const confirm = (change: StarChange, over: { isOwnerReachable?: boolean } = {}): StarStep =>
  stepOf(confirmChange(change, { actor: worker, staff: workerOnly, now, rules, ...over }));
const lines = (step: StarStep) => step.lines.map(({ kind, audience }) => `${kind} ${audience}`);

describe("a fall", () => {
  it("goes the whole way: notice in private, hearing, publicity, effect", () => {
    const notified = confirm(buildChange());
    expect(notified.change).toMatchObject({ stage: "notified", confirmedBy: worker, confirmedAt: now, noticeAt: now });
    expect(lines(notified)).toEqual(["star-prior-notice owner"]);
    // Thursday the 26th: Friday, Monday to Thursday are five working days.
    expect(notified.change.hearingUntil).toEqual(at("2026-12-04T00:00:00"));
    expect(notified.lines[0]?.variables).toMatchObject({
      from: "4星",
      to: "3星",
      until: "12月3日24点",
      reasons: "用电安全:扣3分(1120-1)",
    });

    expect(advanceChange(notified.change, at("2026-12-03T23:59:59"), rules)).toEqual({
      ok: false,
      refusal: "too-early",
    });
    const publicised = stepOf(advanceChange(notified.change, at("2026-12-04T00:00:00"), rules));
    expect(lines(publicised)).toEqual(["star-publicity group"]);
    expect(publicised.lines[0]?.variables).toEqual({ to: "3星", until: "12月11日" });
    expect(nextAdvanceAt(publicised.change)).toEqual(at("2026-12-12T00:00:00"));

    expect(advanceChange(publicised.change, at("2026-12-11T12:00:00"), rules)).toEqual({
      ok: false,
      refusal: "too-early",
    });
    const effective = stepOf(advanceChange(publicised.change, at("2026-12-12T00:00:00"), rules));
    expect(effective.change).toMatchObject({
      stage: "effective",
      effectiveAt: at("2026-12-12T00:00:00"),
      plateNumber: "0180030500003-261212",
    });
    expect(lines(effective)).toEqual(["star-effective owner"]);
    expect(advanceChange(effective.change, at("2027-01-01T00:00:00"), rules)).toEqual({ ok: false, refusal: "over" });
  });

  it("leaves no plate number where the plate is withdrawn", () => {
    const change = buildChange({ kind: "withdrawn", toStar: null, stage: "publicised", publicityUntil: now });
    const withdrawn = stepOf(advanceChange(change, now, rules));
    expect(withdrawn.change.stage).toBe("effective");
    expect(withdrawn.change.plateNumber).toBeUndefined();
  });

  it("counts the days of the Spring Festival as none", () => {
    const notified = stepOf(
      confirmChange(buildChange(), { actor: worker, staff: workerOnly, now: at("2026-02-13T09:00:00"), rules }),
    );
    expect(notified.change.hearingUntil).toEqual(at("2026-02-28T00:00:00"));
  });

  it("waits as confirmed, unseen by any group, while the owner cannot be told", () => {
    const waiting = confirm(buildChange(), { isOwnerReachable: false });
    expect(waiting).toMatchObject({ change: { stage: "confirmed" }, lines: [] });
    expect(nextAdvanceAt(waiting.change)).toBeUndefined();
    expect(lines(stepOf(advanceChange(waiting.change, now, rules)))).toEqual(["star-prior-notice owner"]);
  });

  it("begins the hearing without a line where staff told the owner face to face", () => {
    const waiting = confirm(buildChange(), { isOwnerReachable: false }).change;
    const told = toldInPerson(waiting, { actor: worker, now: at("2026-11-27T15:00:00"), rules });
    expect(told).toMatchObject({
      ok: true,
      value: {
        stage: "notified",
        noticeAt: at("2026-11-27T15:00:00"),
        hearingUntil: at("2026-12-05T00:00:00"),
      },
    });
    expect(told.ok && told.value.steps.slice(-2).map(({ kind, by }) => [kind, by])).toEqual([
      ["told-in-person", worker],
      ["notified", undefined],
    ]);
    expect(toldInPerson(buildChange(), { actor: worker, now, rules })).toEqual({ ok: false, refusal: "not-waiting" });
  });

  it("never puts a line into a group before the owner was told and heard, whatever the kind and the pace", () => {
    const kind = fc.constantFrom<StarChangeKind>("down", "withdrawn");
    fc.assert(
      fc.property(kind, fc.array(fc.integer({ min: 0, max: 240 }), { maxLength: 12 }), (which, hours) => {
        let step = confirm(buildChange({ kind: which, toStar: which === "down" ? 3 : null }));
        let clock = now;
        const seen = step.lines.map((line) => ({ ...line, at: clock }));
        for (const wait of hours) {
          clock = new Date(clock.getTime() + wait * 3_600_000);
          const next = advanceChange(step.change, clock, rules);
          if (next.ok) [step] = [next.value];
          if (next.ok) seen.push(...next.value.lines.map((line) => ({ ...line, at: clock })));
        }
        expect(seen[0]?.audience).toBe("owner");
        const hearingUntil = confirm(buildChange()).change.hearingUntil ?? now;
        for (const line of seen.filter((one) => one.audience === "group")) expect(line.at >= hearingUntil).toBe(true);
      }),
    );
  });
});

describe("a rise", () => {
  it("takes effect at a person's word, with a line to the owner and one to the group", () => {
    const step = confirm(buildChange({ kind: "up", fromStar: 3, toStar: 4 }));
    expect(step.change).toMatchObject({ stage: "effective", effectiveAt: now, confirmedBy: worker });
    expect(lines(step)).toEqual(["star-upgraded owner", "star-congratulation group"]);
  });

  it("lets a good first rating take effect quietly and hears the owner before a bad one", () => {
    expect(lines(confirm(buildChange({ kind: "first", fromStar: null, toStar: 4 })))).toEqual(["star-effective owner"]);
    expect(confirm(buildChange({ kind: "first", fromStar: null, toStar: 2 })).change.stage).toBe("notified");
  });
});

describe("confirmChange and advanceChange", () => {
  it("refuse what is not a proposal, what nobody confirmed, and what an appeal holds", () => {
    const notified = confirm(buildChange()).change;
    const by = { actor: worker, staff: workerOnly, now, rules };
    expect(confirmChange(notified, by)).toEqual({ ok: false, refusal: "not-proposed" });
    expect(confirmChange(buildChange({ hasPendingAppeal: true }), by)).toEqual({
      ok: false,
      refusal: "appeal-pending",
    });
    expect(advanceChange(buildChange(), now, rules)).toEqual({ ok: false, refusal: "not-confirmed" });
    expect(advanceChange({ ...notified, hasPendingAppeal: true }, at("2027-01-01T00:00:00"), rules)).toEqual({
      ok: false,
      refusal: "appeal-pending",
    });
  });

  it("say only what the shipped templates ask for", () => {
    const templates = loadTemplates("templates/messages");
    const notified = confirm(buildChange());
    const publicised = stepOf(advanceChange(notified.change, at("2026-12-04T00:00:00"), rules));
    const effective = stepOf(advanceChange(publicised.change, at("2026-12-12T00:00:00"), rules));
    const raised = confirm(buildChange({ kind: "up", fromStar: 3, toStar: 4 }));
    const texts = [notified, publicised, effective, raised]
      .flatMap((step) => step.lines)
      .map((line) => templates.render(line.kind, { building: "3栋", ...line.variables }));
    expect(texts).toHaveLength(5);
    expect(texts[1]).not.toContain("用电");
  });
});
