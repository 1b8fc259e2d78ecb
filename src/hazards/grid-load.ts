import { shanghaiDay } from "../shared/working-calendar.js";
import { type Hazard, isWaitingForFix } from "./hazard.js";
import { isOverdue } from "./standing.js";

/** How much is open: what changes hands when somebody takes over. */
export interface GridLoad {
  readonly open: number;
  /** Not overdue yet. */
  readonly dueToday: number;
  readonly overdue: number;
  readonly toRecheck: number;
}

/** Counts open cases. */
export function loadOf(open: readonly Hazard[], now: Date): GridLoad {
  const count = (isMeant: (hazard: Hazard) => boolean): number => open.filter(isMeant).length;
  const isToday = (at: Date): boolean => at > now && shanghaiDay(at) === shanghaiDay(now);
  return {
    open: open.length,
    dueToday: count((one) => isWaitingForFix(one) && one.dueAt !== undefined && isToday(one.dueAt)),
    overdue: count((one) => isOverdue(one, now)),
    toRecheck: count((one) => one.state === "awaiting-recheck"),
  };
}
