import { newId, type PersonId } from "../shared/ids.js";
import { err, ok, type Result } from "../shared/result.js";
import type { StarChange } from "./star-change.js";

/** An objection (异议, 申辩) to a change, and what became of it. */
export interface Appeal {
  readonly id: string;
  readonly changeId: string;
  readonly personId: PersonId;
  readonly text: string;
  readonly state: "filed" | "upheld" | "rejected";
  readonly filedAt: Date;
  readonly decidedAt?: Date;
  readonly decidedBy?: PersonId;
  readonly result?: string;
}

/** The owner's words. */
export interface Objection {
  /** The owner or who answers for the building; the caller has checked it. */
  readonly personId: PersonId;
  readonly text: string;
  readonly now: Date;
}

/** Why an objection is not taken. */
export type ObjectionRefusal = "not-notified" | "too-late" | "already-filed" | "empty";

/**
 * The owner objects after the prior notice and before the end of publicity; from then on the change is frozen. The end
 * of the period during which it was frozen is not moved: the change goes on only after a person's decision.
 */
export function fileObjection(
  change: StarChange,
  objection: Objection,
): Result<{ readonly change: StarChange; readonly appeal: Appeal }, ObjectionRefusal> {
  const text = objection.text.trim();
  if (change.hasPendingAppeal) return err("already-filed");
  if (change.stage === "effective" || change.stage === "dropped") return err("too-late");
  if (change.stage !== "notified" && change.stage !== "publicised") return err("not-notified");
  const until = change.stage === "notified" ? change.hearingUntil : change.publicityUntil;
  if (until && objection.now >= until) return err("too-late");
  if (text === "") return err("empty");
  return ok({
    change: {
      ...change,
      hearingText: change.hearingText ? `${change.hearingText}\n${text}` : text,
      hasPendingAppeal: true,
    },
    appeal: {
      id: newId(),
      changeId: change.id,
      personId: objection.personId,
      text,
      state: "filed",
      filedAt: objection.now,
    },
  });
}

/** A person's decision on an objection. */
export interface AppealDecision {
  readonly isUpheld: boolean;
  readonly reviewer: PersonId;
  readonly result: string;
  readonly now: Date;
}

/**
 * Decides an objection: upheld, the change is dropped; rejected, it goes on where it stood. Refuses the reviewer who
 * confirmed the change, since another person must look, and what is decided already. The
 * answer to the owner is the reviewer's own, in `result`.
 */
export function decideAppeal(
  change: StarChange,
  appeal: Appeal,
  decision: AppealDecision,
): Result<{ readonly change: StarChange; readonly appeal: Appeal }, "same-person" | "already-decided"> {
  if (appeal.state !== "filed") return err("already-decided");
  if (change.confirmedBy === decision.reviewer) return err("same-person");
  const decided: Appeal = {
    ...appeal,
    state: decision.isUpheld ? "upheld" : "rejected",
    decidedAt: decision.now,
    decidedBy: decision.reviewer,
    result: decision.result,
  };
  const free: StarChange = { ...change, hasPendingAppeal: false };
  return ok({ change: decision.isUpheld ? { ...free, stage: "dropped" } : free, appeal: decided });
}
