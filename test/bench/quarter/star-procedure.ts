import type { PersonId } from "../../../src/shared/ids.js";
import { advanceChange, confirmChange } from "../../../src/stars/advance-change.js";
import type { StarChange } from "../../../src/stars/star-change.js";
import type { StarRules } from "../../../src/stars/star-rules.js";

/** Whoever confirms. Objections are looked at by another person. */
const staff = "00000000-0000-7000-8000-00000000a001" as PersonId;

/**
 * The next step of a change: a proposal is confirmed by the next person who must, and anything else moves on by itself
 * where its time has come. All that the replay knows of the procedure. The same change where nothing moves.
 */
export function moveChange(change: StarChange, now: Date, rules: StarRules): StarChange {
  const step =
    change.stage === "proposed"
      ? confirmChange(change, { actor: staff, now, rules })
      : advanceChange(change, now, rules);
  return step.ok ? step.value.change : change;
}
