import { addDays, nextQuarter, quarterOf } from "../shared/calendar-days.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import type { Rating } from "./rating.js";
import { dropChange, type StarLine } from "./star-lines.js";
import {
  type CurrentStar,
  type DeclinedChange,
  proposeChange,
  type StarChange,
  type StarChangeKind,
} from "./star-change.js";
import { levelOf } from "./star-level.js";
import type { StarRules } from "./star-rules.js";

/** What the nightly pre-score looks at. */
export interface StarChangeInput {
  /** Missing where the building never had a star. */
  readonly current?: CurrentStar;
  readonly rating: Rating;
  /** The change that is on its way, where there is one. */
  readonly pending?: StarChange;
  /** The last change that people did not want. */
  readonly declined?: DeclinedChange;
  readonly now: Date;
  readonly rules: StarRules;
}

/** What follows. Both may be missing: all is as it should be, or it is not yet time. */
export interface StarDecision {
  /** The change on its way that is not true any more, and whom to tell. */
  readonly dropped?: { readonly change: StarChange; readonly lines: readonly StarLine[] };
  readonly proposed?: StarChange;
  readonly why: StarDecisionReason;
  /** The day (YYYY-MM-DD) on which the same rating may lead to a proposal: a new quarter, or clean long enough. */
  readonly waitsUntil?: string;
}

/** Why. */
export type StarDecisionReason =
  | "appeal-pending"
  | "not-rated"
  | "unchanged"
  | "already-pending"
  | "once-a-quarter"
  | "not-clean-long-enough"
  | "declined-lately"
  | "recovered"
  | "replaced"
  | "proposed";

/**
 * Compares the rating with the star in force. A rise goes at most `maxStepUp` stars and once a calendar quarter; a fall
 * goes as far as the rating says. A change on its way that the rating no longer bears out is dropped; one whose aim
 * moved is dropped and proposed again, except that a fall already told to the owner is not made worse on the way: the
 * rest is a change of its own. While an appeal is pending nothing moves.
 */
export function decideStarChange(input: StarChangeInput): StarDecision {
  const { pending, rating, now } = input;
  if (rating.isFrozen || pending?.hasPendingAppeal) return { why: "appeal-pending" };
  const wanted = pending ? wantedChange(input) : unlessDeclined(wantedChange(input), input);
  if (!pending)
    return wanted.aim
      ? { proposed: proposeChange({ ...wanted.aim, rating }, now), why: "proposed" }
      : { why: wanted.why, ...(wanted.waitsUntil === undefined ? {} : { waitsUntil: wanted.waitsUntil }) };
  if (wanted.aim && isStillTrue(pending, wanted.aim)) return { why: "already-pending" };
  const dropped = dropChange(pending, now);
  if (!wanted.aim) return { dropped, why: "recovered" };
  return { dropped, proposed: proposeChange({ ...wanted.aim, rating }, now), why: "replaced" };
}

interface Aim {
  readonly kind: StarChangeKind;
  readonly fromStar: number | null;
  readonly toStar: number | null;
}
type Wanted =
  | { readonly aim: Aim }
  | { readonly aim?: undefined; readonly why: StarDecisionReason; readonly waitsUntil?: string };

function wantedChange({ current, rating, now, rules }: StarChangeInput): Wanted {
  const fromStar = typeof current?.star === "number" ? levelOf(current.star, rules) : null;
  if (rating.isVetoed) {
    if (current && fromStar === null) return { why: "unchanged" };
    return { aim: { kind: "withdrawn", fromStar, toStar: null } };
  }
  if (rating.star === null) return { why: "not-rated" };
  if (!current) return { aim: { kind: "first", fromStar, toStar: rating.star } };
  if (fromStar === null) return restored(rating, rules, now);
  if (rating.star === fromStar) return { why: "unchanged" };
  if (rating.star < fromStar) return { aim: { kind: "down", fromStar, toStar: rating.star } };
  return raised({ ...current, star: fromStar }, { rating, rules, now });
}

/** What people declined rests, unless the fall that is wanted now goes further. */
function unlessDeclined(wanted: Wanted, { declined, now, rules }: StarChangeInput): Wanted {
  const { aim } = wanted;
  if (!aim || !declined || declined.kind !== aim.kind) return wanted;
  if (aim.kind === "down" ? (aim.toStar ?? 0) < (declined.toStar ?? 0) : aim.toStar !== declined.toStar) return wanted;
  const restUntil = addDays(shanghaiDay(declined.declinedAt), rules.procedure.declinedRestDays);
  return shanghaiDay(now) < restUntil ? { why: "declined-lately", waitsUntil: restUntil } : wanted;
}

function restored(rating: Rating, rules: StarRules, now: Date): Wanted {
  const cleanUntil = rating.vetoClearedOn ? addDays(rating.vetoClearedOn, rules.procedure.restoreCleanDays) : "";
  if (shanghaiDay(now) < cleanUntil) return { why: "not-clean-long-enough", waitsUntil: cleanUntil };
  return {
    aim: { kind: "restored", fromStar: null, toStar: Math.min(rating.star ?? 1, rules.procedure.restoreMaxStar) },
  };
}

function raised(
  current: CurrentStar & { readonly star: number },
  on: { readonly rating: Rating; readonly rules: StarRules; readonly now: Date },
): Wanted {
  const today = shanghaiDay(on.now);
  if (current.raisedAt && quarterOf(shanghaiDay(current.raisedAt)) === quarterOf(today))
    return { why: "once-a-quarter", waitsUntil: nextQuarter(today) };
  const toStar = Math.min(on.rating.star ?? current.star, current.star + on.rules.procedure.maxStepUp);
  return { aim: { kind: "up", fromStar: current.star, toStar } };
}

function isStillTrue(pending: StarChange, aim: Aim): boolean {
  if (pending.kind !== aim.kind || pending.fromStar !== aim.fromStar) return false;
  if (pending.toStar === aim.toStar) return true;
  const isTold = pending.noticeAt !== undefined;
  return isTold && pending.kind === "down" && (aim.toStar ?? 0) < (pending.toStar ?? 0);
}
