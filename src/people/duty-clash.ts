import type { PersonId } from "../shared/ids.js";
import { err, ok, type Result } from "../shared/result.js";
import type { Duty } from "./duty.js";
import type { Period } from "./duty-period.js";

/** Who is to do the work of areas, in whose place, and when. */
export interface WantedDuty {
  readonly kind: Duty["kind"];
  readonly personId: PersonId;
  /** Who is away; only of a substitute. */
  readonly forPersonId?: PersonId;
  readonly areas: readonly string[];
  readonly period: Period;
}

/** Why a duty cannot be, and the duty that stands in its way. */
export type DutyClash =
  | { readonly reason: "self" }
  /** They have a substitute in that time already; have a duty of their own; who is to do the work is away; or does it anyhow. */
  | { readonly reason: "away-already" | "on-duty" | "substitute-away" | "same"; readonly duty: Duty };

/** Whether the duty can be beside those that there are. @param duties of both persons, not over */
export function checkDuty(wanted: WantedDuty, duties: readonly Duty[]): Result<WantedDuty, DutyClash> {
  const { kind, personId, forPersonId, areas, period } = wanted;
  if (forPersonId === personId) return err({ reason: "self" });
  const then = duties.filter(({ startsAt, endsAt }) => startsAt < period.until && endsAt > period.from);
  const clash = (
    reason: Exclude<DutyClash["reason"], "self">,
    isInTheWay: (duty: Duty) => boolean,
  ): readonly DutyClash[] => then.filter(isInTheWay).map((duty) => ({ reason, duty }));
  const [first] = [
    ...(forPersonId === undefined
      ? clash("same", (duty) => duty.kind === kind && duty.personId === personId && areas.includes(duty.area))
      : [
          ...clash("away-already", (duty) => duty.forPersonId === forPersonId),
          ...clash("on-duty", (duty) => duty.personId === forPersonId),
        ]),
    ...clash("substitute-away", (duty) => duty.forPersonId === personId),
  ];
  return first ? err(first) : ok(wanted);
}
