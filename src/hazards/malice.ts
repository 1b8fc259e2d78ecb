import type { PersonId } from "../shared/ids.js";
import type { HazardEventKind, HazardMarks } from "./hazard.js";

/** Why a word about malice is refused: it was said before; nobody said it; the second word is to be another person's. */
export type MaliceRefusal = "malice-said" | "malice-not-said" | "malice-same-person";

/** Whether somebody's word that a report is malice still waits for a second one. */
const isMaliceOpen = ({ maliceUntil }: HazardMarks, at: Date): boolean =>
  maliceUntil !== undefined && new Date(maliceUntil) > at;

/**
 * Why a move about malice is refused; undefined for all other moves. It takes two of the staff, and the first word lapses
 * by itself at `maliceUntil`. Either of them, or a third, may say that it is none, before and after.
 */
export function maliceRefusalOf(
  marks: HazardMarks,
  { kind, actorId, at }: { readonly kind: HazardEventKind; readonly actorId?: PersonId; readonly at: Date },
): MaliceRefusal | undefined {
  const isOpen = isMaliceOpen(marks, at);
  const isAgreed = marks.maliceAgreedAt !== undefined;
  switch (kind) {
    case "malice-proposed":
      return isOpen || isAgreed ? "malice-said" : undefined;
    case "malice-agreed":
      if (!isOpen) return "malice-not-said";
      return marks.maliceBy === actorId ? "malice-same-person" : undefined;
    case "malice-refused":
      return isOpen || isAgreed ? undefined : "malice-not-said";
    default:
      return undefined;
  }
}
