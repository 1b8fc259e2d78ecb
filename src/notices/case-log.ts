import type { HazardEvent, HazardEventKind } from "../hazards/hazard.js";

/** One entry of a case's log as a paper may tell it: without who, and without their words. */
export interface CaseStep {
  readonly kind: HazardEventKind;
  readonly at: Date;
  /** By when it was promised, or until when there is time now. */
  readonly until?: Date;
}

/** When a responsible party was last told. */
export const toldAt = (counted: readonly HazardEvent[]): Date | undefined =>
  counted.findLast(({ kind }) => kind === "notified" || kind === "reassigned")?.at;

/** An entry without who and their words. */
export function stepOf({ kind, at, data }: HazardEvent): CaseStep {
  const until = data.promisedBy ?? data.dueAt;
  return { kind, at, ...(until === undefined ? {} : { until: new Date(until) }) };
}
