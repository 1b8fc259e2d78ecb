import type { PersonId } from "../../../src/shared/ids.js";
import { advanceChange } from "../../../src/stars/advance-change.js";
import { awaitedLevel, confirmChange, type StaffByLevel } from "../../../src/stars/review-change.js";
import type { StarChange } from "../../../src/stars/star-change.js";
import type { StarRules } from "../../../src/stars/star-rules.js";

const person = (last: number): PersonId => `00000000-0000-7000-8000-00000000a00${last}` as PersonId;

/** Those who must agree, one at each level, and somebody at the street who decides objections. */
export const staff = {
  grid_worker: [person(1)],
  community: [person(2)],
  street: [person(3), person(4)],
} as const satisfies StaffByLevel;

/** Who decides objections: they had no part in the change. */
export const reviewer = staff.street[1];

/**
 * The next step of a change: a proposal is agreed to by the next person who must, and anything else moves on by itself
 * where its time has come. All that the replay knows of the procedure. The same change where nothing moves.
 */
export function moveChange(change: StarChange, now: Date, rules: StarRules): StarChange {
  const level = awaitedLevel(change, staff, rules);
  const step = level
    ? confirmChange(change, { actor: staff[level][0], staff, now, rules })
    : advanceChange(change, now, rules);
  return step.ok ? step.value.change : change;
}
