import type { Hazard } from "./hazard.js";

/** What the auditor finds in the tables. */
export interface AuditStore {
  /** Open cases with a deadline that wait for their fix and stand on no work list of time: their timer was lost. */
  findWithoutTimer(kind: string, limit: number): Promise<readonly Hazard[]>;
  /** Cases with a department that has not answered, for which no timer of that kind stands on the work list of time. */
  findReferredWithoutTimer(kind: string, limit: number): Promise<readonly Hazard[]>;
  /** Open cases that wait for staff, longest open first: unverified, awaiting a recheck, a wish for more time, danger. */
  findWaitingForStaff(limit: number): Promise<readonly Hazard[]>;
  /** Tasks of the work list of time that failed so often, or came due so long ago, that something is wrong. */
  countStuckTasks(now: Date): Promise<number>;
}
