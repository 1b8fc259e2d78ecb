import { describe, expect, it } from "vitest";
import { move, type Move } from "../../src/hazards/apply-event.js";
import type { Hazard } from "../../src/hazards/hazard.js";
import type { PersonId } from "../../src/shared/ids.js";
import { buildHazard } from "../support/builders.js";

const at = new Date("2026-11-26T09:00:00+08:00");
const later = (days: number): Date => new Date(at.getTime() + days * 86_400_000);
const [first, second] = ["覃工", "麻布社区"] as readonly string[] as readonly [PersonId, PersonId];

interface By {
  readonly by: PersonId;
  readonly when?: Date;
}
const say = (hazard: Hazard, kind: Move["kind"], { by, when = at }: By) =>
  move(hazard, { kind, as: "staff", actorId: by, at: when, data: { until: later(7).toISOString() } });
const after = (hazard: Hazard, kind: Move["kind"], said: By): Hazard => {
  const step = say(hazard, kind, said);
  if (!step.ok) throw new Error(step.refusal);
  return step.value.hazard;
};
const proposed = (state: Hazard["state"] = "false-alarm"): Hazard =>
  after(buildHazard({ state, ...(state === "false-alarm" ? { closedAt: at } : {}) }), "malice-proposed", { by: first });

describe("a word about malice", () => {
  it("takes two of the staff, and the same one twice is refused", () => {
    expect(say(proposed(), "malice-agreed", { by: first })).toEqual({ ok: false, refusal: "malice-same-person" });
    const agreed = after(proposed(), "malice-agreed", { by: second });
    expect(agreed).toMatchObject({ state: "false-alarm", marks: { maliceAgreedAt: at.toISOString() } });
    expect(agreed.marks).not.toHaveProperty("maliceBy");
  });

  it("lapses by itself, and can then be said anew", () => {
    expect(say(proposed(), "malice-agreed", { by: second, when: later(8) })).toEqual({
      ok: false,
      refusal: "malice-not-said",
    });
    expect(say(proposed(), "malice-proposed", { by: second })).toEqual({ ok: false, refusal: "malice-said" });
    expect(say(proposed(), "malice-proposed", { by: second, when: later(8) }).ok).toBe(true);
  });

  it("ends an open case only with the second word", () => {
    expect(proposed("notified").state).toBe("notified");
    expect(after(proposed("notified"), "malice-agreed", { by: second })).toMatchObject({
      state: "false-alarm",
      closedAt: at,
    });
  });

  it("is taken back by anybody of the staff, before and after the second word", () => {
    expect(after(proposed(), "malice-refused", { by: second }).marks).toEqual({});
    const agreed = after(proposed(), "malice-agreed", { by: second });
    expect(after(agreed, "malice-refused", { by: first }).marks).toEqual({});
    expect(say(buildHazard({ state: "false-alarm" }), "malice-refused", { by: first })).toEqual({
      ok: false,
      refusal: "malice-not-said",
    });
  });

  it("is not for residents, and not about what was real", () => {
    const wish = { kind: "malice-proposed", actorId: first, at } as const;
    for (const as of ["reporter", "responsible", "head", "bot"] as const)
      expect(move(buildHazard(), { ...wish, as })).toEqual({ ok: false, refusal: "not-allowed" });
    expect(move(buildHazard({ state: "closed" }), { ...wish, as: "staff" })).toEqual({
      ok: false,
      refusal: "wrong-state",
    });
  });
});
