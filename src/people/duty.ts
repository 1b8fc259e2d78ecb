import type { Branded, PersonId } from "../shared/ids.js";

/** Our id of a duty (UUIDv7). */
export type DutyId = Branded<"DutyId">;

/** Who does the work of an area for a while. */
export interface Duty {
  readonly id: DutyId;
  readonly personId: PersonId;
  /** Grid code, 14 digits. */
  readonly area: string;
  /** Beside the grid's own workers, or in place of one of them. */
  readonly kind: "duty" | "substitute";
  /** Who is away; only of a substitute. */
  readonly forPersonId?: PersonId;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly createdBy: PersonId;
  readonly createdAt: Date;
}
