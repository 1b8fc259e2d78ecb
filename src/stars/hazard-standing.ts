import { addDays, addMonths, daysFrom } from "../shared/calendar-days.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import type { RatedHazard } from "./building-facts.js";
import type { StarRules } from "./star-rules.js";

/** Where a hazard stands on the day of the rating, and what it costs. */
export interface HazardStanding {
  readonly hazard: RatedHazard;
  /** Not closed, and not said to be fixed either. */
  readonly isUnfixed: boolean;
  readonly isOpen: boolean;
  /** Unfixed, and due before the day of the rating. */
  readonly isOverdueNow: boolean;
  /** Fixed after the deadline, or overdue now. */
  readonly isLate: boolean;
  /** 0 where in time; the part of a day counts as one. */
  readonly daysLate: number;
  readonly isDeclared: boolean;
  readonly isRelapse: boolean;
  readonly isOnSpot: boolean;
  /** The day of the fix; missing while unfixed. */
  readonly settledOn?: string;
}

/**
 * The hazards that count on `asOf` (YYYY-MM-DD), oldest first: opened by then and not found to be nothing. What is due
 * on the day itself is not late yet; what was fixed on the day itself is fixed.
 */
export function standHazards(
  hazards: readonly RatedHazard[],
  rules: StarRules,
  asOf: string,
): readonly HazardStanding[] {
  const counted = hazards
    .filter((hazard) => hazard.openedOn <= asOf && !rules.hazards.statesWithoutFinding.includes(hazard.state))
    .toSorted(byOpening);
  return counted.map((hazard) => standHazard(hazard, { rules, asOf, counted }));
}

const byOpening = (a: RatedHazard, b: RatedHazard): number =>
  a.openedOn === b.openedOn ? (a.id < b.id ? -1 : 1) : a.openedOn < b.openedOn ? -1 : 1;

function standHazard(
  hazard: RatedHazard,
  around: {
    readonly rules: StarRules;
    readonly asOf: string;
    readonly counted: readonly RatedHazard[];
  },
): HazardStanding {
  const { rules, asOf } = around;
  const settledAt = settledBy(hazard, asOf);
  const isLate =
    hazard.dueAt !== undefined && (settledAt ? settledAt > hazard.dueAt : shanghaiDay(hazard.dueAt) < asOf);
  const lateUntil = settledAt ? shanghaiDay(settledAt) : asOf;
  return {
    hazard,
    isUnfixed: !settledAt,
    isOpen: !isBy(asOf, hazard.closedAt),
    isOverdueNow: isLate && !settledAt,
    isLate,
    daysLate: isLate && hazard.dueAt ? Math.max(1, daysFrom(shanghaiDay(hazard.dueAt), lateUntil)) : 0,
    isDeclared: rules.hazards.declaredOrigins.includes(hazard.origin),
    isRelapse: isRelapse(hazard, around.counted, rules.hazards.relapse.windowDays),
    isOnSpot: hazard.origin === "inspection" && isBy(hazard.openedOn, hazard.closedAt),
    ...(settledAt ? { settledOn: shanghaiDay(settledAt) } : {}),
  };
}

function settledBy({ fixedAt, closedAt }: RatedHazard, day: string): Date | undefined {
  if (isBy(day, fixedAt)) return fixedAt;
  return isBy(day, closedAt) ? closedAt : undefined;
}

/** Whether it came to pass on the day or before. */
const isBy = (day: string, at: Date | undefined): at is Date => at !== undefined && shanghaiDay(at) <= day;

/** 回潮: the same code was closed in the building and came back within the window. */
function isRelapse(hazard: RatedHazard, counted: readonly RatedHazard[], windowDays: number): boolean {
  return counted.some((earlier) => {
    if (earlier.code !== hazard.code || earlier.openedOn >= hazard.openedOn || !earlier.closedAt) return false;
    const closedOn = shanghaiDay(earlier.closedAt);
    return closedOn <= hazard.openedOn && hazard.openedOn <= addDays(closedOn, windowDays);
  });
}

/** Whether the hazard costs points of its item: found by inspectors, or late, or a relapse. */
export const isCostly = (standing: HazardStanding): boolean =>
  !standing.isDeclared || standing.isLate || standing.isRelapse;

/**
 * The share of a costly hazard's points that still counts on `asOf`: 1, a half after clean months, or 0 once expired.
 * `cleanSince` is the last day on which a costly hazard of the building was opened or still unfixed.
 */
export function remainingShare(
  standing: HazardStanding,
  rules: StarRules,
  on: { readonly asOf: string; readonly cleanSince: string },
): number {
  if (standing.settledOn === undefined) return 1;
  if (addMonths(standing.settledOn, rules.hazards.expireMonths[standing.hazard.severity]) <= on.asOf) return 0;
  return addMonths(on.cleanSince, rules.hazards.halfBackAfterCleanMonths) <= on.asOf ? 0.5 : 1;
}

/** The last day on which something costly was opened or unfixed; an early day where there was nothing. */
export function cleanSince(standings: readonly HazardStanding[], asOf: string): string {
  const days = standings.filter(isCostly).map((standing) => standing.settledOn ?? asOf);
  return days.reduce((latest, day) => (day > latest ? day : latest), "0001-01-01");
}
