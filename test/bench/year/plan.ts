import { atShanghai, shanghaiDay } from "../../../src/shared/working-calendar.js";
import type { Dice } from "./life.js";

const dayMs = 86_400_000;

/** What may be chosen of a simulated year. */
export interface YearSize {
  readonly buildings: number;
  readonly days: number;
  readonly seed: number;
  /** The first day, YYYY-MM-DD: the first of 2026 where missing, the year whose holidays and 调休 the calendar knows. */
  readonly firstDay?: string;
  /** Reports a building and year, on average: 8 where missing. */
  readonly reports?: number;
  /** How often the process is killed: once in fifteen days where missing. */
  readonly kills?: number;
}

/** How large the simulated town is, how long it is lived in, and how often the service dies. */
export interface YearPlan {
  readonly seed: number;
  readonly buildings: number;
  /** The first instant, and the one at which the last deed may be done. */
  readonly from: Date;
  readonly until: Date;
  readonly reportsOfBuilding: number;
  /** How often the process is killed, spread over the time. */
  readonly kills: number;
}

/** The plan of a year, or of a part of one. */
export function planOf({ firstDay = "2026-01-01", reports = 8, ...size }: YearSize): YearPlan {
  const from = new Date(`${firstDay}T00:00:00+08:00`);
  return {
    seed: size.seed,
    buildings: size.buildings,
    from,
    until: new Date(from.getTime() + size.days * dayMs),
    reportsOfBuilding: reports,
    kills: size.kills ?? Math.max(1, Math.round(size.days / 15)),
  };
}

/** How the process ends: while it works; when the network has just taken a line and nobody knows; at rest. */
export type KillMoment = "at-work" | "line-taken" | "at-rest";

/** One end of the process without warning. */
export interface Kill {
  /** Not before this instant of the simulated time. */
  readonly from: Date;
  readonly moment: KillMoment;
  /** How long the service is away, in simulated milliseconds. */
  readonly awayMs: number;
}

const hourMs = 3_600_000;
const moments: readonly KillMoment[] = ["line-taken", "at-work", "line-taken", "at-rest"];
/** Every third time the service stays away for a while; every fourth it dies in the last minutes of the day's window. */
const awayHours = [0, 0, 7];

/** Kills spread evenly over the time, in the order of the time. */
export function planKills({ from, until, kills }: YearPlan, dice: Dice): readonly Kill[] {
  const stepMs = (until.getTime() - from.getTime()) / kills;
  return Array.from({ length: kills }, (_, n): Kill => {
    const near = new Date(from.getTime() + stepMs * (n + dice.between(0.1, 0.8)));
    const isEvening = n % 4 === 0;
    const away = (awayHours[n % awayHours.length] ?? 0) * hourMs * dice.between(0.1, 1.5);
    return {
      from: isEvening ? atShanghai(shanghaiDay(near), "19:40") : near,
      moment: moments[n % moments.length] ?? "at-work",
      awayMs: isEvening ? hourMs * dice.between(0.5, 1.5) : Math.round(away / 1000) * 1000,
    };
  });
}
