import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PersonId } from "../../src/shared/ids.js";
import { awaitedLevel, confirmChange, declineChange, type StaffByLevel } from "../../src/stars/review-change.js";
import type { StarChange } from "../../src/stars/star-change.js";
import { buildChange, rules, staff, workerOnly } from "./star-builders.js";

const now = new Date("2026-11-26T09:00:00+08:00");
const [worker] = staff.grid_worker;
const [community] = staff.community;
const [street] = staff.street;

const agree = (change: StarChange, actor: PersonId, by: StaffByLevel = staff): StarChange => {
  const step = confirmChange(change, { actor, staff: by, now, rules });
  if (!step.ok) throw new Error(step.refusal);
  return step.value.change;
};
const steps = (change: StarChange) => change.steps.map(({ kind, level, by }) => [kind, level, by]);

describe("a proposal", () => {
  it("goes from the grid worker over the community to the street, and only then to the owner", () => {
    const first = agree(buildChange(), worker);
    expect(first.stage).toBe("proposed");
    expect(awaitedLevel(first, staff, rules)).toBe("community");
    const second = agree(first, community);
    expect(second.noticeAt).toBeUndefined();
    const third = agree(second, street);
    expect(third).toMatchObject({ stage: "notified", confirmedBy: street, noticeAt: now });
    expect(steps(third)).toEqual([
      ["agreed", "grid_worker", worker],
      ["agreed", "community", community],
      ["agreed", "street", street],
      ["notified", undefined, undefined],
    ]);
  });

  it("takes words only of those whose turn it is, and of nobody twice", () => {
    const word = { staff, now, rules };
    expect(confirmChange(buildChange(), { ...word, actor: community })).toEqual({
      ok: false,
      refusal: "not-your-turn",
    });
    expect(confirmChange(agree(buildChange(), worker), { ...word, actor: worker })).toEqual({
      ok: false,
      refusal: "not-your-turn",
    });
    const both = { ...staff, community: [worker] };
    const passed = agree(buildChange(), worker, both);
    expect(awaitedLevel(passed, both, rules)).toBe("street");
  });

  it("passes over levels at which nobody is on record, and says so", () => {
    const alone = agree(buildChange(), worker, workerOnly);
    expect(alone.stage).toBe("notified");
    expect(steps(alone).slice(1, 3)).toEqual([
      ["passed-over", "community", undefined],
      ["passed-over", "street", undefined],
    ]);
    const without = { ...staff, grid_worker: [] };
    expect(awaitedLevel(buildChange(), without, rules)).toBe("community");
    const later = agree(buildChange(), community, without);
    // Who is put on record afterwards does not come before those who agreed.
    expect(awaitedLevel(later, staff, rules)).toBe("street");
  });

  it("waits where nobody is on record at all: a person decides", () => {
    const nobody = { grid_worker: [], community: [], street: [] };
    expect(awaitedLevel(buildChange(), nobody, rules)).toBeUndefined();
    expect(confirmChange(buildChange(), { actor: worker, staff: nobody, now, rules })).toEqual({
      ok: false,
      refusal: "not-your-turn",
    });
  });

  it("is dropped by the word of any level in its turn, with the reason", () => {
    const declined = declineChange(agree(buildChange(), worker), {
      actor: community,
      staff,
      now,
      rules,
      why: "已整改",
    });
    expect(declined).toMatchObject({ ok: true, value: { stage: "dropped", declinedAt: now } });
    expect(declined.ok && declined.value.steps.at(-1)).toEqual({
      kind: "declined",
      at: now,
      by: community,
      level: "community",
      why: "已整改",
    });
    expect(declineChange(buildChange(), { actor: street, staff, now, rules, why: "" })).toEqual({
      ok: false,
      refusal: "not-your-turn",
    });
  });

  it("never reaches the owner by fewer people than there are levels with somebody, whoever speaks in whatever order", () => {
    const people = [worker, community, street];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...people), { maxLength: 12 }), (words) => {
        let change = buildChange();
        const agreed = new Set<PersonId>();
        for (const actor of words) {
          const step = confirmChange(change, { actor, staff, now, rules });
          if (!step.ok) continue;
          change = step.value.change;
          agreed.add(actor);
        }
        expect(change.noticeAt !== undefined).toBe(agreed.size === people.length);
      }),
    );
  });
});
