import { newId, type MediaId, type PersonId } from "../shared/ids.js";
import { err, ok, type Result } from "../shared/result.js";
import { addWorkingDays, endOfShanghaiDay } from "../shared/working-calendar.js";
import { appealReviewers } from "./appeal-reviewers.js";
import type { StaffByLevel } from "./review-change.js";
import { type ReviewLevel, type StarChange, withStep } from "./star-change.js";
import { dropped } from "./star-lines.js";
import type { StarRules } from "./star-rules.js";

/** An objection (异议, 申辩) to a change, and what became of it. */
export interface Appeal {
  readonly id: string;
  readonly changeId: string;
  /** The how-manyth objection of the building it is: its number is said as 3栋申2. */
  readonly ordinal: number;
  readonly personId: PersonId;
  readonly text: string;
  readonly state: "filed" | "upheld" | "rejected" | "withdrawn";
  /** Who looks into it first. */
  readonly level: ReviewLevel;
  readonly filedAt: Date;
  /** The first instant at which the answer is late. */
  readonly answerBy: Date;
  readonly decidedAt?: Date;
  readonly decidedBy?: PersonId;
  /** What the reviewer answers the owner. */
  readonly result?: string;
}

/** An objection together with the change that it holds, and the pictures that came as proof. */
export interface FoundAppeal {
  readonly appeal: Appeal;
  readonly change: StarChange;
  readonly proofs: readonly MediaId[];
}

/** A picture that came as proof; the same one twice is one. */
export interface AppealProof {
  readonly appealId: string;
  readonly mediaId: MediaId;
  readonly at: Date;
}

/** The number by which an objection is called: the building and which of its objections it is, 3栋申2. */
export const appealNumber = (building: string, { ordinal }: Pick<Appeal, "ordinal">): string =>
  `${building}申${ordinal}`;

/** How many objections there were: of the building ever, and of the change. */
export interface AppealCounts {
  readonly ofBuilding: number;
  readonly ofChange: number;
}

/** The owner's words. */
export interface Objection {
  /** The owner or who answers for the building; the caller has checked it. */
  readonly personId: PersonId;
  readonly text: string;
  readonly now: Date;
  readonly earlier: AppealCounts;
  readonly rules: StarRules;
}

/** Why an objection is not taken. */
export type ObjectionRefusal = "not-notified" | "too-late" | "already-filed" | "too-many" | "empty";

/**
 * The owner objects after the prior notice and before the end of publicity; from then on the change is frozen. The end
 * of the period during which it was frozen is not moved: the change goes on only after a person's decision. As many
 * objections are taken as the rules name reviewers for.
 */
export function fileObjection(
  change: StarChange,
  objection: Objection,
): Result<{ readonly change: StarChange; readonly appeal: Appeal }, ObjectionRefusal> {
  const { personId, now, earlier, rules } = objection;
  const text = objection.text.trim();
  const refusal = refusalOf(change, { ...objection, text });
  if (refusal) return err(refusal);
  const row = rules.procedure.appeals[earlier.ofChange];
  if (!row) return err("too-many");
  return ok({
    change: {
      ...withStep(change, { kind: "heard", at: now, by: personId }),
      hearingText: change.hearingText ? `${change.hearingText}\n${text}` : text,
      hasPendingAppeal: true,
    },
    appeal: {
      id: newId(),
      changeId: change.id,
      ordinal: earlier.ofBuilding + 1,
      personId,
      text,
      state: "filed",
      level: row.level,
      filedAt: now,
      answerBy: endOfShanghaiDay(addWorkingDays(now, row.answerWorkingDays)),
    },
  });
}

function refusalOf(change: StarChange, { text, now }: Objection): ObjectionRefusal | undefined {
  if (change.hasPendingAppeal) return "already-filed";
  if (change.stage === "effective" || change.stage === "dropped") return "too-late";
  if (change.stage !== "notified" && change.stage !== "publicised") return "not-notified";
  const until = change.stage === "notified" ? change.hearingUntil : change.publicityUntil;
  if (until && now >= until) return "too-late";
  return text === "" ? "empty" : undefined;
}

/** A person's decision on an objection. */
export interface AppealDecision {
  readonly isUpheld: boolean;
  readonly reviewer: PersonId;
  readonly staff: StaffByLevel;
  /** The reasons, for the owner. */
  readonly result: string;
  readonly now: Date;
}

/** Why a decision does not count. */
export type DecisionRefusal = "not-reviewer" | "already-decided" | "no-reason";

/**
 * Decides an objection: upheld, the change is dropped and rests like a declined one; rejected, it goes on where it stood.
 * Refuses whoever is no reviewer of it, since another person than the first rater must look, what is decided already, and
 * a decision without reasons: the answer to the owner is the reviewer's own, in `result`.
 */
export function decideAppeal(
  { appeal, change }: Pick<FoundAppeal, "appeal" | "change">,
  decision: AppealDecision,
): Result<{ readonly change: StarChange; readonly appeal: Appeal }, DecisionRefusal> {
  const { reviewer, staff, now, isUpheld } = decision;
  const result = decision.result.trim();
  if (appeal.state !== "filed") return err("already-decided");
  if (!appealReviewers(change, appeal.level, staff).includes(reviewer)) return err("not-reviewer");
  if (result === "") return err("no-reason");
  const free: StarChange = { ...change, hasPendingAppeal: false };
  const step = { at: now, by: reviewer, why: result };
  return ok({
    appeal: {
      ...appeal,
      state: isUpheld ? "upheld" : "rejected",
      decidedAt: now,
      decidedBy: reviewer,
      result,
    },
    change: isUpheld
      ? { ...dropped(free, { kind: "appeal-upheld", ...step }), declinedAt: now }
      : withStep(free, { kind: "appeal-rejected", ...step }),
  });
}

/** The owner takes the objection back: the change goes on where it stood. Refuses what is decided already. */
export function withdrawAppeal(
  { appeal, change }: Pick<FoundAppeal, "appeal" | "change">,
  by: { readonly actor: PersonId; readonly now: Date },
): Result<{ readonly change: StarChange; readonly appeal: Appeal }, "already-decided"> {
  if (appeal.state !== "filed") return err("already-decided");
  return ok({
    appeal: { ...appeal, state: "withdrawn", decidedAt: by.now, decidedBy: by.actor },
    change: withStep({ ...change, hasPendingAppeal: false }, { kind: "appeal-withdrawn", at: by.now, by: by.actor }),
  });
}
