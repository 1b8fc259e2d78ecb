import type { PersonId } from "../shared/ids.js";
import { err, ok, type Result } from "../shared/result.js";
import { advanceChange, type StarStep } from "./advance-change.js";
import { isAdverse, type ReviewLevel, type StarChange, withStep } from "./star-change.js";
import { dropped } from "./star-lines.js";
import type { StarRules } from "./star-rules.js";

/** Who may agree at each level: the verified staff of the building's area. */
export type StaffByLevel = Readonly<Record<ReviewLevel, readonly PersonId[]>>;

/** A person's word on a proposal. */
export interface ReviewerWord {
  readonly actor: PersonId;
  readonly staff: StaffByLevel;
  readonly now: Date;
  readonly rules: StarRules;
}

/** Why a word does not count. `not-your-turn`: another level is awaited, or this person agreed already. */
export type ReviewRefusal = "not-proposed" | "appeal-pending" | "not-your-turn";

/** The people who agreed, in order; the first is the first rater. */
export const agreedBy = ({ steps }: StarChange): readonly PersonId[] =>
  steps.flatMap(({ kind, by }) => (kind === "agreed" && by !== undefined ? [by] : []));

/**
 * The level whose word a proposal waits for: the first of the rules' levels behind those that agreed at which there is
 * somebody else than those who agreed. Undefined where all agreed, or nobody is left.
 */
export function awaitedLevel(change: StarChange, staff: StaffByLevel, rules: StarRules): ReviewLevel | undefined {
  if (change.stage !== "proposed") return undefined;
  return levelsAhead(change, rules).find((level) => reviewersAt(change, level, staff).length > 0);
}

/** Who may give that word: nobody agrees twice. */
export const reviewersAt = (change: StarChange, level: ReviewLevel, staff: StaffByLevel): readonly PersonId[] =>
  staff[level].filter((id) => !agreedBy(change).includes(id));

function levelsAhead({ kind, steps }: StarChange, { procedure }: StarRules): readonly ReviewLevel[] {
  const levels = procedure.agreedBy[kind];
  const last = steps.findLast((step) => step.kind === "agreed");
  return last?.level === undefined ? levels : levels.slice(levels.indexOf(last.level) + 1);
}

/**
 * A person agrees to what the machine proposed. The next level is awaited then; after the last one a rise takes effect
 * and the group is congratulated, and a fall is told to the owner in private first. Levels at which nobody is on record
 * are passed over, and the change says so; where nobody is at any level it waits.
 */
export function confirmChange(
  change: StarChange,
  word: ReviewerWord & {
    /** False where nobody can be told in private: a fall then waits as confirmed until the notice is served. */
    readonly isOwnerReachable?: boolean;
  },
): Result<StarStep, ReviewRefusal> {
  const turn = turnOf(change, word);
  if (!turn.ok) return turn;
  const { actor, now, staff, rules } = word;
  const agreed = withStep(change, { kind: "agreed", at: now, by: actor, level: turn.value });
  if (awaitedLevel(agreed, staff, rules)) return ok({ change: agreed, lines: [] });
  const confirmed: StarChange = { ...passOver(agreed, word), stage: "confirmed", confirmedAt: now, confirmedBy: actor };
  if (isAdverse(change, rules) && word.isOwnerReachable === false) return ok({ change: confirmed, lines: [] });
  const step = advanceChange(confirmed, now, rules);
  return ok(step.ok ? step.value : { change: confirmed, lines: [] });
}

/** A person does not want what the machine proposed: it is dropped, and not proposed again for a while. */
export function declineChange(
  change: StarChange,
  word: ReviewerWord & { readonly why: string },
): Result<StarChange, ReviewRefusal> {
  const turn = turnOf(change, word);
  if (!turn.ok) return turn;
  const { actor, now, why } = word;
  const step = { kind: "declined", at: now, by: actor, level: turn.value } as const;
  return ok({ ...dropped(change, why === "" ? step : { ...step, why }), declinedAt: now });
}

function turnOf(change: StarChange, { actor, staff, rules }: ReviewerWord): Result<ReviewLevel, ReviewRefusal> {
  if (change.stage !== "proposed") return err("not-proposed");
  if (change.hasPendingAppeal) return err("appeal-pending");
  const level = awaitedLevel(change, staff, rules);
  return level && reviewersAt(change, level, staff).includes(actor) ? ok(level) : err("not-your-turn");
}

function passOver(change: StarChange, { now, rules }: ReviewerWord): StarChange {
  const levels = rules.procedure.agreedBy[change.kind];
  const empty = levels.filter((level) => !change.steps.some((step) => step.level === level));
  return empty.reduce((so, level) => withStep(so, { kind: "passed-over", at: now, level }), change);
}
